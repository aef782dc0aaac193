import type { Page } from '@playwright/test';
import { allowError, expect, openDemo, setUp, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import { acceptAll, inDays, makeChannel, makeEntry, makeMember } from '../workspace';

const rows = (page: Page) => page.getByRole('main').locator('[data-gap]');

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
  const accepted = rows(page).filter({ hasText: /hingenommen bis .+ von .+: Wird im Advent entschieden\./ });
  await expect(accepted).toContainText(why.split('\n').at(-1) ?? '');
  await accepted.locator('[data-focus]').click();
  await expect(accepted.getByRole('region', { name: 'Verlauf' })).toContainText(
    /hingenommen bis .+: Wird im Advent entschieden\./
  );
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

test('a gap is filled as was shown, many are accepted as one, and both are undone @databases', async ({
  page,
  empty
}) => {
  await setUp(page, empty);
  const home = page.url();
  await makeChannel(page, { quota: 1, per: 'week' });
  await makeEntry(page, { title: 'Weit weg', publish_on: inDays(30) });
  await makeEntry(page, { title: 'Was lange wartet' });
  await page.goto(`${home}/gaps?rule=cadence`);
  const gaps = rows(page);
  await expect(gaps.first()).toBeVisible();
  const before = await gaps.count();

  await gaps.first().getByRole('button', { name: 'Füllen' }).click();
  const filling = page.getByRole('dialog', { name: 'Lücke füllen' });
  await filling.getByRole('radio', { name: 'Idee „Was lange wartet“' }).check();
  await filling.getByRole('radio', { name: 'Neuer Beitrag' }).check();
  await expect(filling.locator('[data-preview=now]')).toContainText('Anna Beispiel, wie im Kanal');
  const when = await filling.locator('[data-preview=now] dd b').innerText();
  await filling.getByLabel('Titel').fill('Drei Handgriffe');
  await filling.getByLabel('Titel').press('Enter');
  await expect(filling).toHaveCount(0);
  await expect(page.getByText(`Gefüllt: Werkblog, ${when}, „Drei Handgriffe“`)).toBeVisible();
  await expect(gaps).toHaveCount(before - 1);
  await page.keyboard.press('Control+z');
  await expect(page.getByText(/^Rückgängig gemacht: Gefüllt: /)).toBeVisible();
  await expect(gaps).toHaveCount(before);

  await gaps.first().getByRole('checkbox').check();
  await gaps.nth(1).locator('[data-focus]').focus();
  await page.keyboard.press('x');
  const chosen = page.getByRole('region', { name: 'Ausgewählte Lücken' });
  await expect(chosen.getByRole('status')).toHaveText('2 Lücken ausgewählt');
  await chosen.getByRole('button', { name: 'Hinnehmen' }).click();
  const accepting = page.getByRole('dialog', { name: '2 Lücken hinnehmen' });
  await accepting.getByLabel('Warum dürfen sie bleiben?').fill('Messewochen');
  await accepting.getByRole('button', { name: '2 Lücken hinnehmen' }).click();
  await expect(accepting).toHaveCount(0);
  await expect(chosen).toHaveCount(0);
  await page.getByRole('button', { name: /^Hingenommen/ }).click();
  const accepted = gaps.filter({ hasText: /hingenommen bis .+ von .+: Messewochen/ });
  await expect(accepted).toHaveCount(2);
  const first = accepted.first();
  await first.locator('[data-focus]').click();
  const history = first.getByRole('region', { name: 'Verlauf' });
  await expect(history).toContainText(/gefüllt mit „Drei Handgriffe“\s+Anna Beispiel,/);
  await expect(history).toContainText(/hingenommen bis .+: Messewochen\s+Anna Beispiel,/);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Rückgängig gemacht: 2 Lücken hingenommen')).toBeVisible();
  await expect(accepted).toHaveCount(0);
});

test('an address of a calendar fills a gap, and leads to what one fills in oneself', async ({ page, demo }) => {
  await openDemo(page, demo, 'gaps?rule=cadence');
  const slot = rows(page)
    .filter({ hasText: /Am \p{L}+, \d+\./u })
    .filter({ has: page.getByRole('button', { name: 'Füllen' }) })
    .first();
  const id = await slot.getAttribute('data-gap');
  await openDemo(page, demo, `gaps?gap=${id}&fill=${id}`);
  const filling = page.getByRole('dialog', { name: 'Lücke füllen' });
  await expect(filling.locator('[data-preview=now]')).toContainText('der erste freie Termin des Plans');
  await filling.getByRole('link', { name: 'Selbst ausfüllen' }).click();
  await expect(filling).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Neuer Beitrag' })).toBeVisible();
  const { searchParams } = new URL(page.url());
  expect(searchParams.get('new')).toMatch(/^[0-9a-f-]{36}$/);
  expect(searchParams.get('day')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(searchParams.get('time')).toMatch(/^\d{2}:\d{2}$/);
  expect(searchParams.has('fill')).toBe(false);
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
