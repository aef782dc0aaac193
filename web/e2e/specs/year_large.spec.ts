import { expect, test } from '../fixtures';
import { CHANNELS, largeWorkspace, YEAR } from '../large';

const MOST_ELEMENTS = 6_000;

// How long its script takes, `make bench-planner` tells.
test(`a year of ${CHANNELS} channels stays light`, async ({ page, empty }) => {
  test.setTimeout(120_000);
  const workspace = await largeWorkspace(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await expect(page.getByRole('rowheader')).toHaveCount(CHANNELS);
  expect(await page.locator('[role=gridcell][data-row]').count()).toBe(CHANNELS * 53);
  expect(await page.locator('*').count()).toBeLessThanOrEqual(MOST_ELEMENTS);

  // Heads stay where they are read.
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, 1200);
  await expect(page.getByRole('rowheader').first()).not.toBeInViewport();
  await expect(page.getByRole('columnheader', { name: 'Kanal' })).toBeInViewport();
});
