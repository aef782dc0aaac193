import type { Locator, Page } from '@playwright/test';
import { allowError, expect, setUp, test } from '../fixtures';
import { expectAccessible } from '../looks';
import { ask, join, workspaceOf } from '../people';
import type { Server } from '../server';

interface Made {
  id: string;
  version: number;
}

interface Entry extends Made {
  title: string;
  state: string;
  publish_on: string | null;
}

test.beforeEach(() => {
  allowError('ERR_INTERNET_DISCONNECTED');
  allowError('ERR_CONNECTION_REFUSED');
  allowError('ERR_FAILED');
  allowError('412'); // a second change of something knows the version before the first
});

async function begin(page: Page, empty: Server) {
  await setUp(page, empty);
  const channel = await ask<Made>(page, 'POST', '/channels', { name: 'Werkblog', platform: 'x', status: 'active' });
  const entry = await ask<Made>(page, 'POST', '/entries', {
    channel_id: channel.id,
    title: 'Frühjahrsputz',
    state: 'planned',
    publish_on: '2027-03-17'
  });
  return { channel, entry };
}

/** Opens a screen and waits until all is there that is needed without a connection. */
async function open(page: Page, screen: string): Promise<void> {
  const listening = page.waitForRequest((request) => request.url().endsWith('/changes'));
  await page.goto(`${new URL(page.url()).origin}/w/${workspaceOf(page)}${screen}`);
  await listening;
}

const day = (page: Page, of: string): Locator => page.locator(`[role=gridcell][data-day="${of}"]`);
const read = (page: Page, entry: Made) => ask<Entry>(page, 'GET', `/entries/${entry.id}`);
const bar = (page: Page) =>
  page.getByRole('status').locator('> div').filter({ hasText: 'Keine Verbindung zum Server.' });

/** Drags the entry to another day. */
async function move(page: Page, to: string): Promise<void> {
  await page
    .getByRole('grid')
    .getByRole('link', { name: /Frühjahrsputz/ })
    .hover();
  await page.mouse.down();
  const box = await day(page, to).boundingBox();
  if (!box) throw new Error(`${to} is not there`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 8, { steps: 4 });
  await page.mouse.up();
}

test('moves made without a connection are shown, listed, and sent when it is back @databases', async ({
  page,
  empty,
  context
}) => {
  const { entry } = await begin(page, empty);
  await open(page, '/month?month=2027-03');
  await expect(day(page, '2027-03-17').getByRole('link', { name: /Frühjahrsputz/ })).toBeVisible();
  await context.setOffline(true);
  await expect(bar(page)).toBeVisible();
  await move(page, '2027-03-18');
  await move(page, '2027-03-19');
  await expect(day(page, '2027-03-19').getByRole('link', { name: /Frühjahrsputz/ })).toBeVisible();
  await page.getByRole('button', { name: '2 Änderungen warten' }).click();
  const list = page.getByRole('dialog', { name: 'Noch nicht gesendet' });
  await expect(list.getByRole('listitem')).toHaveText([/18\.3\./, /19\.3\./]);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await context.setOffline(false);
  await expect(bar(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /warten|wartet/ })).toHaveCount(0);
  await expect(day(page, '2027-03-19').getByRole('link', { name: /Frühjahrsputz/ })).toBeVisible();
  expect((await read(page, entry)).publish_on).toBe('2027-03-19');
});

test('a move goes on top of what a colleague changed meanwhile, unless that was the day, too', async ({
  page,
  browser,
  empty,
  context
}) => {
  const { entry } = await begin(page, empty);
  const other = await join(browser, page, empty, 'editor', 'Ben Muster');
  const change = (body: object) => ask(other, 'PATCH', `/entries/${entry.id}`, body, { 'If-Match': '*' });
  await open(page, '/month?month=2027-03');
  await context.setOffline(true);
  await expect(bar(page)).toBeVisible();
  await move(page, '2027-03-18');
  await change({ copy: 'Mit Besen.' });
  await context.setOffline(false);
  await expect(bar(page)).toHaveCount(0);
  await expect.poll(async () => (await read(page, entry)).publish_on).toBe('2027-03-18');

  await context.setOffline(true);
  await expect(bar(page)).toBeVisible();
  await move(page, '2027-03-19');
  await change({ publish_on: '2027-03-24' });
  await context.setOffline(false);
  await expect(page.getByText(/^Nicht angenommen: .*Jemand hat das inzwischen geändert\.$/)).toBeVisible();
  await expect(day(page, '2027-03-24').getByRole('link', { name: /Frühjahrsputz/ })).toBeVisible();
  await page.getByRole('button', { name: '1 Änderung nicht angenommen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Nochmals senden' }).click();
  await expect.poll(async () => (await read(page, entry)).publish_on).toBe('2027-03-19');
  await expect(page.getByRole('dialog').getByText('Alles ist gesendet.')).toBeVisible();
  await other.context().close();
});

test('what is done while the server is being restarted is done once it is there again @databases', async ({
  page,
  empty
}) => {
  const { channel, entry } = await begin(page, empty);
  await open(page, `?year=2027&entry=${entry.id}`);
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  const comment = panel.getByLabel('Kommentar', { exact: true });
  await expect(comment).toBeVisible();
  await empty.pause();
  await comment.fill('Aus dem Tunnel.');
  await panel.getByRole('button', { name: 'Senden' }).click();
  await expect(panel.getByRole('listitem').filter({ hasText: 'wartet auf die Verbindung' })).toContainText(
    'Aus dem Tunnel.'
  );
  await expect(comment).toHaveValue('');
  await panel.getByRole('combobox', { name: 'Stand' }).selectOption('drafting');
  await expect(page.getByRole('button', { name: '2 Änderungen warten' })).toBeVisible();
  await panel.getByLabel('Titel').fill('Großputz');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  const fresh = page.getByRole('complementary', { name: 'Neuer Beitrag' });
  await fresh.getByLabel('Titel').fill('Im Tunnel erdacht');
  await page.keyboard.press('Enter');
  await expect(page.getByText('„Im Tunnel erdacht“ wird angelegt, sobald der Server erreicht wird')).toBeVisible();
  await expect(page.getByRole('button', { name: '3 Änderungen warten' })).toBeVisible();

  await empty.resume();
  await expect(bar(page)).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByRole('button', { name: /warten|wartet/ })).toHaveCount(0);
  await expect.poll(() => read(page, entry)).toMatchObject({ title: 'Großputz', state: 'drafting' });
  const { items } = await ask<{ items: { title: string }[] }>(page, 'GET', `/entries?channel=${channel.id}`);
  expect(items.filter(({ title }) => title === 'Im Tunnel erdacht')).toHaveLength(1);
  const comments = await ask<{ items: { text: string }[] }>(page, 'GET', `/entries/${entry.id}/comments`);
  expect(comments.items.map(({ text }) => text)).toEqual(['Aus dem Tunnel.']);
});

test('what waits outlives the page, and two pages send it once', async ({ page, empty, context }) => {
  const { entry } = await begin(page, empty);
  await open(page, `?year=2027&entry=${entry.id}`);
  await context.route('**/comments', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue()
  );
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  await panel.getByLabel('Kommentar', { exact: true }).fill('Zum Aufheben.');
  await panel.getByRole('button', { name: 'Senden' }).click();
  await expect(page.getByRole('button', { name: '1 Änderung wartet' })).toBeVisible();
  const address = page.url();
  await page.goto('about:blank');
  await context.unroute('**/comments');
  const other = await context.newPage();
  await Promise.all([page.goto(address), other.goto(address)]);
  for (const one of [page, other]) {
    await expect(one.getByText('Zum Aufheben.')).toHaveCount(1);
    await expect(one.getByText('wartet auf die Verbindung')).toHaveCount(0);
  }
  const { items } = await ask<{ items: unknown[] }>(page, 'GET', `/entries/${entry.id}/comments`);
  expect(items).toHaveLength(1);
});

test('what is written in the list and laid in the year waits; what cannot wait says so, and keeps what was typed', async ({
  page,
  empty,
  context
}) => {
  const { channel, entry } = await begin(page, empty);
  await open(page, '/list');
  const grid = page.getByRole('grid', { name: 'Liste' });
  const cell = grid.getByRole('gridcell').filter({ has: page.getByRole('link', { name: 'Frühjahrsputz' }) });
  await expect(cell).toBeVisible();
  await context.setOffline(true);
  await expect(bar(page)).toBeVisible();
  await cell.focus();
  await page.keyboard.press('e');
  await page.getByRole('textbox', { name: 'Titel' }).fill('Großputz');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('link', { name: 'Großputz' })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 Änderung wartet' })).toBeVisible();

  await grid.getByRole('checkbox', { name: /Frühjahrsputz|Großputz/ }).check();
  await page.getByRole('region', { name: 'Auswahl' }).getByRole('button', { name: 'Löschen' }).click();
  const deletion = page.getByRole('dialog');
  await expect(deletion.getByText('Der Server ist nicht zu erreichen.')).toBeVisible();
  await page.keyboard.press('Escape');
  await context.setOffline(false);
  await expect(bar(page)).toHaveCount(0);
  await expect.poll(async () => (await read(page, entry)).title).toBe('Großputz');
  await expect(grid.getByRole('link', { name: 'Großputz' })).toBeVisible();

  await open(page, '?year=2027');
  const week = page.locator('[role=gridcell][data-row="0"][data-column="30"]');
  await expect(week).toBeVisible();
  await context.setOffline(true);
  await expect(bar(page)).toBeVisible();
  await week.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Schwerpunkt oder Pause legen' });
  await dialog.getByRole('radio', { name: 'Pause' }).check();
  await dialog.getByLabel('Grund').fill('Betriebsferien');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Keine Verbindung\. .*Betriebsferien/)).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await context.setOffline(false);
  await expect(bar(page)).toHaveCount(0);
  await expect(week).toHaveAccessibleName(/Pause: Betriebsferien/);
  const { items } = await ask<{ items: { reason: string }[] }>(page, 'GET', `/channels/${channel.id}/pauses`);
  expect(items.map(({ reason }) => reason)).toEqual(['Betriebsferien']);
});
