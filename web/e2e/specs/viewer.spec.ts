import type { Locator, Page } from '@playwright/test';
import { allowError, expect, setUp, test } from '../fixtures';
import { ask, join, workspaceOf } from '../people';
import { inDays } from '../workspace';

interface Made {
  id: string;
}

/** A workspace with one of everything that somebody might change. */
async function fill(page: Page) {
  const channel = await ask<Made>(page, 'POST', '/channels', { name: 'Werkblog', status: 'active' });
  const plan = await ask<Made>(page, 'POST', '/plans', {
    channel_id: channel.id,
    name: 'Plan',
    starts_on: inDays(-7),
    ends_on: inDays(180),
    cadence: { quota: 1, per: 'week' }
  });
  const topic = await ask<Made>(page, 'POST', '/topics', { name: 'Handwerk' });
  const entry = await ask<Made>(page, 'POST', '/entries', {
    channel_id: channel.id,
    title: 'Frühjahrsputz',
    publish_on: inDays(0)
  });
  const { items } = await ask<{ items: Made[] }>(page, 'GET', '/gaps?state=open');
  return { channel: channel.id, plan: plan.id, topic: topic.id, entry: entry.id, gap: items[0]?.id ?? '' };
}

test('a viewer is offered no change on any screen, and the API refuses each @databases', async ({
  page,
  empty,
  browser
}) => {
  allowError('403');
  await setUp(page, empty);
  const home = page.url();
  const made = await fill(page);
  const viewer = await join(browser, page, empty, 'viewer', 'Vera Leser');

  const main = viewer.getByRole('main');
  const changing = main.getByRole('button', {
    name: /anlegen|[Nn]eue|ändern|[Ll]öschen|Hinnehmen|Füllen|Zuweisen|Einladen/
  });
  const shown: [screen: string, by: Locator][] = [
    ['', main.getByRole('rowheader', { name: /Werkblog/ })],
    ['/month', main.getByRole('link', { name: /Frühjahrsputz/ })],
    ['/week', main.getByRole('link', { name: /Frühjahrsputz/ })],
    ['/gaps', main.locator('[data-gap]')],
    ['/channels', main.getByRole('article', { name: 'Werkblog' })],
    ['/topics', main.getByText('Handwerk')],
    ['/people', main.getByText('Vera Leser')]
  ];
  for (const [screen, by] of shown) {
    await viewer.goto(home + screen);
    await expect(by.first(), screen).toBeVisible();
    await expect(main.getByRole('link', { name: 'Füllen' }), screen).toHaveCount(0);
    // What is one's own stays: to say when one is away.
    await expect(changing.and(viewer.locator(':not([aria-label*=Abwesenheit])')), screen).toHaveCount(0);
  }
  await expect(viewer.getByRole('navigation').getByRole('link', { name: 'Import' })).toHaveCount(0);

  const api = `${empty.address}/api/v1/workspaces/${workspaceOf(viewer)}`;
  const changes: [method: string, path: string, data?: object][] = [
    ['POST', 'channels', { name: 'Zweiter' }],
    ['PATCH', `channels/${made.channel}`, { name: 'Anders' }],
    ['DELETE', `plans/${made.plan}`],
    ['POST', 'topics', { name: 'Zweites' }],
    ['DELETE', `topics/${made.topic}`],
    ['POST', 'entries', { channel_id: made.channel, title: 'Zweiter' }],
    ['PATCH', `entries/${made.entry}`, { title: 'Anders' }],
    ['POST', `entries/${made.entry}/approve`],
    ['DELETE', `entries/${made.entry}`],
    ['PUT', `gaps/${made.gap}/acceptance`, { reason: 'Darum.', until: inDays(30) }],
    ['POST', 'invitations', { email: 'mehr@example.org', role: 'lead', by: 'link' }],
    ['PATCH', '', { name: 'Übernommen' }]
  ];
  for (const [method, path, data] of changes) {
    const answer = await viewer.request.fetch(path ? `${api}/${path}` : api, {
      method,
      headers: { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/json' },
      ...(data && { data })
    });
    expect(answer.status(), `${method} ${path}: ${await answer.text()}`).toBe(403);
  }
  expect((await ask<{ title: string }>(page, 'GET', `/entries/${made.entry}`)).title).toBe('Frühjahrsputz');
  await viewer.context().close();
});
