import type { Browser, Page } from '@playwright/test';
import { allowError, expect, setUp, test } from '../fixtures';
import { ask, join, workspaceOf } from '../people';
import type { Server } from '../server';

interface Made {
  id: string;
  version: number;
}

/** So long a colleague's change may take to be seen. */
const SEEN = { timeout: 2_000 };
const DAY = '2027-03-30';

/** Sets a server up with a channel, a plan and an entry, and brings a colleague. */
async function begin(page: Page, browser: Browser, empty: Server) {
  await setUp(page, empty);
  const channel = await ask<Made>(page, 'POST', '/channels', { name: 'Werkblog', platform: 'x', status: 'active' });
  await ask(page, 'POST', '/plans', {
    channel_id: channel.id,
    name: 'Plan 2027',
    starts_on: '2027-01-01',
    ends_on: '2027-12-31',
    cadence: { quota: 1, per: 'week' }
  });
  const entry = await ask<Made>(page, 'POST', '/entries', {
    channel_id: channel.id,
    title: 'Frühjahrsputz',
    publish_at: `${DAY}T10:00:00+02:00`
  });
  const other = await join(browser, page, empty, 'editor', 'Ben Muster');
  return { channel, entry, other };
}

const address = (page: Page, screen: string) => `${new URL(page.url()).origin}/w/${workspaceOf(page)}${screen}`;

/** Opens a screen and waits until it listens to changes. */
async function openAndListen(page: Page, screen: string): Promise<void> {
  const listening = page.waitForRequest((request) => request.url().endsWith('/changes'));
  await page.goto(address(page, screen));
  await listening;
}

/** Changes something as whoever is signed in on a page, wherever that page is. */
const rename = (page: Page, entry: Made, title: string) =>
  ask<Made>(page, 'PATCH', `/entries/${entry.id}`, { title }, { 'If-Match': '*' });

test('what a colleague does appears on the month, and moves neither focus nor what is open @databases', async ({
  page,
  browser,
  empty
}) => {
  const { entry, other } = await begin(page, browser, empty);
  await openAndListen(page, '/month?month=2027-03');
  const day = page.locator(`[data-day="${DAY}"]`);
  await expect(day.getByText('Frühjahrsputz')).toBeVisible();
  await day.focus();
  await rename(other, entry, 'Großputz');
  await expect(day.getByText('Großputz')).toBeVisible(SEEN);
  await expect(day).toBeFocused();
  await other.context().close();
});

/** What a screen reads anew for a colleague's change of one channel, and what shows that it is there. */
const screens = [
  { at: '?year=2027', ready: '[role=gridcell]', reads: ['/year'] },
  {
    at: '/month?month=2027-03',
    ready: '[role=gridcell] a',
    reads: ['/entries', '/channels', '/continuity', '/year']
  },
  { at: '/gaps', ready: '[data-gap]', reads: ['/gaps', '/channels', '/plans'] }
];

for (const { at, ready, reads } of screens) {
  test(`a colleague’s change has ${at} read anew what shows channels, each once`, async ({ page, browser, empty }) => {
    const { channel, other } = await begin(page, browser, empty);
    await openAndListen(page, at);
    await expect(page.locator(ready).first()).toBeVisible();
    const asked: string[] = [];
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname;
      if (path.includes('/workspaces/')) asked.push(path.replace(/.*\/workspaces\/[^/]+/, ''));
    });
    const read = page.waitForResponse((answer) => answer.url().includes(reads[0] ?? ''), SEEN);
    await ask(other, 'POST', '/entries', { channel_id: channel.id, title: 'Neu', publish_on: '2027-03-12' });
    await read;
    expect(asked.toSorted()).toEqual(reads.toSorted());
    await other.context().close();
  });
}

test('the month reads slots once, though it knows the channels before them', async ({ page, browser, empty }) => {
  const { channel, other } = await begin(page, browser, empty);
  await openAndListen(page, '/month?month=2027-03');
  await expect(page.locator('[role=gridcell] a').first()).toBeVisible();
  const channels = page.waitForResponse((answer) => answer.url().endsWith('/channels?limit=200'));
  const asked: string[] = [];
  await page.route(/\/continuity\?/, async (route) => {
    asked.push(route.request().url());
    await (await channels).finished();
    // So long it takes until what the answer led to has been drawn.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await route.continue().catch(() => undefined);
  });
  const read = page.waitForResponse((answer) => answer.url().includes('/continuity'));
  await ask(other, 'POST', '/entries', { channel_id: channel.id, title: 'Neu', publish_on: '2027-03-12' });
  await read;
  await expect(page.locator('[data-day="2027-03-12"]').getByText('Neu')).toBeVisible();
  expect(asked).toHaveLength(1);
  await other.context().close();
});

test('an entry that two have open shows within two seconds what the other changed @databases', async ({
  page,
  browser,
  empty
}) => {
  const { entry, other } = await begin(page, browser, empty);
  await openAndListen(page, `?year=2027&entry=${entry.id}`);
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  await expect(panel.getByLabel('Titel')).toHaveValue('Frühjahrsputz');
  await panel.getByLabel('Text', { exact: true }).focus();
  await rename(other, entry, 'Großputz');
  await expect(panel.getByText('Gerade von jemand anderem geändert: Titel')).toBeVisible(SEEN);
  await expect(panel.getByLabel('Titel')).toHaveValue('Großputz');
  await expect(panel.getByLabel('Text', { exact: true })).toBeFocused();
  await ask(other, 'POST', `/entries/${entry.id}/comments`, { text: 'Schon besser.' });
  await expect(panel.getByText('Schon besser.')).toBeVisible(SEEN);
  await other.context().close();
});

test('one page of a browser listens for all of them, and another takes over @databases', async ({
  page,
  browser,
  empty
}) => {
  const { entry, other } = await begin(page, browser, empty);
  await openAndListen(page, '/month?month=2027-03');
  const second = await page.context().newPage();
  const streams: string[] = [];
  second.on('request', (request) => request.url().endsWith('/changes') && streams.push(request.url()));
  await second.goto(address(page, '/month?month=2027-03'));
  const day = second.locator(`[data-day="${DAY}"]`);
  await expect(day.getByText('Frühjahrsputz')).toBeVisible();
  // Pages that Playwright opens are all seen, as windows beside each other are.
  const following = () =>
    second.evaluate(async () => {
      const { held = [], pending = [] } = await navigator.locks.query();
      return [...held, ...pending].filter(({ name }) => name?.startsWith('stetig.changes.')).length;
    });
  await expect.poll(following).toBe(2);
  await rename(other, entry, 'Großputz');
  await expect(day.getByText('Großputz')).toBeVisible(SEEN);
  expect(streams).toEqual([]);

  const takesOver = second.waitForRequest((request) => request.url().endsWith('/changes'));
  await page.close();
  await takesOver;
  await rename(other, entry, 'Hausputz');
  await expect(day.getByText('Hausputz')).toBeVisible(SEEN);
  await other.context().close();
});

test('where streams do not come through, the planner asks', async ({ page, browser, empty }) => {
  allowError('429');
  const { entry, other } = await begin(page, browser, empty);
  await page.route('**/changes', (route) =>
    route.request().headers().accept === 'text/event-stream' ? route.fulfill({ status: 429 }) : route.continue()
  );
  await openAndListen(page, '/month?month=2027-03');
  const day = page.locator(`[data-day="${DAY}"]`);
  await page.waitForResponse((answer) => answer.url().includes('/changes') && answer.ok());
  await rename(other, entry, 'Großputz');
  await expect(day.getByText('Großputz')).toBeVisible();
  await other.context().close();
});

test('a change on one server appears on another @postgres', async ({ page, browser, empty }) => {
  const { entry, other } = await begin(page, browser, empty);
  const replica = await empty.replica();
  const listening = other.waitForRequest((request) => request.url().endsWith('/changes'));
  await other.goto(`${replica.address}/w/${workspaceOf(page)}/month?month=2027-03`);
  await listening;
  const day = other.locator(`[data-day="${DAY}"]`);
  await expect(day.getByText('Frühjahrsputz')).toBeVisible();
  await rename(page, entry, 'Großputz');
  await expect(day.getByText('Großputz')).toBeVisible(SEEN);
  await other.context().close();
});

test('a session that has ended says so, and keeps what was typed', async ({ page, browser, empty }) => {
  allowError('401');
  const { entry, other } = await begin(page, browser, empty);
  await openAndListen(page, `?year=2027&entry=${entry.id}`);
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  await expect(panel.getByLabel('Titel')).toHaveValue('Frühjahrsputz');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await panel.getByLabel('Titel').fill('Ohne Anmeldung geschrieben');
  await expect(page.getByText('Die Anmeldung ist abgelaufen. Geschriebenes bleibt hier')).toBeVisible();
  await expect(panel.getByLabel('Titel')).toHaveValue('Ohne Anmeldung geschrieben');
  const signIn = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Neu anmelden' }).click();
  await expect((await signIn).getByRole('heading', { level: 1 })).toHaveText('Anmelden');
  await page.context().addCookies(cookies);
  await (await signIn).close();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.getByText('Die Anmeldung ist abgelaufen. Geschriebenes bleibt hier')).toHaveCount(0);
  await expect(panel.locator('[data-save]')).toHaveAttribute('data-save', 'saved');
  expect((await ask<{ title: string }>(other, 'GET', `/entries/${entry.id}`)).title).toBe('Ohne Anmeldung geschrieben');
  await other.context().close();
});
