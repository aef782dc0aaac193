import type { CDPSession, Page } from '@playwright/test';
import type { Server } from '../server';
import { expect, test } from '../fixtures';
import { MadeWorkspace } from '../workspaces';

const CHANNELS = 40;
const YEAR = 2026; // 53 weeks
const MOST_ELEMENTS = 6_000;

/** Milliseconds of script, styles and layout that a press of a key may cost on a busy machine; it is about a third of this. */
const MOST_A_PRESS = 40;
/** As much for a step of the wheel. */
const MOST_A_SCROLL = 25;

/** Forty channels, each with a plan, three themes, a pause, and an entry in every other week. */
async function largeWorkspace(page: Page, empty: Server): Promise<MadeWorkspace> {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const topic = await workspace.make('topics', { name: 'Reparieren statt wegwerfen' });
  const entries: { title: string; channel: string; date: string }[] = [];
  for (let i = 1; i <= CHANNELS; i++) {
    const name = `Kanal ${i}`;
    const channel = await workspace.make('channels', { name, status: 'active', color: '#2f5d8a' });
    const plan = await workspace.make('plans', {
      channel_id: channel.id,
      name: `Plan ${i}`,
      starts_on: `${YEAR}-01-01`,
      ends_on: `${YEAR}-12-31`,
      cadence: { quota: 2, per: 'week' }
    });
    for (const month of ['02', '06', '10'])
      await workspace.make('themes', {
        plan_id: plan.id,
        topic_id: topic.id,
        starts_on: `${YEAR}-${month}-02`,
        ends_on: `${YEAR}-${month}-22`
      });
    await workspace.make(`channels/${channel.id}/pauses`, {
      starts_on: `${YEAR}-08-03`,
      ends_on: `${YEAR}-08-16`,
      reason: 'Ferien'
    });
    for (let month = 1; month <= 12; month++)
      for (const day of ['05', '19'])
        entries.push({
          title: `Beitrag ${day}`,
          channel: name,
          date: `${YEAR}-${String(month).padStart(2, '0')}-${day}`
        });
  }
  await workspace.importEntries(entries);
  return workspace;
}

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

  console.log(aPress, aScroll, await page.locator('*').count());
  test.info().annotations.push({
    type: 'measured',
    description: `${aPress.toFixed(1)} ms a press, ${aScroll.toFixed(1)} ms a step of the wheel`
  });
  expect(aPress).toBeLessThanOrEqual(MOST_A_PRESS);
  expect(aScroll).toBeLessThanOrEqual(MOST_A_SCROLL);
  // Heads stay where they are read.
  await expect(page.getByRole('columnheader', { name: 'Kanal' })).toBeInViewport();
});
