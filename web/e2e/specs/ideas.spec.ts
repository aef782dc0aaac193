import type { Locator, Page } from '@playwright/test';
import { expect, openDemo, test } from '../fixtures';

/** Drags something onto something else, as a hand does: in steps. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (!box) throw new Error('nothing there to drop on');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
  await page.mouse.up();
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Ideen' });
const ideas = (page: Page) => panel(page).locator('a[aria-keyshortcuts=m]');
const topics = (page: Page) => panel(page).locator('a[data-idea]:not([aria-keyshortcuts])');

test('a topic is dragged onto a day and begins an entry there, or by keyboard one without a day', async ({
  page,
  demo
}) => {
  await openDemo(page, demo, 'month?month=2027-03');
  await page.getByRole('button', { name: 'Ideen', exact: true }).click();
  const topic = topics(page).first();
  const name = (await topic.locator('.title').textContent()) ?? '';
  await drag(page, topic, page.locator('[data-day="2027-03-18"]'));
  await expect(page).toHaveURL(
    ({ searchParams }) => searchParams.get('day') === '2027-03-18' && searchParams.has('about')
  );
  const begun = page.getByRole('complementary', { name: 'Neuer Beitrag' });
  await expect(begun.getByRole('combobox', { name: 'Thema' })).toHaveValue(name);

  await page.keyboard.press('Escape');
  await topic.press('Enter');
  await expect(page).toHaveURL(({ searchParams }) => !searchParams.has('day') && searchParams.has('about'));
});

test('an idea is dragged into a week of the year and planned there, and taken back @databases', async ({
  page,
  demo
}) => {
  await openDemo(page, demo, '?quarter=2027-Q2');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.keyboard.press('b');
  const idea = ideas(page).first();
  const title = (await idea.locator('.title').textContent()) ?? '';
  await drag(page, idea, page.getByRole('gridcell', { name: /^LinkedIn, KW\s15, / }));
  const dialog = page.getByRole('dialog').filter({ hasText: title });
  await expect(dialog.getByLabel('Tag')).toHaveValue('2027-04-12');
  await expect(dialog.getByLabel('Kanal')).toHaveValue(/.+/);
  await dialog.getByRole('button', { name: /planen$/i }).click();
  await expect(panel(page).getByRole('link', { name: title })).toHaveCount(0);
  await expect(page.getByText(`„${title}“ verschoben auf`)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(panel(page).getByRole('link', { name: title })).toBeVisible();
});

test('a topic is dragged onto a column of the board and begins an entry there', async ({ page, demo }) => {
  await openDemo(page, demo, 'board');
  await page.getByRole('button', { name: 'Ideen', exact: true }).click();
  const topic = topics(page).first();
  const name = (await topic.locator('.title').textContent()) ?? '';
  const column = (state: string) => page.locator(`[data-state="${state}"]`);
  const begun = page.getByRole('complementary', { name: 'Neuer Beitrag' });
  await expect(column('drafting').locator('[data-card]').first()).toBeVisible();
  await drag(page, topic, column('drafting'));
  await expect(page.getByText('Neues beginnt als Idee oder geplant.')).toBeVisible();
  await expect(begun).toHaveCount(0);

  await drag(page, topic, column('planned'));
  await expect(begun.getByRole('combobox', { name: 'Thema' })).toHaveValue(name);
  await expect(begun.getByLabel('Tag')).not.toHaveValue('');
  await begun.getByLabel('Titel').fill('Vom Brett');
  await begun.getByRole('button', { name: 'Anlegen' }).click();
  await expect(column('planned').getByRole('link', { name: /Vom Brett/ })).toBeVisible();

  await drag(page, topic, column('idea'));
  await expect(begun.getByLabel('Tag')).toHaveValue('');
});

test('a topic is dragged onto a week of the year and becomes its theme', async ({ page, demo }) => {
  await openDemo(page, demo, '?quarter=2027-Q2');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await page.keyboard.press('b');
  const topic = topics(page).first();
  const name = (await topic.locator('.title').textContent()) ?? '';
  await drag(page, topic, page.getByRole('gridcell', { name: /^LinkedIn, KW\s20, / }));
  const dialog = page.getByRole('dialog', { name: /Schwerpunkt/ });
  await expect(dialog.getByLabel('Erster Tag')).toHaveValue('2027-05-17');
  await expect(dialog.getByRole('combobox', { name: 'Thema' })).toHaveValue(name);
});
