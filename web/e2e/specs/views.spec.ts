import type { Page } from '@playwright/test';
import { allowError, expect, openDemo, setUp, test } from '../fixtures';
import { ask, join } from '../people';
import { makeChannel } from '../workspace';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Gespeicherte Ansichten' });
const row = (page: Page, name: string) => dialog(page).getByRole('listitem').filter({ hasText: name });

/** Does one of the things in a view's menu. */
async function choose(page: Page, name: string, item: string): Promise<void> {
  await dialog(page)
    .getByRole('button', { name: `Mehr zu „${name}“` })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function open(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('v');
}

async function save(page: Page, name: string, shared = false): Promise<void> {
  await open(page);
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name);
  if (shared) await dialog(page).getByRole('checkbox', { name: 'Mit allen teilen' }).check();
  await dialog(page).getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog(page)).toHaveCount(0);
}

test('what is set is saved, found again, changed, and deleted once that is confirmed @databases', async ({
  page,
  empty
}) => {
  await setUp(page, empty);
  await makeChannel(page, { quota: 1, per: 'week' });
  const home = page.url();
  await page.goto(`${home}/month?month=2027-03`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('März 2027');
  await save(page, 'Unser März');
  await expect(page).toHaveURL(/\/month\?month=2027-03&view=[0-9a-f-]{36}$/);

  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('April 2027');
  await open(page);
  await expect(dialog(page).getByText('„Unser März“ ist anders eingestellt als gespeichert.')).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Änderungen übernehmen' }).click();
  await expect(dialog(page).getByText('anders eingestellt')).toHaveCount(0);
  await choose(page, 'Unser März', 'Umbenennen');
  const rename = dialog(page).getByRole('listitem').getByRole('textbox');
  await expect(rename).toBeFocused();
  await rename.fill('Unser April');
  await page.keyboard.press('Enter');
  await expect(row(page, 'Unser April')).toBeVisible();

  await page.keyboard.press('Escape');
  await page.goto(home);
  await open(page);
  await row(page, 'Unser April').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('April 2027');

  await open(page);
  const asking = page.getByRole('dialog', { name: 'Ansicht „Unser April“ löschen?' });
  await choose(page, 'Unser April', 'Löschen');
  await asking.getByRole('button', { name: 'Abbrechen' }).click();
  await expect(row(page, 'Unser April')).toBeVisible();
  await choose(page, 'Unser April', 'Löschen');
  await asking.getByRole('button', { name: 'Löschen' }).click();
  await expect(page.getByText('Ansicht „Unser April“ gelöscht')).toBeVisible();
  await expect(dialog(page).getByText('Noch keine Ansicht')).toBeVisible();
});

test('a view has an address to pass on, for whom it is shared with @databases', async ({ page, empty, browser }) => {
  await setUp(page, empty);
  await makeChannel(page, { quota: 1, per: 'week' });
  const home = page.url();
  await page.goto(`${home}/search?q=messe&state=idea`);
  await save(page, 'Messeideen');
  const views = await ask<{ items: { id: string }[] }>(page, 'GET', '/views');
  const address = `${home}/views/${views.items[0]?.id}`;

  const viewer = await join(browser, page, empty, 'viewer', 'Vera Schau');
  await viewer.goto(address);
  await expect(viewer.getByRole('heading', { level: 1 })).toHaveText('Hier ist nichts');
  await open(page);
  await choose(page, 'Messeideen', 'Mit allen teilen');
  await expect(row(page, 'Messeideen')).toContainText('mit allen geteilt');

  await viewer.reload();
  await expect(viewer.getByRole('searchbox').first()).toHaveValue('messe');
  await expect(viewer).toHaveURL(/\/search\?q=messe&state=idea&view=/);
  await open(viewer);
  await expect(row(viewer, 'Messeideen')).toContainText('Suche · von Anna Beispiel');
  await dialog(viewer).getByRole('button', { name: 'Mehr zu „Messeideen“' }).click();
  await expect(viewer.getByRole('menuitem')).toHaveText(['Adresse kopieren']);
  await viewer.keyboard.press('Escape');
  await expect(dialog(viewer).getByRole('checkbox')).toHaveCount(0);
  await dialog(viewer).getByRole('textbox', { name: 'Name' }).fill('Meine Messe');
  await dialog(viewer).getByRole('button', { name: 'Speichern' }).click();
  await expect(viewer.getByText('Ansicht „Meine Messe“ gespeichert')).toBeVisible();
  await viewer.context().close();
});

test('what the server refuses stays typed, with the reason', async ({ page, demo }) => {
  allowError('409');
  await openDemo(page, demo, 'gaps');
  await page.route('**/views', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ type: '', title: '', status: 409, code: 'conflict', detail: 'Schon 100 Ansichten.' })
        })
      : route.continue()
  );
  await open(page);
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Eine zu viel');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toHaveText('Schon 100 Ansichten.');
  await expect(dialog(page).getByRole('textbox', { name: 'Name' })).toHaveValue('Eine zu viel');
});

test('a screen that cannot be saved offers the views alone; the palette leads to them', async ({ page, demo }) => {
  await openDemo(page, demo, '?quarter=2027-Q2');
  await expect(page.getByRole('grid')).toBeVisible();
  await save(page, 'Zweites Quartal', true);
  await openDemo(page, demo, 'people');
  await expect(page.locator('[data-member]').first()).toBeVisible();
  await open(page);
  await expect(row(page, 'Zweites Quartal')).toContainText('Jahr · mit allen geteilt');
  await expect(dialog(page).getByRole('textbox')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Suchen und ausführen' }).fill('zweites');
  await page.getByRole('option', { name: 'Zweites Quartal' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2. Quartal 2027');
});

test('on a phone the views and the account hold what the bar has no room for', async ({ page, demo }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openDemo(page, demo, 'month');
  await page.getByRole('button', { name: 'Gespeicherte Ansichten' }).click();
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Konto von/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
