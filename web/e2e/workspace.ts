import type { Page } from '@playwright/test';
import { expect } from './fixtures';

/** Returns the day that many days from now, in Berlin. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' });
}

/** Asks the API as whoever is signed in, in the workspace that is shown, and gives the answer. */
async function ask(page: Page, path: string, data: unknown): Promise<{ id: string }> {
  const { origin, pathname } = new URL(page.url());
  const workspace = pathname.split('/')[2];
  const answer = await page.request.post(`${origin}/api/v1/workspaces/${workspace}${path}`, { data });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
  return (await answer.json()) as { id: string };
}

/** Makes an active channel of the viewer's with a plan of that cadence for two years. */
export async function makeChannel(page: Page, cadence: { quota: number; per: 'week' | 'month' }): Promise<void> {
  const channel = await ask(page, '/channels', { name: 'Werkblog', platform: 'blog', status: 'active' });
  const { origin, pathname } = new URL(page.url());
  const api = `${origin}/api/v1/workspaces/${pathname.split('/')[2]}`;
  const me = (await (await page.request.get(`${origin}/api/v1/me`)).json()) as {
    memberships: { member_id: string }[];
  };
  const owner_id = me.memberships[0]?.member_id;
  const owned = await page.request.patch(`${api}/channels/${channel.id}`, { data: { owner_id } });
  expect(owned.status(), await owned.text()).toBe(200);
  await ask(page, '/plans', {
    channel_id: channel.id,
    name: 'Plan',
    starts_on: inDays(0),
    ends_on: inDays(730),
    cadence
  });
}

/** Accepts every gap that is open, for a month. */
export function acceptAll(page: Page): Promise<void> {
  return acceptSome(page, Infinity);
}

/** Accepts the first gaps that are open, for a month. */
export async function acceptSome(page: Page, most: number): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  const api = `${origin}/api/v1/workspaces/${pathname.split('/')[2]}/gaps`;
  const open = (await (await page.request.get(`${api}?state=open`)).json()) as { items: { id: string }[] };
  for (const { id } of open.items.slice(0, most)) {
    const data = { reason: 'Noch nicht begonnen.', until: inDays(30) };
    const answer = await page.request.put(`${api}/${id}/acceptance`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
  }
}

/** Makes a member who has not signed in yet. */
export async function makeMember(page: Page, name: string): Promise<string> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@example.org`;
  return (await ask(page, '/members', { name, email, role: 'editor' })).id;
}

/** Asks a member to own the first channel. */
export async function giveChannel(page: Page, member: string): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  const api = `${origin}/api/v1/workspaces/${pathname.split('/')[2]}`;
  const listed = async (path: string) =>
    ((await (await page.request.get(`${api}/${path}`)).json()) as { items: { id: string; name: string }[] }).items;
  const [channel] = await listed('channels');
  const owner = (await listed('members')).find(({ name }) => name === member);
  const answer = await page.request.patch(`${api}/channels/${channel?.id}`, { data: { owner_id: owner?.id } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Makes an entry of the first channel; without a day an idea. */
export async function makeEntry(
  page: Page,
  entry: { title: string; owner_id?: string; format?: string; publish_on?: string }
): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  const api = `${origin}/api/v1/workspaces/${pathname.split('/')[2]}`;
  const channels = (await (await page.request.get(`${api}/channels`)).json()) as { items: { id: string }[] };
  await ask(page, '/entries', { ...entry, channel_id: channels.items[0]?.id });
}
