import { addMonths, addWeeks, weekParts, type Formats, type Month, type Week } from '$lib/time';

/** A period one can go to. */
export interface Step {
  key: string;
  text: string;
  /** What it says to who hears it. */
  words: string;
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

/** Reports whether anything can be planned in a month or a week: all of it lies in 1990 to 2100. */
export function inReach(key: Month | Week): boolean {
  const year = Number(key.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/** Returns the months around one: three before and eight after, the first of a year with it. */
export function monthSteps(month: Month, formats: Formats): Step[] {
  const keys = Array.from({ length: 12 }, (_, i) => addMonths(month, i - 3)).filter(inReach);
  return keys.map((key, i) => ({
    key,
    text: key.endsWith('-01') || i === 0 ? `${formats.monthShort(key)} ${key.slice(0, 4)}` : formats.monthShort(key),
    words: formats.monthAndYear(key)
  }));
}

/** Returns the weeks around one: three before and eight after. */
export function weekSteps(week: Week, formats: Formats): Step[] {
  const keys = Array.from({ length: 12 }, (_, i) => addWeeks(week, i - 3)).filter(inReach);
  return keys.map((key) => ({
    key,
    text: formats.week(key),
    words: `${formats.week(key)}, ${weekParts(key).year}`
  }));
}
