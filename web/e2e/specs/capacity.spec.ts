import { expect, setUp, test } from '../fixtures';
import { inDays, makeChannel, makeEntry, makeMember } from '../workspace';

test('a week that asks too much of somebody is seen, looked into and eased', async ({ page, empty }) => {
  await setUp(page, empty);
  const home = page.url();
  await makeChannel(page, { quota: 1, per: 'month' });
  const ben = await makeMember(page, 'Ben Muster');
  const nextMonday = inDays(8 - (new Date(inDays(0)).getUTCDay() || 7));
  for (const title of ['Messebericht', 'Werkstattbesuch']) {
    await makeEntry(page, { title, owner_id: ben, format: 'Artikel', publish_on: nextMonday });
  }
  await page.goto(`${home}/people`);
  await expect(page.getByText(/^Noch hat niemand gesagt, wie viele Stunden/)).toBeVisible();

  await page.getByRole('link', { name: 'Aufwand je Format festlegen' }).click();
  await page.getByRole('button', { name: 'Format hinzufügen' }).click();
  await page.getByLabel('Format 1', { exact: true }).fill('artikel');
  await page.getByLabel('Stunden für Format 1').fill('viele');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText(/^Jedes Format braucht einen Namen/)).toBeVisible();
  await page.getByLabel('Stunden für Format 1').fill('5,5');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert')).toBeVisible();

  await page.goto(`${home}/people`);
  const dialog = page.getByRole('dialog', { name: 'Zeit und Ort: Ben Muster' });
  const timeOfBen = async (hours: string) => {
    await page.getByRole('button', { name: 'Weiteres zu Ben Muster' }).click();
    await page.getByRole('menuitem', { name: 'Zeit und Ort …' }).click();
    await dialog.getByLabel('Stunden für Beiträge in einer Woche').fill(hours);
    await dialog.getByRole('button', { name: 'Speichern' }).click();
  };
  await timeOfBen('zehn');
  await expect(dialog.getByText('0 bis 168 Stunden, zum Beispiel 12,5.')).toBeVisible();
  await dialog.getByLabel('Stunden für Beiträge in einer Woche').fill('10');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  const cell = page.getByRole('link', { name: /^Ben Muster, KW \d+: 11 Std\. von 10 Std\., 2 Beiträge, zu viel$/ });
  await expect(cell).toBeVisible();
  await cell.click();
  await expect(page.getByText('Messebericht')).toBeVisible();
  await expect(page.getByText('Werkstattbesuch')).toBeVisible();

  await page.goto(`${home}/gaps`);
  const gap = page.locator('[data-gap]').filter({ hasText: 'hat Ben Muster 11 Std. zu tun und 10 Std. Zeit dafür.' });
  await expect(gap).toBeVisible();
  await gap.getByRole('link', { name: 'Beiträge der Woche' }).click();
  await expect(page.getByText('Messebericht')).toBeVisible();

  await page.goto(`${home}/people`);
  await timeOfBen('12');
  await expect(page.getByText('Zeit und Ort geändert: Ben Muster')).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^Ben Muster, KW \d+: 11 Std\. von 12 Std\., 2 Beiträge$/ })
  ).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(cell).toBeVisible();
});
