import { expect, test } from '../fixtures';
import { CHANNELS, largeWorkspace, YEAR } from '../large';

const MOST_ELEMENTS = 6_000;

test(`a year of ${CHANNELS} channels stays light`, async ({ page, empty }) => {
  test.setTimeout(120_000);
  const workspace = await largeWorkspace(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await expect(page.getByRole('rowheader')).toHaveCount(CHANNELS);
  expect(await page.locator('[role=gridcell][data-row]').count()).toBe(CHANNELS * 53);
  expect(await page.locator('*').count()).toBeLessThanOrEqual(MOST_ELEMENTS);

  await page.mouse.move(700, 400);
  await page.mouse.wheel(600, 600);
  // Heads stay where they are read.
  await expect(page.getByRole('columnheader', { name: 'Kanal' })).toBeInViewport();
});
