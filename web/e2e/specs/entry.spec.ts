import type { Locator, Page } from '@playwright/test';
import { allowError, expect, openDemo, setUp, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import { ask, join, workspaceOf } from '../people';
import type { Server } from '../server';

interface Made {
  id: string;
  version: number;
}

const COPY = 'Ein Text mit **Nachdruck**.';

/** Sets a server up with a channel and an entry in it. */
async function begin(page: Page, empty: Server, entry: Record<string, unknown> = {}) {
  await setUp(page, empty);
  const channel = await ask<Made>(page, 'POST', '/channels', { name: 'Kurzes', platform: 'x', status: 'active' });
  const made = await ask<Made>(page, 'POST', '/entries', {
    channel_id: channel.id,
    title: 'Frühjahrsputz',
    publish_at: '2027-03-30T10:00:00+02:00',
    ...entry
  });
  return { channel, made };
}

async function open(page: Page, id: string): Promise<Locator> {
  await page.goto(`${new URL(page.url()).origin}/w/${workspaceOf(page)}?year=2027&entry=${id}`);
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  await expect(panel.getByRole('combobox', { name: 'Stand' }).or(panel.locator('output'))).toBeVisible();
  return panel;
}

const saved = (panel: Locator) => expect(panel.locator('[data-save]')).toHaveAttribute('data-save', 'saved');

test('an entry is made from an empty day, saves as one types, and is there after a reload @databases', async ({
  page,
  empty
}) => {
  const { channel } = await begin(page, empty);
  await page.goto(`${empty.address}/w/${workspaceOf(page)}?year=2027&new=${channel.id}&day=2027-03-31&time=09:30`);
  const panel = page.getByRole('complementary', { name: 'Neuer Beitrag' });
  await expect(panel.getByLabel('Titel')).toBeFocused();
  await expect(panel.getByText('Mittwoch, KW 13')).toBeVisible();
  await page.keyboard.type('Osterputz');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/[?&]entry=/);
  const entry = page.getByRole('complementary', { name: 'Beitrag' });
  await entry.getByLabel('Text', { exact: true }).fill(COPY);
  await expect(entry.getByText('27 von 280 Zeichen (x)')).toBeVisible();
  await entry.getByRole('button', { name: 'Vorschau' }).click();
  await expect(entry.locator('strong')).toHaveText('Nachdruck');
  await entry.getByRole('combobox', { name: 'Thema' }).fill('Handwerk');
  await page.keyboard.press('Enter');
  await entry.getByLabel('Was noch zu tun ist').fill('Foto freigeben lassen');
  await page.keyboard.press('Enter');
  await entry.getByRole('checkbox', { name: /Foto/ }).check();
  await saved(entry);
  await page.reload();
  await expect(entry.getByLabel('Titel')).toHaveValue('Osterputz');
  await expect(entry.getByLabel('Text', { exact: true })).toHaveValue(COPY);
  await expect(entry.getByLabel('Uhrzeit', { exact: true })).toHaveValue('09:30');
  await expect(entry.getByRole('combobox', { name: 'Thema' })).toHaveValue('Handwerk');
  await expect(entry.getByRole('checkbox', { name: /Foto/ })).toBeChecked();
  await entry.getByText('Verlauf').click();
  await expect(
    entry
      .getByText('Checkliste: 1 von 1 erledigt')
      .or(entry.getByText(/Checkliste:/))
      .first()
  ).toBeVisible();
});

test('Escape closes the entry and gives the focus back; "n" begins a new one', async ({ page, demo }) => {
  await openDemo(page, demo, '?year=2027');
  const cell = page.getByRole('gridcell').first();
  await cell.focus();
  await page.keyboard.press('n');
  const panel = page.getByRole('complementary', { name: 'Neuer Beitrag' });
  await expect(panel.getByLabel('Titel')).toBeFocused();
  await page.keyboard.type('Noch nicht fertig');
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await expect(page.locator('[role=gridcell]:focus')).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(panel.getByLabel('Titel')).toHaveValue('Noch nicht fertig'); // it was kept
  await panel.getByRole('button', { name: 'Verwerfen' }).click();
  await expect(panel).toHaveCount(0);
});

test('two people change one entry: what differs stands side by side @databases', async ({ page, empty, browser }) => {
  const { made } = await begin(page, empty, { copy: 'Am Anfang.' });
  const other = await join(browser, page, empty, 'editor', 'Ben Muster');
  const mine = await open(page, made.id);
  const theirs = await open(other, made.id);
  allowError('412');
  allowError('ERR_INTERNET_DISCONNECTED');

  await theirs.getByLabel('Format').fill('Bild');
  await saved(theirs);
  await mine.getByLabel('Titel').fill('Großputz'); // another field: both are kept
  await saved(mine);
  await expect(mine.getByText('Gerade von jemand anderem geändert: Format')).toBeVisible();

  await page.context().setOffline(true); // else one sees it before one types
  await theirs.getByLabel('Text', { exact: true }).fill('Am Anfang war der Besen.');
  await expect(theirs.getByText('Gleichzeitig geändert')).toHaveCount(0);
  await saved(theirs);
  await mine.getByLabel('Text', { exact: true }).fill('Am Anfang war der Eimer.');
  await page.context().setOffline(false);
  const conflict = mine.getByRole('alert').filter({ hasText: 'Gleichzeitig geändert' });
  await expect(conflict.getByText('Besen.')).toBeVisible();
  await expect(conflict.getByText('Eimer.')).toBeVisible();
  await conflict.getByRole('button', { name: 'Beide zusammenführen' }).click();
  await saved(mine);
  await page.reload();
  await expect(mine.getByLabel('Text', { exact: true })).toHaveValue(
    'Am Anfang war der Besen.\nAm Anfang war der Eimer.'
  );
  await expect(mine.getByLabel('Titel')).toHaveValue('Großputz');
  await other.context().close();
});

test('what is typed without a connection is kept, and sent when it is back', async ({ page, empty, context }) => {
  allowError('ERR_INTERNET_DISCONNECTED');
  const { made } = await begin(page, empty);
  const panel = await open(page, made.id);
  await context.setOffline(true);
  await panel.getByLabel('Titel').fill('Im Tunnel geschrieben');
  await expect(panel.locator('[data-save]')).toHaveAttribute('data-save', 'waiting');
  await context.setOffline(false);
  await saved(panel);
  expect((await ask<{ title: string }>(page, 'GET', `/entries/${made.id}`)).title).toBe('Im Tunnel geschrieben');
});

test('what a reload cut off is sent by the next page, even with the entry closed', async ({ page, empty }) => {
  allowError('ERR_FAILED');
  const { made } = await begin(page, empty);
  const panel = await open(page, made.id);
  await page.route('**/entries/*', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue()
  );
  await panel.getByLabel('Titel').fill('Vor dem Neuladen');
  await expect(panel.locator('[data-save]')).toHaveAttribute('data-save', 'waiting');
  const address = `${empty.address}/w/${workspaceOf(page)}?year=2027`;
  await page.goto('about:blank');
  await page.unroute('**/entries/*');
  const sent = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
  await page.goto(address);
  await sent;
  expect((await ask<{ title: string }>(page, 'GET', `/entries/${made.id}`)).title).toBe('Vor dem Neuladen');
});

test('a viewer reads, and is offered nothing else', async ({ page, empty, browser }) => {
  const { made } = await begin(page, empty, { copy: COPY });
  const viewer = await join(browser, page, empty, 'viewer', 'Vera Leser');
  const panel = await open(viewer, made.id);
  await expect(panel.getByText('Dienstag, 30. März 2027, 10:00')).toBeVisible();
  await expect(panel.locator('strong')).toHaveText('Nachdruck');
  await expect(panel.locator('input, textarea, select')).toHaveCount(0);
  await expect(panel.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  await viewer.keyboard.press('n');
  await expect(viewer.getByRole('complementary', { name: 'Neuer Beitrag' })).toHaveCount(0);
  await viewer.context().close();
});

test('an entry is rejected with a reason, changed, and approved @databases', async ({ page, empty, browser }) => {
  const { made } = await begin(page, empty, { state: 'in_review' });
  const writer = await join(browser, page, empty, 'editor', 'Ben Muster');
  const panel = await open(page, made.id);
  await panel.getByRole('button', { name: 'Ablehnen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Beitrag ablehnen' });
  await dialog.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Grund').fill('Das Zitat ist nicht freigegeben.');
  await dialog.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(panel.getByRole('combobox', { name: 'Stand' })).toHaveValue('drafting');
  await expect(panel.getByRole('listitem').filter({ hasText: 'Das Zitat ist nicht freigegeben.' })).toContainText(
    'abgelehnt'
  );

  const theirs = await open(writer, made.id);
  await theirs.getByLabel('Kommentar', { exact: true }).fill('Erledigt, ');
  await theirs.getByLabel('Kommentar', { exact: true }).pressSequentially('@ann');
  await theirs.getByRole('option', { name: 'Anna Beispiel' }).waitFor();
  await writer.keyboard.press('Enter');
  await theirs.getByRole('button', { name: 'Senden' }).click();
  await expect(theirs.getByText('Erledigt, @Anna Beispiel')).toBeVisible();
  await theirs.getByRole('combobox', { name: 'Stand' }).selectOption('in_review');
  await expect(theirs.getByRole('combobox', { name: 'Stand' })).toHaveValue('in_review');
  await writer.context().close();

  await page.reload();
  await panel.getByRole('button', { name: 'Freigeben' }).click();
  await expect(panel.getByRole('combobox', { name: 'Stand' })).toHaveValue('approved');
  await panel.getByText('Verlauf').click();
  await expect(panel.getByText('hat freigegeben')).toBeVisible();
  await expect(panel.getByText('hat abgelehnt')).toBeVisible();
});

test('an entry is deleted, and brought back by Ctrl+Z', async ({ page, empty }) => {
  const { made } = await begin(page, empty);
  const panel = await open(page, made.id);
  await panel.getByRole('button', { name: 'Weiteres' }).click();
  await page.getByRole('menuitem', { name: 'Löschen' }).click();
  await expect(panel).toHaveCount(0);
  await expect(page.getByText('„Frühjahrsputz“ gelöscht')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Rückgängig gemacht')).toBeVisible();
  await page.goto(`${empty.address}/w/${workspaceOf(page)}/entries/${made.id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Frühjahrsputz');
  await expect(page.getByText('Dieser Beitrag ist gelöscht worden.')).toHaveCount(0);
});

test('on a phone the entry fills the screen, and goes by Escape', async ({ page, empty }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { made } = await begin(page, empty);
  await page.goto(`${empty.address}/w/${workspaceOf(page)}?year=2027&entry=${made.id}`);
  const sheet = page.getByRole('dialog', { name: 'Beitrag' });
  await expect(sheet.getByLabel('Titel')).toBeVisible();
  await expectNoSideways(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
});
