import { monthSteps, weekSteps, type Step } from '$lib/features/calendar';
import {
  addDays,
  addMonths,
  addQuarters,
  addWeeks,
  monthOf,
  monthSpan,
  quarterOf,
  quarterSpan,
  weekOf,
  weekParts,
  weeksIn,
  weekSpan,
  type Day,
  type Formats,
  type Month,
  type Span
} from '$lib/time';

/** How much of time is shown, from near to far. */
export const zooms = ['week', 'month', 'quarter'] as const;
export type Zoom = (typeof zooms)[number];

/** Some days that have a name: "2027-W14", "2027-04", "2027-Q2". */
export interface Period {
  zoom: Zoom;
  key: string;
}

const FIRST_YEAR = '1990';
const LAST_YEAR = '2100';

/** Returns the period of a zoom that a day lies in. */
export function periodAt(zoom: Zoom, day: Day): Period {
  return { zoom, key: { week: weekOf, month: monthOf, quarter: quarterOf }[zoom](day) };
}

/** Reads which period an address asks for; the present month where it asks for none that there is. */
export function periodOf(params: Pick<URLSearchParams, 'get'>, today: Day): Period {
  const asked = zooms.map((zoom) => ({ zoom, key: params.get(zoom) ?? '' })).find(isPeriod);
  return asked ?? periodAt('month', today);
}

function isPeriod({ zoom, key }: Period): boolean {
  const form = {
    week: /^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/,
    month: /^\d{4}-(0[1-9]|1[0-2])$/,
    quarter: /^\d{4}-Q[1-4]$/
  };
  const year = key.slice(0, 4);
  if (!form[zoom].test(key) || year < FIRST_YEAR || year > LAST_YEAR) return false;
  return zoom !== 'week' || weekParts(key).number <= weeksIn(Number(year));
}

/** Returns the parameters of an address that asks for a period, "" for those that are not set. */
export function paramsOf({ zoom, key }: Period): Record<Zoom, string> {
  return { week: '', month: '', quarter: '', [zoom]: key };
}

export function daysIn({ zoom, key }: Period): Span {
  return { week: weekSpan, month: monthSpan, quarter: quarterSpan }[zoom](key);
}

/** Returns the period that many later, or earlier. */
export function stepped({ zoom, key }: Period, by: number): Period {
  return { zoom, key: { week: addWeeks, month: addMonths, quarter: addQuarters }[zoom](key, by) };
}

/** Returns the months that some days lie in. */
export function monthsIn({ from, to }: Span): Month[] {
  const months = [monthOf(from)];
  for (let month = addMonths(monthOf(from), 1); month <= monthOf(to); month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Returns the day that stays in view where one looks nearer or farther: today where it is shown, else the first. */
export function anchorOf(period: Period, today: Day): Day {
  const { from, to } = daysIn(period);
  return from <= today && today <= to ? today : from;
}

/** Returns what one sees by looking nearer (-1) or farther (1) around a day; undefined where that is the end. */
export function zoomedBy({ zoom }: Period, by: 1 | -1, day: Day): Period | undefined {
  const to = zooms[zooms.indexOf(zoom) + by];
  return to && periodAt(to, day);
}

/** "März 2027", "KW 14, 5.–11. April 2027", "2. Quartal 2027" */
export function titleOf(period: Period, formats: Formats): string {
  if (period.zoom === 'month') return formats.monthAndYear(period.key);
  if (period.zoom === 'quarter') return formats.quarter(period.key);
  return `${formats.week(period.key)}, ${formats.spanAndYear(daysIn(period))}`;
}

/** Returns the periods around one, to go to. */
export function stepsOf({ zoom, key }: Period, formats: Formats): Step[] {
  if (zoom === 'month') return monthSteps(key, formats);
  if (zoom === 'week') return weekSteps(key, formats);
  return Array.from({ length: 8 }, (_, i) => addQuarters(key, i - 2)).map((quarter) => ({
    key: quarter,
    text: formats.quarter(quarter),
    words: formats.quarter(quarter)
  }));
}

/** A stretch of days that has one head above theirs. */
export interface Group extends Span {
  key: string;
  days: number;
  label: string;
}

/** Returns the heads above the days: of a quarter its months, of a month its weeks, of a week nothing. */
export function groupsOf(period: Period, formats: Formats): Group[] {
  if (period.zoom === 'week') return [];
  const of = period.zoom === 'quarter' ? monthOf : weekOf;
  const label = (key: string) => (period.zoom === 'quarter' ? formats.month(key) : formats.week(key));
  const { from, to } = daysIn(period);
  const groups: Group[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const last = groups.at(-1);
    if (last?.key === of(day)) Object.assign(last, { to: day, days: last.days + 1 });
    else groups.push({ key: of(day), from: day, to: day, days: 1, label: label(of(day)) });
  }
  return groups;
}
