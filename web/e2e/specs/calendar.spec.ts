import type { APIRequestContext, Browser, Locator, Page } from '@playwright/test';
import { allowError, demoPath, expect, openDemo, setUp, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import type { Server } from '../server';

/** As the planner's own requests are, to which the demo is open. */
const headers = { 'Sec-Fetch-Site': 'same-origin' };

/** The API of the workspace that a page is of. */
function workspaceAPI(request: APIRequestContext, address: string) {
  const { origin, pathname } = new URL(address);
  const base = `${origin}/api/v1/workspaces/${pathname.split('/')[2] ?? ''}`;
  return {
    post: async <T>(path: string, data: object): Promise<T> => {
      const answer = await request.post(`${base}/${path}`, { data, headers });
      expect(answer.ok(), await answer.text()).toBe(true);
      return (await answer.json()) as T;
    },
    get: async <T>(path: string): Promise<T> => (await (await request.get(`${base}/${path}`, { headers })).json()) as T
  };
}

interface Entry {
  id: string;
  state: string;
  publish_at: string | null;
  publish_on: string | null;
}

/** A channel of the test's own in the demo, so that no other test looks at what stands there. */
async function ownChannel(page: Page, demo: Server, name: string) {
  const api = workspaceAPI(page.request, demoPath(demo));
  const channel = await api.post<{ id: string }>('channels', {
    name,
    status: 'active',
    time_zone: 'Europe/Berlin'
  });
  const entry = (title: string, more: object = {}) =>
    api.post<Entry>('entries', { channel_id: channel.id, title, ...more });
  const at = async (id: string) => api.get<Entry>(`entries/${id}`);
  return { api, channel: channel.id, entry, at };
}

const day = (page: Page, of: string): Locator => page.locator(`[role=gridcell][data-day="${of}"]`);
const centre = async (of: Locator) => {
  const box = await of.boundingBox();
  if (!box) throw new Error('it is not there');
  return { x: box.x + box.width / 2, y: box.y + box.height - 8 };
};
/** Waits until the month or week is there with what stands in it. */
const ready = (page: Page) => expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');

async function take(page: Page, tile: Locator): Promise<void> {
  await tile.hover();
  await page.mouse.down();
}

test('an entry dragged into the next month keeps its time over the end of winter time, and comes back @databases', async ({
  page,
  demo
}) => {
  const { channel, entry, at } = await ownChannel(page, demo, 'Zeitumstellung');
  const made = await entry('Über die Nacht', { publish_at: '2027-03-25T10:00:00+01:00' });
  await openDemo(page, demo, `month?month=2027-03&channel=${channel}`);
  await ready(page);
  await take(page, page.getByRole('link', { name: /^10:00, Über die Nacht/ }));
  const april = page.getByRole('navigation', { name: 'Zeiträume' }).getByRole('link', { name: 'April 2027' });
  const over = await centre(april);
  await page.mouse.move(over.x, over.y, { steps: 4 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('April 2027');
  const drop = await centre(day(page, '2027-04-07'));
  await page.mouse.move(drop.x, drop.y, { steps: 4 });
  await page.mouse.up();
  await expect(day(page, '2027-04-07').getByRole('link', { name: /^10:00, Über die Nacht/ })).toBeVisible();
  await expect(page.getByText('„Über die Nacht“ verschoben auf Mi 7.4., 10:00')).toBeVisible();
  await expect
    .poll(async () => new Date((await at(made.id)).publish_at ?? '').toISOString())
    .toBe('2027-04-07T08:00:00.000Z');

  await page.keyboard.press('Control+z');
  await expect(day(page, '2027-04-07').getByRole('link')).toHaveCount(0);
  await expect
    .poll(async () => new Date((await at(made.id)).publish_at ?? '').toISOString())
    .toBe('2027-03-25T09:00:00.000Z');
});

test('dragged to the edge, the page turns', async ({ page, demo }) => {
  const { channel, entry } = await ownChannel(page, demo, 'Rand');
  await entry('Zum Rand', { publish_on: '2027-05-20' });
  await openDemo(page, demo, `month?month=2027-05&channel=${channel}`);
  await ready(page);
  await take(page, page.getByRole('link', { name: /Zum Rand/ }));
  const from = await centre(day(page, '2027-05-23'));
  await page.mouse.move(from.x, from.y, { steps: 3 });
  await page.mouse.move(1276, from.y, { steps: 3 });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Juni 2027');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.getByRole('grid').getByRole('link', { name: /Zum Rand/ })).toHaveCount(0);
});

test('an idea dropped on a free slot is planned there @databases', async ({ page, demo }) => {
  const { api, channel, entry, at } = await ownChannel(page, demo, 'Plätze');
  await api.post('plans', {
    channel_id: channel,
    name: 'Plan',
    starts_on: '2027-04-01',
    ends_on: '2027-06-30',
    cadence: { rule: 'FREQ=WEEKLY;BYDAY=TU', time: '10:00' }
  });
  const idea = await entry('Frische Idee');
  await openDemo(page, demo, `month?month=2027-04&channel=${channel}`);
  await ready(page);
  await page.getByRole('grid').focus();
  await page.keyboard.press('b');
  const free = day(page, '2027-04-13').getByText('10:00 frei');
  await expect(free).toBeVisible();
  await take(page, page.getByRole('complementary', { name: 'Ideen' }).getByRole('link', { name: /Frische Idee/ }));
  const slot = await centre(free);
  await page.mouse.move(slot.x, slot.y, { steps: 5 });
  await page.mouse.up();
  await expect(
    day(page, '2027-04-13').getByRole('link', { name: /^10:00, Frische Idee, Plätze, geplant/ })
  ).toBeVisible();
  await expect(free).toHaveCount(0);
  await expect(page.getByRole('complementary').getByText('Frische Idee')).toHaveCount(0);
  await expect.poll(async () => (await at(idea.id)).state).toBe('planned');

  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(page.getByRole('complementary').getByText('Frische Idee')).toBeVisible();
  expect(await at(idea.id)).toMatchObject({ state: 'idea', publish_at: null, publish_on: null });
});

test('a free slot leads to a new entry there', async ({ page, demo }) => {
  const { api, channel } = await ownChannel(page, demo, 'Neues');
  await api.post('plans', {
    channel_id: channel,
    name: 'Plan',
    starts_on: '2027-04-01',
    ends_on: '2027-06-30',
    cadence: { rule: 'FREQ=WEEKLY;BYDAY=TU', time: '10:00' }
  });
  await openDemo(page, demo, `week?week=2027-W15&channel=${channel}`);
  await ready(page);
  await page.getByRole('link', { name: '10:00 frei, Neues: Beitrag anlegen' }).click();
  await expect(page).toHaveURL((url) => url.searchParams.get('new') === channel);
  expect(new URL(page.url()).searchParams.get('day')).toBe('2027-04-13');
  expect(new URL(page.url()).searchParams.get('time')).toBe('10:00');
});

test('an entry is moved by keys alone', async ({ page, demo }) => {
  const { channel, entry, at } = await ownChannel(page, demo, 'Tasten');
  const made = await entry('Per Taste', { publish_at: '2027-03-27T10:00:00+01:00' });
  await openDemo(page, demo, `month?month=2027-03&channel=${channel}`);
  await ready(page);
  const tile = page.getByRole('link', { name: /Per Taste/ });
  await day(page, '2027-03-01').focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowDown');
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowRight');
  await expect(day(page, '2027-03-27')).toBeFocused();
  await page.keyboard.press('Tab'); // the number, which the pointer alone needs, is left out
  await expect(tile).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(day(page, '2027-03-28').getByRole('link', { name: /^10:00, Per Taste/ })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(day(page, '2027-04-04').getByRole('link', { name: /^10:00, Per Taste/ })).toBeFocused();
  await expect
    .poll(async () => new Date((await at(made.id)).publish_at ?? '').toISOString())
    .toBe('2027-04-04T08:00:00.000Z');

  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog', { name: 'Verschieben' });
  await dialog.getByLabel('Tag').fill('2027-04-09');
  await dialog.getByLabel(/^Uhrzeit/).fill('11:30');
  await page.keyboard.press('Enter');
  await expect(day(page, '2027-04-09').getByRole('link', { name: /^11:30, Per Taste/ })).toBeVisible();
});

test('what is taken back is what was moved last, though it is still on its way', async ({ page, demo }) => {
  const { channel, entry, at } = await ownChannel(page, demo, 'Unterwegs');
  await entry('Zuerst', { publish_on: '2027-05-04' });
  const second = await entry('Danach', { publish_on: '2027-05-11' });
  await openDemo(page, demo, `month?month=2027-05&channel=${channel}`);
  await ready(page);
  await page.getByRole('link', { name: /Zuerst/ }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText(/„Zuerst“/)).toBeVisible();

  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await page.route(`**/entries/${second.id}`, async (route) => {
    await answered;
    await route.continue();
  });
  await page.getByRole('link', { name: /Danach/ }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(day(page, '2027-05-12').getByRole('link', { name: /Danach/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  answer();
  await expect(page.getByText(/^Rückgängig gemacht: .*Danach/)).toBeVisible();
  await expect(day(page, '2027-05-11').getByRole('link', { name: /Danach/ })).toBeVisible();
  await expect(day(page, '2027-05-05').getByRole('link', { name: /Zuerst/ })).toBeVisible();
  expect((await at(second.id)).publish_on).toBe('2027-05-11');
});

test('keys lead from day to day over the months, and open one', async ({ page, demo }) => {
  const { channel, entry } = await ownChannel(page, demo, 'Tage');
  await entry('Am letzten', { publish_on: '2028-02-29' });
  await openDemo(page, demo, `month?month=2028-02&channel=${channel}`);
  await ready(page);
  await day(page, '2028-02-01').focus();
  await page.keyboard.press('PageDown');
  await expect(day(page, '2028-03-01')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(day(page, '2028-02-29')).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Dienstag, 29. Februar 2028' });
  await expect(dialog.getByRole('link', { name: /Am letzten/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Schließen' }).click();
  await expect(dialog).toHaveCount(0);
});

test('what the server refuses comes back, with the reason', async ({ page, demo }) => {
  allowError('412');
  const { channel, entry } = await ownChannel(page, demo, 'Verweigert');
  const made = await entry('Schon anders', { publish_on: '2027-04-06' });
  await openDemo(page, demo, `month?month=2027-04&channel=${channel}`);
  await ready(page);
  const answer = await page.request.patch(
    `${demo.address}/api/v1${new URL(demoPath(demo)).pathname.replace('/w/', '/workspaces/')}/entries/${made.id}`,
    { data: { publish_on: '2027-04-14' }, headers }
  );
  expect(answer.ok()).toBe(true);
  await page.getByRole('link', { name: /Schon anders/ }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(
    page.getByText('„Schon anders“ wurde nicht verschoben. Jemand hat das inzwischen geändert.')
  ).toBeVisible();
  await expect(day(page, '2027-04-14').getByRole('link', { name: /Schon anders/ })).toBeVisible();
});

test('a finger drags after a long press', async ({ browser, demo }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const { channel, entry } = await ownChannel(page, demo, 'Finger');
  await entry('Mit dem Finger', { publish_at: '2027-04-06T10:00:00+02:00' });
  await openDemo(page, demo, `month?month=2027-04&channel=${channel}`);
  await ready(page);
  const from = await centre(page.getByRole('link', { name: /Mit dem Finger/ }));
  const to = await centre(day(page, '2027-04-08'));
  const session = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });
  await touch('touchStart', from);
  await expect(page.locator('.image')).toBeVisible();
  await touch('touchMove', { x: (from.x + to.x) / 2, y: to.y });
  await touch('touchMove', to);
  await touch('touchEnd');
  await expect(day(page, '2027-04-08').getByRole('link', { name: /^10:00, Mit dem Finger/ })).toBeVisible();
  await context.close();
});

/** Lets a viewer into the workspace, as a person comes in: by the link of an invitation. */
async function asViewer(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(link);
  await page.locator('input[name=name]').fill('Vera Beispiel');
  await page.locator('input[name=password]').fill('noch ein langes Passwort');
  await page.locator('form button').last().click();
  await expect(page).toHaveURL(/\/w\//);
  return page;
}

test('a viewer sees the plan, and is offered nothing to move @databases', async ({ page, empty, browser }) => {
  await setUp(page, empty);
  const api = workspaceAPI(page.request, page.url());
  const channel = await api.post<{ id: string }>('channels', { name: 'Blog', time_zone: 'Europe/Berlin' });
  await api.post('entries', { channel_id: channel.id, title: 'Steht fest', publish_at: '2027-04-06T10:00:00+02:00' });
  const { link } = await api.post<{ link: string }>('invitations', {
    email: 'vera@example.org',
    role: 'viewer',
    by: 'link'
  });
  const viewer = await asViewer(browser, link);
  await viewer.goto(`${page.url()}/month?month=2027-04`);
  await ready(viewer);
  const tile = viewer.getByRole('link', { name: /Steht fest/ });
  await expect(tile).not.toHaveAttribute('aria-keyshortcuts');
  await take(viewer, tile);
  const to = await centre(day(viewer, '2027-04-08'));
  await viewer.mouse.move(to.x, to.y, { steps: 4 });
  await expect(viewer.locator('.image')).toHaveCount(0);
  await viewer.mouse.up();
  await tile.focus();
  await viewer.keyboard.press('Alt+ArrowRight');
  await viewer.keyboard.press('m');
  await expect(viewer.getByRole('dialog')).toHaveCount(0);
  await expect(day(viewer, '2027-04-06').getByRole('link', { name: /Steht fest/ })).toBeVisible();
  await viewer.context().close();
});

for (const width of [360, 1280, 2560]) {
  for (const screen of ['month', 'week']) {
    test(`the ${screen} fits ${width} px`, async ({ page, demo }) => {
      await page.setViewportSize({ width, height: 800 });
      await openDemo(page, demo, screen);
      await ready(page);
      await expectNoSideways(page);
    });
  }
}
