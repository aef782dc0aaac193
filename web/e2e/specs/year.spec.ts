import { expect, openDemo, test } from '../fixtures';
import { expectNoSideways } from '../looks';

const MOST_REQUESTS = 12;

test('the year opens with the present week marked, in few requests @databases', async ({ page, freshDemo }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await openDemo(page, freshDemo);
  const grid = page.getByRole('grid', { name: /^Jahr \d{4}$/ });
  await expect(grid.getByRole('rowheader').first()).toBeVisible();
  await expect(grid.locator('[aria-current=date]')).toBeInViewport();
  expect(await grid.getByRole('gridcell').count()).toBeGreaterThan(52);
  await expect(page).toHaveTitle(/^Jahr \d{4} – .+ – Stetig$/);
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(MOST_REQUESTS);
});

test('next year is one click away, and one key', async ({ page, demo }) => {
  await openDemo(page, demo, '?year=2027');
  await page.getByRole('link', { name: 'Jahr 2028 (danach)' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jahr 2028');
  await expect(page.getByRole('grid', { name: 'Jahr 2028' })).toBeVisible();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jahr 2027');
});

test('a week is found and read by keyboard alone', async ({ page, demo }) => {
  await openDemo(page, demo, '?year=2027');
  const cells = page.getByRole('gridcell');
  await expect(cells.first()).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Zum Inhalt' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await page.locator('[role=gridcell]:focus').count()) break;
  }
  await page.keyboard.press('Home');
  await expect(page.locator(':focus')).toHaveAccessibleName(/KW\s1, /);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(':focus')).toHaveAccessibleName(/KW\s2, /);
});

test('the language changes at once and is kept', async ({ page, demo }) => {
  await openDemo(page, demo, '?year=2027');
  await page.getByRole('button', { name: 'Sprache' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Year 2027');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Year 2027');
});

for (const width of [360, 1280, 2560]) {
  test(`only the grid itself scrolls sideways, ${width} px wide`, async ({ page, demo }) => {
    await page.setViewportSize({ width, height: 800 });
    await openDemo(page, demo);
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await expectNoSideways(page);
  });
}
