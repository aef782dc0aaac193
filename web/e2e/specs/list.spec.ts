import type { Browser, Locator, Page } from '@playwright/test';
import { allowError, expect, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import { join } from '../people';
import type { Server } from '../server';
import { MadeWorkspace } from '../workspaces';

const ROWS = 100_000;
const ROWS_AN_IMPORT = 10_000;
const CHANNELS = 20;
/** In the grid, however long the list is. */
const MOST_ELEMENTS = 900;

const twoDigits = (n: number) => String(n).padStart(2, '0');

/** Two channels, with entries of which one is published and one has no date. */
async function smallWorkspace(page: Page, empty: Server) {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const blog = await workspace.make('channels', { name: 'Werkblog', status: 'active', color: '#2f5d8a' });
  const letter = await workspace.make('channels', { name: 'Rundbrief', status: 'active' });
  const entry = (channel: { id: string }, title: string, more: object) =>
    workspace.make('entries', { channel_id: channel.id, title, ...more });
  await entry(blog, 'Ankunft', { publish_at: '2027-03-24T10:00:00+01:00' });
  await entry(blog, 'Bericht', { publish_on: '2027-03-25' });
  await entry(letter, 'Chronik', { publish_on: '2027-04-02' });
  await entry(letter, 'Erschienen', {
    state: 'published',
    published_at: '2026-03-02T10:00:00+01:00',
    publish_on: '2026-03-02'
  });
  await entry(blog, 'Idee', {});
  return workspace;
}

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Liste' });
const rowOf = (page: Page, title: string): Locator =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: title, exact: true }) });
const titles = (page: Page) => grid(page).locator('.title a').allTextContents();
const boxOf = (page: Page, title: string): Locator => page.getByRole('checkbox', { name: `„${title}“ auswählen` });
/** Waits until the list is there with what it holds. */
const ready = (page: Page, first: string) => expect(rowOf(page, first)).toBeVisible();

test(`${ROWS} rows: the bar tells the length, the middle is there at once, the page stays light`, async ({
  page,
  empty
}) => {
  test.setTimeout(120_000);
  const workspace = await MadeWorkspace.setUp(page, empty);
  for (let i = 1; i <= CHANNELS; i++) await workspace.make('channels', { name: `Kanal ${i}`, status: 'active' });
  for (let from = 0; from < ROWS; from += ROWS_AN_IMPORT)
    await workspace.importEntries(
      Array.from({ length: ROWS_AN_IMPORT }, (_, i) => {
        const n = from + i;
        const date = `${2020 + (n % 15)}-${twoDigits(1 + (n % 12))}-${twoDigits(1 + (n % 28))}`;
        return { title: `Beitrag ${String(n).padStart(6, '0')}`, channel: `Kanal ${1 + (n % CHANNELS)}`, date };
      })
    );

  await workspace.open('/list?sort=title');
  await ready(page, 'Beitrag 000000');
  await expect(page.getByText('100.000 Beiträge')).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(ROWS + 1));

  const jumpTo = async (share: number) =>
    grid(page).evaluate((box, share) => box.scrollTo({ top: share * (box.scrollHeight - box.clientHeight) }), share);
  await jumpTo(0.5);
  await ready(page, 'Beitrag 050000');
  await jumpTo(1);
  await ready(page, 'Beitrag 099999');
  await expect(rowOf(page, 'Beitrag 099999')).toHaveAttribute('aria-rowindex', String(ROWS + 1));

  await jumpTo(0.25);
  await ready(page, 'Beitrag 025000');
  await page.mouse.move(700, 500);
  for (let step = 0; step < 60; step++) await page.mouse.wheel(0, step < 40 ? 180 : -180);
  expect(await grid(page).locator('*').count()).toBeLessThanOrEqual(MOST_ELEMENTS);

  // By keys to the very end, and all chosen: more than can be changed as one, and how to go on.
  await page.getByRole('gridcell').filter({ visible: true }).first().focus();
  await page.keyboard.press('Control+End');
  await expect(rowOf(page, 'Beitrag 099999').getByRole('gridcell').last()).toBeFocused();
  await page.keyboard.press('Control+a');
  const chosen = page.getByRole('region', { name: 'Auswahl' });
  await expect(chosen).toContainText('100.000 ausgewählt');
  await expect(chosen.getByRole('button', { name: 'Verschieben' })).toHaveCount(0);
  await chosen.getByRole('button', { name: 'Die ersten 1.000 auswählen' }).click();
  await expect(chosen).toContainText('1.000 ausgewählt');
  await expect(chosen.getByRole('button', { name: 'Verschieben' })).toBeVisible();
});

test('is sorted, grouped and filtered by its address, with the columns one chooses', async ({ page, empty }) => {
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list');
  await ready(page, 'Ankunft');
  expect(await titles(page)).toEqual(['Erschienen', 'Ankunft', 'Bericht', 'Chronik', 'Idee']);
  const title = page.getByRole('columnheader', { name: 'Titel' });
  await title.getByRole('button').click();
  await expect(title).toHaveAttribute('aria-sort', 'ascending');
  await title.getByRole('button').click();
  await expect(title).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => titles(page)).toEqual(['Idee', 'Erschienen', 'Chronik', 'Bericht', 'Ankunft']);

  await page.getByLabel('Gruppieren').selectOption('Kanal');
  const head = grid(page).getByRole('row').filter({ hasText: 'Werkblog' }).filter({ hasText: '3 Beiträge' });
  await expect(head.getByRole('gridcell')).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(() => titles(page)).toEqual(['Idee', 'Bericht', 'Ankunft', 'Erschienen', 'Chronik']);
  await head.getByRole('gridcell').focus();
  await page.keyboard.press('Enter');
  await expect(head.getByRole('gridcell')).toHaveAttribute('aria-expanded', 'false');
  await expect.poll(() => titles(page)).toEqual(['Erschienen', 'Chronik']);

  await page.getByRole('button', { name: 'Stand' }).first().click();
  await page.keyboard.type('veröff');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(() => titles(page)).toEqual(['Erschienen']);
  await expect(page).toHaveURL(/state=published/);
  await page.getByRole('button', { name: 'Filter entfernen: Stand: veröffentlicht' }).click();

  await page.getByRole('button', { name: 'Spalten' }).click();
  await page.getByRole('checkbox', { name: 'Kanal' }).uncheck();
  await page.getByRole('button', { name: 'Stand weiter nach vorn' }).click();
  await page.keyboard.press('Escape');
  const heads = page.getByRole('columnheader').filter({ hasText: /./ });
  await expect(heads).toHaveText(['Titel', 'Stand', 'Termin', 'Zuständig', 'Thema']);
  await workspace.open('/list'); // the browser keeps them
  await ready(page, 'Ankunft');
  await expect(heads).toHaveText(['Titel', 'Stand', 'Termin', 'Zuständig', 'Thema']);
});

test('many are moved as one: shown before, the refused left out, undone as one @databases', async ({ page, empty }) => {
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list');
  await ready(page, 'Ankunft');
  await boxOf(page, 'Erschienen').click();
  await boxOf(page, 'Bericht').click({ modifiers: ['Shift'] });
  const chosen = page.getByRole('region', { name: 'Auswahl' });
  await expect(chosen).toContainText('3 ausgewählt');
  await chosen.getByRole('button', { name: 'Verschieben' }).click();
  const dialog = page.getByRole('dialog', { name: '3 Beiträge verschieben' });
  await expect(dialog).toContainText('2 Beiträge ändern sich.');
  await expect(dialog).toContainText('1 geht nicht und bleibt');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Erschienen' })).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Ankunft' })).toContainText('31. März 2027, 10:00');
  await dialog.getByRole('button', { name: '2 ändern, 1 auslassen' }).click();
  await expect(page.getByText('2 Beiträge verschoben')).toBeVisible();
  await expect(rowOf(page, 'Ankunft')).toContainText('31.3.2027, 10:00'); // over the end of winter time
  await expect(rowOf(page, 'Bericht')).toContainText('1.4.2027');
  await expect(chosen).toHaveCount(0);

  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'Ankunft')).toContainText('24.3.2027, 10:00');
  await expect(rowOf(page, 'Bericht')).toContainText('25.3.2027');

  await grid(page).getByRole('gridcell').first().focus();
  await page.keyboard.press('Control+a');
  await chosen.getByRole('button', { name: 'Löschen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '5 löschen' }).click();
  await expect(page.getByRole('heading', { name: 'Noch kein Beitrag' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'Chronik')).toBeVisible();
});

test('what was changed since stays, is named, and the rest is offered to be taken back', async ({ page, empty }) => {
  allowError('409');
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list?state=planned');
  await ready(page, 'Ankunft');
  for (const title of ['Ankunft', 'Bericht', 'Chronik']) await boxOf(page, title).check();
  await page.getByRole('region', { name: 'Auswahl' }).getByRole('button', { name: 'Verschieben' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^3 / }).click();
  await expect(page.getByText('3 Beiträge verschoben')).toBeVisible();
  const { items } = await workspace.get<{ items: { id: string; title: string }[] }>('entries?state=planned');
  const report = items.find(({ title }) => title === 'Bericht');
  await workspace.change(`entries/${report?.id}`, { copy: 'Inzwischen geschrieben.' });

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Nicht rückgängig gemacht: inzwischen geändert wurde „Bericht“.')).toBeVisible();
  await expect(rowOf(page, 'Ankunft')).toContainText('31.3.2027');
  await page.getByRole('button', { name: 'Die anderen 2 rückgängig machen' }).click();
  await expect(page.getByText('Rückgängig: 2 Beiträge verschoben')).toBeVisible();
  await expect(rowOf(page, 'Ankunft')).toContainText('24.3.2027');
  await expect(rowOf(page, 'Bericht')).toContainText('1.4.2027');
});

test('by keys alone: go, write in cells, choose, change @databases', async ({ page, empty }) => {
  const workspace = await smallWorkspace(page, empty);
  await workspace.open();
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await ready(page, 'Ankunft');
  await grid(page).getByRole('gridcell').first().focus();
  await page.keyboard.press('ArrowDown'); // Ankunft
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('e');
  await expect(page.getByRole('textbox', { name: 'Titel' })).toBeFocused();
  await page.keyboard.type('Abfahrt');
  await page.keyboard.press('Enter');
  await ready(page, 'Abfahrt');
  await expect(rowOf(page, 'Abfahrt').locator('.title')).toBeFocused();
  await expect(page.getByText('Titel geändert: „Abfahrt“')).toBeVisible();
  await page.keyboard.press('Control+z');
  await ready(page, 'Ankunft');

  await page.keyboard.press('End'); // the topic, where nothing is written
  await page.keyboard.press('ArrowLeft'); // the owner
  await page.keyboard.press('e');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Ankunft')).toContainText('Anna Beispiel');

  await page.keyboard.press('ArrowLeft'); // the state
  await page.keyboard.press('e');
  await page.keyboard.press('Escape');
  await expect(rowOf(page, 'Ankunft')).toContainText('geplant');

  await page.keyboard.press('x');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('region', { name: 'Auswahl' })).toContainText('2 ausgewählt');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Auswahl' })).toHaveCount(0);

  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Beitrag' })).toBeVisible();
  await expect(page).toHaveURL(/\/list\?entry=/);
});

test('the entry that is open is marked, and what is told covers nothing beside it', async ({ page, empty }) => {
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list');
  await ready(page, 'Ankunft');
  await page.getByRole('link', { name: 'Bericht', exact: true }).click();
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  await expect(panel.getByLabel('Titel')).toHaveValue('Bericht');
  await expect(grid(page).locator('[aria-current=true]')).toHaveCount(1);
  await expect(rowOf(page, 'Bericht')).toHaveAttribute('aria-current', 'true');
  await panel.getByRole('combobox', { name: 'Stand' }).selectOption('drafting');
  const told = page.getByRole('region', { name: 'Mitteilungen' }).getByText('Rückgängig');
  await expect(told).toBeVisible();
  const edge = async (of: Locator, side: 'left' | 'right') => {
    const box = await of.boundingBox();
    return box ? box.x + (side === 'right' ? box.width : 0) : NaN;
  };
  expect(await edge(told, 'right')).toBeLessThanOrEqual(await edge(panel, 'left'));

  // Printed is the list alone, as a table of all that match.
  await page.evaluate(() => (window.print = () => (document.body.dataset.printed = 'true')));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Drucken' }).click();
  await expect(page.locator('body[data-printed]')).toHaveCount(1);
  await page.emulateMedia({ media: 'print' });
  const table = page.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(table.getByRole('row').filter({ hasText: 'Ankunft' })).toContainText('Werkblog');
  await expect(grid(page)).toBeHidden();
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('edits in quick succession are each of what the one before made, however late the list is read @databases', async ({
  page,
  empty
}) => {
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list');
  await ready(page, 'Ankunft');
  const answers: number[] = [];
  page.on('response', (answer) => {
    if (answer.request().method() === 'PATCH') answers.push(answer.status());
  });
  // From now on the list hears of nothing; what was read of it before is let go where it is read anew.
  await page.route(/\/entries\?/, () => {});
  const type = async (title: string, now: string) => {
    await rowOf(page, title).locator('[data-column="1"]').focus();
    await page.keyboard.press('e');
    await page.keyboard.type(now);
    await page.keyboard.press('Enter');
    await ready(page, now);
  };
  await type('Ankunft', 'Abfahrt');
  await expect.poll(() => answers).toEqual([200]);
  await type('Bericht', 'Beschluss');
  await expect.poll(() => answers).toEqual([200, 200]);
  await ready(page, 'Abfahrt');
  await type('Abfahrt', 'Aufbruch');
  await expect.poll(() => answers).toEqual([200, 200, 200]);
  const panel = page.getByRole('complementary', { name: 'Beitrag' });
  await page.getByRole('link', { name: 'Aufbruch', exact: true }).click();
  await panel.getByRole('combobox', { name: 'Stand' }).selectOption('drafting');
  await expect(page.getByText('Stand: in Arbeit')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);
  await type('Aufbruch', 'Ausblick');
  await expect.poll(() => answers).toEqual([200, 200, 200, 200]);
});

test('begins at today, and leads there again @databases', async ({ page, empty }) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  await workspace.make('channels', { name: 'Werkblog', status: 'active' });
  const today = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Berlin' }).format();
  const dayIn = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const around = Array.from({ length: 301 }, (_, i) => i - 150);
  await workspace.importEntries(around.map((n) => ({ title: `Tag ${n}`, channel: 'Werkblog', date: dayIn(n) })));
  const tops = async (title: string) => {
    const [row, heads] = await Promise.all([
      rowOf(page, title).boundingBox(),
      grid(page).getByRole('row').first().boundingBox()
    ]);
    return row && heads && Math.round(row.y - heads.y - heads.height);
  };
  const isFirst = (title: string) => expect.poll(() => tops(title)).toBe(0);

  await workspace.open('/list');
  await isFirst('Tag 0');
  await expect(rowOf(page, 'Tag 0').getByRole('gridcell').first()).toHaveAttribute('tabindex', '0');
  await grid(page).evaluate((box) => box.scrollTo({ top: 0 }));
  await isFirst('Tag -150');
  await page.getByRole('button', { name: 'Heute', exact: true }).click();
  await isFirst('Tag 0');
  await rowOf(page, 'Tag 0').getByRole('gridcell').first().focus();
  await page.keyboard.press('Control+Home');
  await isFirst('Tag -150');
  await page.keyboard.press('t');
  await isFirst('Tag 0');
  await expect(rowOf(page, 'Tag 0').getByRole('gridcell').first()).toBeFocused();

  await page.getByRole('columnheader', { name: 'Termin' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=-date/);
  await isFirst('Tag 0');
  await expect(rowOf(page, 'Tag 1')).toHaveCount(1); // above it, drawn ahead
  await workspace.open('/list?group=month');
  await expect(rowOf(page, 'Tag 0')).toHaveCount(1);
  await workspace.open('/list?sort=title');
  await isFirst('Tag -1');
  await expect(page.getByRole('button', { name: 'Heute', exact: true })).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  await workspace.open('/list');
  await isFirst('Tag 0');
});

test('an edit that somebody came before is taken back, and told', async ({ page, empty }) => {
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list');
  await ready(page, 'Ankunft');
  const { items } = await workspace.get<{ items: { id: string; title: string }[] }>('entries?q=Chronik');
  await workspace.change(`entries/${items[0]?.id}`, { title: 'Chronik, von jemand anderem' });
  allowError('412');
  await rowOf(page, 'Chronik')
    .locator('[data-column="1"]')
    .dblclick({ position: { x: 200, y: 10 } });
  await page.keyboard.type('Meine Chronik');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Jemand hat das inzwischen geändert.')).toBeVisible();
  await ready(page, 'Chronik, von jemand anderem');
});

test('whoever may only read is offered no more', async ({
  page,
  empty,
  browser
}: {
  page: Page;
  empty: Server;
  browser: Browser;
}) => {
  const workspace = await smallWorkspace(page, empty);
  const viewer = await join(browser, page, empty, 'viewer', 'Vera Schaut');
  await viewer.goto(`${new URL(page.url()).origin}${new URL(viewer.url()).pathname}/list`);
  await ready(viewer, 'Ankunft');
  await expect(viewer.getByRole('checkbox')).toHaveCount(0);
  await grid(viewer).getByRole('gridcell').first().focus();
  for (const key of ['e', 'x', 'Delete', 'Control+a']) await viewer.keyboard.press(key);
  await expect(viewer.getByRole('region', { name: 'Auswahl' })).toHaveCount(0);
  await expect(viewer.getByRole('textbox', { name: 'Titel', exact: true })).toHaveCount(0);
  await viewer.context().close();
  await workspace.open('/list');
  await expect(page.getByRole('checkbox', { name: 'Alle auswählen' })).toBeVisible();
});

test('on a phone all stands below the title, and the filter is a sheet', async ({ page, empty }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const workspace = await smallWorkspace(page, empty);
  await workspace.open('/list');
  await ready(page, 'Ankunft');
  await expectNoSideways(page);
  await expect(rowOf(page, 'Ankunft')).toContainText('Werkblog');
  await expect(rowOf(page, 'Ankunft')).toContainText('24.3.2027, 10:00');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Filter' });
  await sheet.getByRole('button', { name: 'Kanal' }).click();
  await page.getByRole('option', { name: 'Rundbrief' }).click();
  await page.keyboard.press('Escape');
  await sheet.getByRole('button', { name: 'Anzeigen' }).click();
  await expect.poll(() => titles(page)).toEqual(['Erschienen', 'Chronik']);
  await boxOf(page, 'Chronik').click();
  await expect(page.getByRole('region', { name: 'Auswahl' })).toContainText('1 ausgewählt');
  await expectNoSideways(page);
});
