import type { Schemas } from '$lib/api';
import { compareWalls, holds, wallOf, type Day, type Span, type Wall } from '$lib/time';
import type { CellContent } from '../queries';

/** A line of what is in a week: an entry, or a slot that nothing fills. */
export type CellLine = { wall: Wall; isTimed: boolean } & (
  { entry: Schemas['Entry']; slot?: undefined } | { slot: Schemas['Slot']; entry?: undefined }
);

/** What a quota still asks for. */
export interface OpenQuota {
  period: Schemas['Slot'];
  missing: number;
  /** The day to begin an entry with that would fill it. */
  day: Day;
}

/** Orders entries and open slots by time, on the clock of the channel. */
export function cellLines(content: CellContent, days: Span, zone: string): CellLine[] {
  const entries = content.entries.map((entry): CellLine => {
    const at = entry.published_at ?? entry.publish_at;
    return {
      entry,
      isTimed: at !== null,
      wall: at === null ? { day: entry.publish_on ?? days.from, time: '00:00' } : wallOf(at, zone)
    };
  });
  const slots = content.periods
    .filter(({ at, active, actual, ended }) => at !== null && active && actual === 0 && !ended)
    .map((slot): CellLine => ({ slot, isTimed: true, wall: wallOfSlot(slot.at ?? '') }))
    .filter(({ wall }) => holds(days, wall.day));
  return [...entries, ...slots].toSorted((a, b) => compareWalls(a.wall, b.wall));
}

/** "2027-03-02T10:00:00" is what the channel's clock shows. */
function wallOfSlot(at: string): Wall {
  return { day: at.slice(0, 10), time: at.slice(11, 16) };
}

/** Returns the quotas that are not filled and whose days are not over. */
export function openQuotas({ periods }: CellContent, days: Span, today: Day): OpenQuota[] {
  return periods
    .filter(({ at, ended, expected, actual, to }) => at === null && !ended && actual < expected && to >= today)
    .map((period) => ({
      period,
      missing: period.expected - period.actual,
      day: [today, days.from, period.from].toSorted().at(-1) ?? days.from
    }));
}
