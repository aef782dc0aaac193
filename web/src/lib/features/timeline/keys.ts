import { addDays, addMonthsToDay, type Day } from '$lib/time';
import type { Period } from './period';

/** A day of a channel. */
export interface Place {
  channel: string;
  day: Day;
}

/** Returns the place that a key leads to from another, a day perhaps outside of those shown; undefined for a key that leads nowhere. */
export function placeByKey(
  { channel, day }: Place,
  key: string,
  channels: string[],
  days: Day[],
  { zoom }: Period
): Place | undefined {
  const row = channels.indexOf(channel);
  const to = (change: number): Place => ({ channel: channels[row + change] ?? channel, day });
  const turned = (by: 1 | -1): Place => ({
    channel,
    day: zoom === 'week' ? addDays(day, 7 * by) : addMonthsToDay(day, (zoom === 'month' ? 1 : 3) * by)
  });
  switch (key) {
    case 'ArrowLeft':
      return { channel, day: addDays(day, -1) };
    case 'ArrowRight':
      return { channel, day: addDays(day, 1) };
    case 'ArrowUp':
      return to(-1);
    case 'ArrowDown':
      return to(1);
    case 'Home':
      return { channel, day: days[0] ?? day };
    case 'End':
      return { channel, day: days.at(-1) ?? day };
    case 'PageUp':
      return turned(-1);
    case 'PageDown':
      return turned(1);
    default:
      return undefined;
  }
}
