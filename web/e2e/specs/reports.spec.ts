import { expect, openDemo, setUp, test } from '../fixtures';
import { expectNoSideways } from '../looks';

test('the latest report is read, printed and taken along @databases', async ({ page, demo }) => {
  await openDemo(page, demo, 'reports');
  const reports = page.getByRole('article');
  const latest = reports.first();
  await expect(latest.getByText(/^\d+\s% · \d+ von \d+ erschienen$/)).toBeVisible();
  await expect(latest.getByText(/^Lücken: \d+ dringend, \d+ bald, \d+ später$/)).toBeVisible();
  const week = /KW\s\d+/.exec((await latest.getByRole('heading').textContent()) ?? '')?.[0] ?? '';
  const headline = await latest.getByRole('paragraph').textContent();

  const download = page.waitForEvent('download');
  await latest.getByRole('link', { name: 'Als Tabelle (CSV)' }).click();
  expect((await download).suggestedFilename()).toBe('stetig-report.csv');

  await page.context().addInitScript(() => {
    window.print = () => (document.title = 'printed');
  });
  const opened = page.context().waitForEvent('page');
  await latest.getByRole('button', { name: 'Drucken' }).click();
  const paper = await opened;
  await expect(paper).toHaveTitle('printed');
  await paper.close();

  await latest.getByRole('link', { name: 'Bericht lesen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(week.replace(/\s/, ' '));
  await expect(page.locator('.headline')).toHaveText(headline ?? '');
  // The server's own list needs no script.
  await page.getByRole('link', { name: 'Alle Berichte' }).click();
  await expect(page.getByRole('listitem').first()).toContainText(week);
});

test('older reports come when they are asked for, in the language that is read', async ({ page, demo }) => {
  // Pages of two, so that few reports are several.
  await page.route(/\/reports\?/, (route) => {
    const address = new URL(route.request().url());
    address.searchParams.set('limit', '2');
    return route.continue({ url: address.href });
  });
  await openDemo(page, demo);
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wochenberichte');
  const reports = page.getByRole('article');
  await expect(reports.first()).toBeVisible();
  const german = await reports.first().getByRole('paragraph').textContent();
  await page.getByRole('button', { name: 'Sprache' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Weekly reports');
  await expect(reports.first().getByRole('paragraph')).not.toHaveText(german ?? '');

  await expect(reports).toHaveCount(2);
  await page.getByRole('button', { name: 'Earlier reports' }).click();
  await expect(reports).toHaveCount(4);
  const weeks = await reports.getByRole('heading').allTextContents();
  expect(new Set(weeks).size).toBe(4);
});

test('before the first report the screen says when it comes @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  await page.goto(`${page.url()}/reports`);
  await expect(page.getByRole('heading', { name: 'Noch gibt es keinen Bericht' })).toBeVisible();
  await expect(page.getByText(/^Jede Woche, Montag um 06:00, /)).toBeVisible();
});

for (const width of [360, 1280, 2560]) {
  test(`nothing scrolls sideways, ${width} px wide`, async ({ page, demo }) => {
    await page.setViewportSize({ width, height: 800 });
    await openDemo(page, demo, 'reports');
    await expect(page.getByRole('article').first()).toBeVisible();
    await expectNoSideways(page);
  });
}
