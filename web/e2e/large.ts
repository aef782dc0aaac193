import type { Page } from '@playwright/test';
import type { Server } from './server';
import { MadeWorkspace } from './workspaces';

/** How large a year may be and still be fluent. */
export const CHANNELS = 40;
export const YEAR = 2026; // 53 weeks

/** Forty channels, each with a plan, three themes, a pause, and an entry in every other week. */
export async function largeWorkspace(page: Page, empty: Server): Promise<MadeWorkspace> {
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
