import type { Page } from '@playwright/test';
import { allowError, expect, openDemo, setUp, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import { acceptAll, inDays, makeChannel, makeMember } from '../workspace';

const rows = (page: Page) => page.getByRole('main').locator('[data-gap]');
const fillable = (page: Page) => rows(page).filter({ has: page.getByRole('link', { name: 'Füllen' }) });

test('a gap is accepted, and withdrawn, and both are undone @databases', async ({ page, demo }) => {
  await openDemo(page, demo, 'gaps?rule=horizon');
  const gap = rows(page).first();
  const why = await gap.locator('[data-focus]').innerText();
  await gap.getByRole('button', { name: 'Hinnehmen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Lücke hinnehmen' });
  await dialog.getByRole('button', { name: 'Hinnehmen' }).click();
  await expect(dialog.getByText('Ein Grund gehört dazu.')).toBeVisible();
  await dialog.getByLabel('Warum darf sie bleiben?').fill('Wird im Advent entschieden.');
  await dialog.getByRole('button', { name: 'Hinnehmen' }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('button', { name: /^Hingenommen/ }).click();
  const accepted = rows(page).filter({ hasText: /hingenommen bis .+: Wird im Advent entschieden\./ });
  await expect(accepted).toContainText(why.split('\n').at(-1) ?? '');
  await accepted.locator('[data-focus]').click();
  await expect(accepted.getByText('hingenommen: Wird im Advent entschieden.')).toBeVisible();
  await accepted.getByRole('button', { name: 'Nicht mehr hinnehmen' }).click();
  await expect(accepted).toHaveCount(0);
  await expect(page.getByText(/^Nicht mehr hingenommen: /)).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(accepted).toHaveCount(1);
  await expect(page.getByText(/^Rückgängig gemacht: Nicht mehr/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(accepted).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Hinnehmen', exact: true }).first()).toBeVisible();
});

test('a gap that is filled leads to a new entry on its day', async ({ page, demo }) => {
  await openDemo(page, demo, 'gaps?rule=cadence');
  const slot = fillable(page)
    .filter({ hasText: /Am \p{L}+, \d+\./u })
    .first();
  await slot.getByRole('link', { name: 'Füllen' }).click();
  await expect(page).toHaveURL(({ searchParams }) => searchParams.has('new'));
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('new')).toMatch(/^[0-9a-f-]{36}$/);
  expect(searchParams.get('day')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(searchParams.get('time')).toMatch(/^\d{2}:\d{2}$/);
  expect(searchParams.get('rule')).toBe('cadence');
});

test('the list goes by keyboard', async ({ page, demo }) => {
  await openDemo(page, demo, 'gaps');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(rows(page).nth(0).locator('[data-focus]')).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const second = rows(page).nth(1);
  await expect(second.locator('[data-focus]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(second.getByRole('region', { name: 'Verlauf' })).toContainText('gefunden');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog', { name: 'Lücke hinnehmen' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(second.locator('[data-focus]')).toBeFocused();
});

test('what is chosen stands in the address', async ({ page, demo }) => {
  await openDemo(page, demo, 'gaps');
  await page.getByLabel('Art', { exact: true }).selectOption({ label: 'Überfällig' });
  await expect(page).toHaveURL(/rule=overdue/);
  await page.getByLabel('Gliedern nach').selectOption({ label: 'Kanal' });
  await page.reload();
  await expect(page.getByLabel('Art', { exact: true })).toHaveValue('overdue');
  await expect(page.getByLabel('Gliedern nach')).toHaveValue('channel');
  for (const row of await rows(page).all()) await expect(row).toContainText('Überfällig');
});

test('without a gap the screen is glad, without a channel it teaches', async ({ page, empty }) => {
  await setUp(page, empty);
  await page.goto(`${page.url()}/gaps`);
  await expect(page.getByRole('heading', { name: 'Noch gibt es nichts zu halten' })).toBeVisible();
  await makeChannel(page, { quota: 1, per: 'month' });
  await acceptAll(page);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Alles hält' })).toBeVisible();
});

test('somebody away without a deputy is a gap, which a deputy closes @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  const home = page.url();
  await makeChannel(page, { quota: 2, per: 'week' });
  await makeMember(page, 'Ben Muster');
  await page.goto(`${home}/people`);
  await page.getByRole('button', { name: 'Abwesenheit eintragen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Abwesenheit eintragen' });
  await dialog.getByLabel('Erster Tag').fill(inDays(10));
  await dialog.getByLabel('Letzter Tag').fill(inDays(5));
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog.getByText('Der letzte Tag liegt vor dem ersten.')).toBeVisible();
  await dialog.getByLabel('Letzter Tag').fill(inDays(20));
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Abwesenheit eingetragen: Anna Beispiel')).toBeVisible();
  await expect(page.getByRole('main').getByText('Vertretung wie im Plan oder Kanal')).toBeVisible();

  await page.goto(`${home}/gaps?rule=uncovered_absence`);
  const gap = rows(page).first();
  await expect(gap).toContainText('vertritt niemand Anna Beispiel');
  await gap.getByRole('button', { name: 'Vertretung' }).click();
  await page.getByRole('dialog').getByLabel('Vertretung').selectOption({ label: 'Ben Muster' });
  await page.getByRole('dialog').getByRole('button', { name: 'Vertretung bestimmen' }).click();
  await expect(page.getByRole('heading', { name: 'Nichts in dieser Auswahl' })).toBeVisible();
  await page.goto(`${home}/people`);
  await expect(page.getByText('Vertretung: Ben Muster')).toBeVisible();
});

for (const width of [360, 1280]) {
  test(`nothing scrolls sideways, ${width} px wide`, async ({ page, demo }) => {
    await page.setViewportSize({ width, height: 800 });
    await openDemo(page, demo, 'gaps');
    await expect(rows(page).first()).toBeVisible();
    await expectNoSideways(page);
    await openDemo(page, demo, 'people');
    await expect(page.locator('[data-member]').first()).toBeVisible();
    await expectNoSideways(page);
  });
}

test('an address of a gap opens it, one that is gone does no harm', async ({ page, demo }) => {
  allowError('404');
  await openDemo(page, demo, 'gaps');
  const id = await rows(page).nth(2).getAttribute('data-gap');
  await openDemo(page, demo, `gaps?gap=${id}`);
  await expect(page.getByRole('region', { name: 'Verlauf' })).toContainText('gefunden');
  await openDemo(page, demo, 'gaps?gap=0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10');
  await expect(rows(page).first()).toBeVisible();
});
