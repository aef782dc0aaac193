import { m } from '$lib/paraglide/messages';
import {
  addMonths,
  addWeeks,
  isDay,
  monthOf,
  monthSpan,
  weekOf,
  weekParts,
  weeksIn,
  weekSpan,
  type Day,
  type Formats,
  type Month,
  type Week
} from '$lib/time';
import { weeksOf } from './layout';
import { inReach, monthSteps, weekSteps, type Step } from './steps';

/** What the calendar shows at once: a month or a week, by its key, such as 2027-03 or 2027-W09. */
export interface Period {
  /** Of its screen, and of the parameter of an address that says which one. */
  name: 'month' | 'week';
  isKey: (text: string) => boolean;
  /** The one that a day lies in. */
  of: (day: Day) => string;
  first: (key: string) => Day;
  /** The weeks that are drawn. */
  weeks: (key: string) => Week[];
  /** The month whose days stand out; undefined where all do. */
  month: (key: string) => Month | undefined;
  add: (key: string, count: number) => string;
  title: (key: string, formats: Formats) => string;
  /** As it is gone to, and those around it. */
  step: (key: string, formats: Formats) => Step;
  steps: (key: string, formats: Formats) => Step[];
  next: () => string;
  previous: () => string;
  now: () => string;
}

export const byMonth: Period = {
  name: 'month',
  isKey: (text) => isDay(`${text}-01`),
  of: monthOf,
  first: (key) => monthSpan(key).from,
  weeks: weeksOf,
  month: (key) => key,
  add: addMonths,
  title: (key, formats) => formats.monthAndYear(key),
  step: (key, formats) => ({ key, text: formats.monthShort(key), words: formats.monthAndYear(key) }),
  steps: monthSteps,
  next: m.month_next,
  previous: m.month_previous,
  now: m.month_now
};

export const byWeek: Period = {
  name: 'week',
  isKey: isWeek,
  of: weekOf,
  first: (key) => weekSpan(key).from,
  weeks: (key) => [key],
  month: () => undefined,
  add: addWeeks,
  title: (key, formats) => `${formats.week(key)}, ${formats.spanAndYear(weekSpan(key))}`,
  step: (key, formats) => ({ key, text: formats.week(key), words: formats.weekAndYear(key) }),
  steps: weekSteps,
  next: m.week_next,
  previous: m.week_previous,
  now: m.week_now
};

/** Returns which period is asked for, that of today where none is; and what was asked for that there is not, else "". */
export function periodAsked(period: Period, asked: string, today: Day): { shown: string; unknown: string } {
  const isThere = period.isKey(asked) && inReach(asked);
  return isThere ? { shown: asked, unknown: '' } : { shown: period.of(today), unknown: asked };
}

function isWeek(text: string): boolean {
  if (!/^\d{4}-W\d{2}$/.test(text)) return false;
  const { year, number } = weekParts(text);
  return number >= 1 && number <= weeksIn(year);
}
