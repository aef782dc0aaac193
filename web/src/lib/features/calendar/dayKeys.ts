import { addDays, addMonthsToDay, weekdayOf, type Day } from '$lib/time';

/** What a key asks for: to go to a day, to move an entry to one, to ask where it is to be moved, to open a day. */
export type DayKey = { does: 'go' | 'move'; day: Day } | { does: 'ask' | 'open' };

type Pressed = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Returns what a key asks for on a day of the calendar; undefined for nothing. A page is a week, or a month. */
export function dayKeyOf(pressed: Pressed, day: Day, page: 'week' | 'month'): DayKey | undefined {
  const { key } = pressed;
  if (pressed.altKey) {
    const to = arrowFrom(day, key);
    return to === undefined ? undefined : { does: 'move', day: to };
  }
  if (pressed.ctrlKey || pressed.metaKey || pressed.shiftKey) return undefined;
  if (key === 'm') return { does: 'ask' };
  if (key === 'Enter') return { does: 'open' };
  const to = arrowFrom(day, key) ?? endFrom(day, key) ?? pageFrom(day, key, page);
  return to === undefined ? undefined : { does: 'go', day: to };
}

function arrowFrom(day: Day, key: string): Day | undefined {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
  const step = steps[key];
  return step === undefined ? undefined : addDays(day, step);
}

function endFrom(day: Day, key: string): Day | undefined {
  if (key === 'Home') return addDays(day, 1 - weekdayOf(day));
  if (key === 'End') return addDays(day, 7 - weekdayOf(day));
  return undefined;
}

function pageFrom(day: Day, key: string, page: 'week' | 'month'): Day | undefined {
  if (key !== 'PageUp' && key !== 'PageDown') return undefined;
  const sign = key === 'PageUp' ? -1 : 1;
  return page === 'week' ? addDays(day, 7 * sign) : addMonthsToDay(day, sign);
}
