import type { CDPSession } from '@playwright/test';
import { expect, test } from '../fixtures';
import { CHANNELS, largeWorkspace, YEAR } from '../large';

const MOST_ELEMENTS = 6_000;

/** Milliseconds of script, styles and layout that a press of a key may cost on a busy machine; it is about a third of this. */
const MOST_A_PRESS = 40;
/** As much for a step of the wheel. */
const MOST_A_SCROLL = 25;

/** Milliseconds that the page's own thread was busy so far, without what the test itself asks of it. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  return 1000 * (seconds('TaskDuration') - seconds('DevToolsCommandDuration'));
}

test(`a year of ${CHANNELS} channels stays light and fluent`, async ({ page, empty }) => {
  test.setTimeout(120_000);
  const workspace = await largeWorkspace(page, empty);
  await workspace.open(`?year=${YEAR}`);
  await expect(page.getByRole('rowheader')).toHaveCount(CHANNELS);
  expect(await page.locator('[role=gridcell][data-row]').count()).toBe(CHANNELS * 53);
  expect(await page.locator('*').count()).toBeLessThanOrEqual(MOST_ELEMENTS);

  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await page.getByRole('gridcell', { name: /^Kanal 1, KW\s10, / }).focus();

  let before = await busy(session);
  const presses = ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowUp', 'PageDown'];
  for (let round = 0; round < 8; round++) for (const key of presses) await page.keyboard.press(key);
  const aPress = ((await busy(session)) - before) / (8 * presses.length);

  await page.mouse.move(700, 400);
  before = await busy(session);
  for (let step = 0; step < 40; step++) await page.mouse.wheel(step % 2 ? 120 : 0, step < 20 ? 120 : -120);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const aScroll = ((await busy(session)) - before) / 40;

  test.info().annotations.push({
    type: 'measured',
    description: `${aPress.toFixed(1)} ms a press, ${aScroll.toFixed(1)} ms a step of the wheel`
  });
  expect(aPress).toBeLessThanOrEqual(MOST_A_PRESS);
  expect(aScroll).toBeLessThanOrEqual(MOST_A_SCROLL);
  // Heads stay where they are read.
  await expect(page.getByRole('columnheader', { name: 'Kanal' })).toBeInViewport();
});
