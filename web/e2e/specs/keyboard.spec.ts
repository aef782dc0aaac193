import type { Locator, Page } from '@playwright/test';
import { expect, setUp, test } from '../fixtures';

/** Presses Tab until something has the focus; fails where that takes too long. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const MOST_PRESSES = 60;
  for (let presses = 0; presses < MOST_PRESSES; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('a plan is made, its first gap filled and approved, without a mouse @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  await tabTo(page, page.getByRole('link', { name: 'Ersten Kanal anlegen' }));
  await page.keyboard.press('Enter');

  const channel = page.getByRole('dialog', { name: 'Neuer Kanal' });
  await expect(channel.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Werkblog');
  await tabTo(page, channel.getByRole('combobox', { name: 'Zuständig' }));
  await page.keyboard.type('Anna');
  await tabTo(page, channel.getByRole('button', { name: 'Kanal anlegen' }));
  await page.keyboard.press('Enter');

  const plan = page.getByRole('dialog', { name: 'Neuer Plan: Werkblog' });
  await tabTo(page, plan.getByLabel('Letzter Tag'));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowUp'); // its last part is the year
  await tabTo(page, plan.getByRole('radio', { name: 'Anzahl' }));
  await page.keyboard.press('ArrowRight');
  await expect(plan.getByRole('radio', { name: 'Wochentage' })).toBeChecked();
  await tabTo(page, plan.getByRole('checkbox', { name: 'Freitag' }));
  await page.keyboard.press('Space');
  await expect(plan.getByText(/^[12]\d\d zugesagt, 0 schon geplant$/)).toBeVisible();
  await tabTo(page, plan.getByRole('button', { name: 'Plan anlegen' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Plan angelegt: /)).toBeVisible();
  await expect(page.getByRole('article', { name: 'Werkblog' })).toContainText('Di, Fr um 10:00');

  // The channel is silent as yet, from the first week on.
  await page.keyboard.press('g');
  await page.keyboard.press('g');
  const gaps = page.getByRole('main').locator('[data-gap]');
  await expect(gaps.first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(gaps.first().locator('[data-focus]')).toBeFocused();
  const silent = (await gaps.first().locator('[data-focus]').textContent()) ?? '';
  await page.keyboard.press('f');
  const filling = page.getByRole('dialog', { name: 'Lücke füllen' });
  await tabTo(page, filling.getByRole('link', { name: 'Selbst ausfüllen' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Neuer Beitrag' }).getByLabel('Titel')).toBeFocused();
  await page.keyboard.type('Ohne Maus geschrieben');
  await page.keyboard.press('Enter');
  const entry = page.getByRole('complementary', { name: 'Beitrag' });
  await expect(entry.getByLabel('Titel')).toHaveValue('Ohne Maus geschrieben');

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Suchen und ausführen' })).toBeFocused();
  await page.keyboard.type('Freigeben');
  await page.keyboard.press('Enter');
  await expect(entry.getByRole('combobox', { name: 'Stand' })).toHaveValue('approved');
  await page.keyboard.press('Escape');
  await expect(entry).toHaveCount(0);
  await expect(gaps.first()).not.toContainText(silent);
});
