import type { Locator, Page } from '@playwright/test';
import type { Server } from '../server';
import { allowError, expect, test } from '../fixtures';
import { MadeWorkspace } from '../workspaces';

const YEAR = 2027;

/** A blog with a plan for most of 2027 and one theme in weeks 10 and 11. */
async function workspaceWithTheme(page: Page, empty: Server) {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const channel = await workspace.make('channels', { name: 'Werkblog', status: 'active' });
  const plan = await workspace.make('plans', {
    channel_id: channel.id,
    name: 'Redaktionsplan 2027',
    starts_on: '2027-01-01',
    ends_on: '2027-10-31',
    cadence: { quota: 1, per: 'week' }
  });
  const topic = await workspace.make('topics', { field: 'Handwerk', name: 'Reparieren statt wegwerfen' });
  const theme = await workspace.make('themes', {
    plan_id: plan.id,
    topic_id: topic.id,
    title: 'Werkstattwochen',
    starts_on: '2027-03-08',
    ends_on: '2027-03-21'
  });
  const days = async () => {
    const { starts_on, ends_on } = await workspace.get<{ starts_on: string; ends_on: string }>(`themes/${theme.id}`);
    return `${starts_on} ${ends_on}`;
  };
  return { workspace, channel, topic, theme, days };
}

const cellOf = (page: Page, week: number) => page.getByRole('gridcell', { name: new RegExp(`KW\\s${week}, `) });

/** Where the middle of something is, or a part of it: 0 at the left, 1 at the right. */
async function pointIn(target: Locator, part = 0.5): Promise<{ x: number; y: number }> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('it is not drawn');
  return { x: box.x + box.width * part, y: box.y + Math.min(box.height / 2, 12) };
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, from.y);
  await page.mouse.move(to.x, from.y);
  await page.mouse.up();
}

test('a theme is dragged by its body and by its edge, and put back @databases', async ({ page, empty }) => {
  const { workspace, days } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  const bar = page.getByRole('button', { name: 'Werkstattwochen' });
  await expect(bar).toBeVisible();

  await drag(page, await pointIn(bar), await pointIn(cellOf(page, 14)));
  await expect(page.getByText('Schwerpunkt verschoben: Werkstattwochen', { exact: false })).toBeVisible();
  await expect.poll(days).toBe('2027-03-29 2027-04-11');

  const box = await bar.boundingBox();
  await drag(page, { x: (box?.x ?? 0) + (box?.width ?? 0) - 3, y: (box?.y ?? 0) + 8 }, await pointIn(cellOf(page, 17)));
  await expect.poll(days).toBe('2027-03-29 2027-05-02');

  await page.keyboard.press('Control+z');
  await expect.poll(days).toBe('2027-03-29 2027-04-11');
  await page.keyboard.press('Control+z');
  await expect.poll(days).toBe('2027-03-08 2027-03-21');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(days).toBe('2027-03-29 2027-04-11');
});

test('a theme is moved by keyboard alone, and its dialog changes and removes it', async ({ page, empty }) => {
  const { workspace, days } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await cellOf(page, 10).focus();
  await page.keyboard.press('ArrowDown');
  const bar = page.getByRole('button', { name: 'Werkstattwochen' });
  await expect(bar).toBeFocused();
  await page.keyboard.down('Alt');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Alt');
  await expect.poll(days).toBe('2027-03-22 2027-04-04');
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(days).toBe('2027-03-22 2027-04-11');
  await page.keyboard.press('Alt+Shift+ArrowLeft');
  await expect.poll(days).toBe('2027-03-15 2027-04-11');
  await expect(bar).toBeFocused();

  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Schwerpunkt ändern' });
  await dialog.getByLabel('Bezeichnung').fill('Werkstatt im Frühling');
  await dialog.getByLabel('Letzter Tag').fill('2027-04-14');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Werkstatt im Frühling' })).toBeVisible();
  await expect.poll(days).toBe('2027-03-15 2027-04-14');
  await expect(dialog).toHaveCount(0);

  await page.getByRole('button', { name: 'Werkstatt im Frühling' }).click();
  await dialog.getByRole('button', { name: 'Entfernen' }).click();
  await expect(page.getByRole('button', { name: 'Werkstatt im Frühling' })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Werkstatt im Frühling' })).toBeVisible();
});

test('Escape leaves a theme where it was, and the end of its plan stops it', async ({ page, empty }) => {
  const { workspace, days } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  const bar = page.getByRole('button', { name: 'Werkstattwochen' });
  const from = await pointIn(bar);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 150, from.y);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await bar.focus();
  await page.keyboard.down('Alt');
  for (let presses = 0; presses < 50; presses++) await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Alt');
  await expect.poll(days).toBe('2027-10-18 2027-10-31');
});

test('a change by somebody else is told, not overwritten @databases', async ({ page, empty }) => {
  allowError('412');
  const { workspace, theme, days } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  const bar = page.getByRole('button', { name: 'Werkstattwochen' });
  await bar.click();
  const dialog = page.getByRole('dialog', { name: 'Schwerpunkt ändern' });
  await expect(dialog).toBeVisible();
  await workspace.change(`themes/${theme.id}`, { starts_on: '2027-05-03', ends_on: '2027-05-16' });

  await dialog.getByLabel('Bezeichnung').fill('Frühling');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/^Jemand hat das inzwischen geändert/);
  await expect(dialog.getByLabel('Bezeichnung')).toHaveValue('Frühling');
  await page.keyboard.press('Escape');
  await expect.poll(days).toBe('2027-05-03 2027-05-16');

  await workspace.change(`themes/${theme.id}`, { title: 'Anders' });
  await page.getByRole('button', { name: /Werkstattwochen|Anders/ }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText('bleibt, wo es war', { exact: false })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Anders' })).toBeVisible();
  await expect.poll(days).toBe('2027-05-03 2027-05-16');
});

test('a theme with a new topic is laid on a stretch that was dragged @databases', async ({ page, empty }) => {
  const { workspace } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await expect(cellOf(page, 20)).toBeVisible();
  await drag(page, await pointIn(cellOf(page, 20)), await pointIn(cellOf(page, 22)));
  const dialog = page.getByRole('dialog', { name: 'Schwerpunkt oder Pause legen' });
  await expect(dialog.getByLabel('Erster Tag')).toHaveValue('2027-05-17');
  await expect(dialog.getByLabel('Letzter Tag')).toHaveValue('2027-06-06');
  await dialog.getByRole('button', { name: 'Legen' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Welches Thema?');
  await dialog.getByRole('combobox', { name: 'Thema' }).fill('Hochwasser');
  await dialog.getByRole('option', { name: '„Hochwasser“ neu anlegen' }).click();
  await dialog.getByRole('button', { name: 'Legen' }).click();
  await expect(page.getByRole('button', { name: 'Hochwasser' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Hochwasser' })).toHaveCount(0);
});

test('a pause is laid by keyboard, and taken away again', async ({ page, empty }) => {
  const { workspace } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await cellOf(page, 30).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('status').filter({ hasText: 'markiert: 26. Juli – 8. August 2027' })).toHaveCount(1);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Schwerpunkt oder Pause legen' });
  await dialog.getByRole('radio', { name: 'Pause' }).check();
  await dialog.getByLabel('Grund').fill('Betriebsferien');
  await page.keyboard.press('Enter');
  await expect(cellOf(page, 31)).toHaveAccessibleName(/Pause: Betriebsferien/);
  await expect(dialog).toHaveCount(0);

  await cellOf(page, 31).click();
  await page.getByRole('button', { name: 'Betriebsferien ändern' }).click();
  await page.getByRole('dialog', { name: 'Pause ändern' }).getByRole('button', { name: 'Entfernen' }).click();
  await expect(cellOf(page, 31)).toHaveAccessibleName(/0 von 1 geplant/);
});

test('where no plan is, no theme can lie, and the dialog says so', async ({ page, empty }) => {
  const { workspace } = await workspaceWithTheme(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await cellOf(page, 48).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Schwerpunkt oder Pause legen' });
  await expect(dialog.getByRole('alert')).toHaveText(/hat der Kanal keinen Plan/);
  await dialog.getByLabel('Erster Tag').fill('2027-10-25');
  await expect(dialog.getByRole('alert')).toHaveText(/Der Plan „Redaktionsplan 2027“ reicht vom/);
  await page.keyboard.press('Escape');
  await expect(cellOf(page, 48)).toBeFocused();
});
