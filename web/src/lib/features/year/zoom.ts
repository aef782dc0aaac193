import {
  addDays,
  addMonths,
  addQuarters,
  holds,
  mondayOf,
  monthOf,
  monthSpan,
  quarterOf,
  quarterSpan,
  weekFrom,
  weekOf,
  weekParts,
  weeksIn,
  weekSpan,
  type Day,
  type Formats,
  type Month,
  type Quarter,
  type Span
} from '$lib/time';
import { m } from '$lib/paraglide/messages';

/** What the grid shows: a week-numbering year or a quarter of it by weeks, or a calendar month by days. */
export type Zoom =
  { kind: 'year'; year: number } | { kind: 'quarter'; quarter: Quarter } | { kind: 'month'; month: Month };

export type ZoomKind = Zoom['kind'];

/** From far to near. */
export const zoomKinds: ZoomKind[] = ['year', 'quarter', 'month'];

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const inReach = (year: number) => year >= FIRST_YEAR && year <= LAST_YEAR;

/** Reads what an address asks for (`?year=2027`, `?quarter=2027-Q2`, `?month=2027-04`); the present year where it asks for nothing. */
export function zoomOf(params: Pick<URLSearchParams, 'get'>, today: Day): Zoom {
  const month = params.get('month') ?? '';
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month) && inReach(Number(month.slice(0, 4)))) return { kind: 'month', month };
  const quarter = params.get('quarter') ?? '';
  if (/^\d{4}-Q[1-4]$/.test(quarter) && inReach(Number(quarter.slice(0, 4)))) return { kind: 'quarter', quarter };
  const year = Number(params.get('year'));
  return { kind: 'year', year: inReach(year) ? year : weekParts(weekOf(today)).year };
}

/** Returns the search part of an address that shows it; what else the present one says (an open entry) stays. */
export function searchOf(zoom: Zoom, present = ''): string {
  const params = new URLSearchParams(present);
  for (const kind of zoomKinds) params.delete(kind);
  const [key, value] = partOf(zoom);
  return `?${[`${key}=${value}`, params.toString()].filter(Boolean).join('&')}`;
}

/** Returns what tells it from all others. */
export function keyOf(zoom: Zoom): string {
  return partOf(zoom)[1];
}

function partOf(zoom: Zoom): [ZoomKind, string] {
  if (zoom.kind === 'year') return ['year', String(zoom.year)];
  return zoom.kind === 'quarter' ? ['quarter', zoom.quarter] : ['month', zoom.month];
}

/** Returns the days shown. Of a year and a quarter: those of the weeks whose Thursdays lie in it. */
export function spanOf(zoom: Zoom): Span {
  if (zoom.kind === 'month') return monthSpan(zoom.month);
  if (zoom.kind === 'year')
    return { from: mondayOf(weekFrom(zoom.year, 1)), to: weekSpan(weekFrom(zoom.year, weeksIn(zoom.year))).to };
  const quarter = quarterSpan(zoom.quarter);
  return { from: mondayFrom(quarter.from), to: addDays(mondayFrom(addDays(quarter.to, 1)), -1) };
}

/** Returns the Monday of the first week whose Thursday is not before a day. */
function mondayFrom(day: Day): Day {
  const monday = mondayOf(weekOf(day));
  return addDays(monday, 3) < day ? addDays(monday, 7) : monday;
}

/** Returns the week-numbering year whose data shows a year or a quarter. */
export function yearOf(zoom: Zoom): number {
  if (zoom.kind === 'year') return zoom.year;
  return Number(zoom.kind === 'quarter' ? zoom.quarter.slice(0, 4) : zoom.month.slice(0, 4));
}

/** Returns the one that many steps later, or earlier; undefined beyond what can be planned. */
export function stepped(zoom: Zoom, steps: number): Zoom | undefined {
  const to = ((): Zoom => {
    if (zoom.kind === 'year') return { kind: 'year', year: zoom.year + steps };
    if (zoom.kind === 'quarter') return { kind: 'quarter', quarter: addQuarters(zoom.quarter, steps) };
    return { kind: 'month', month: addMonths(zoom.month, steps) };
  })();
  return inReach(yearOf(to)) ? to : undefined;
}

/** Returns what shows a day at another distance. */
export function zoomTo(kind: ZoomKind, day: Day): Zoom {
  // By weeks, a day is shown where the Thursday of its week is.
  const thursday = addDays(mondayOf(weekOf(day)), 3);
  if (kind === 'year') return { kind, year: weekParts(weekOf(day)).year };
  if (kind === 'quarter') return { kind, quarter: quarterOf(thursday) };
  return { kind, month: monthOf(day) };
}

/** Returns the day that stays in view when the distance changes: the one asked for, else the present one, else the first. */
export function keptDay(zoom: Zoom, wanted: Day | undefined, today: Day): Day {
  const span = spanOf(zoom);
  if (wanted && holds(span, wanted)) return wanted;
  if (holds(span, today)) return today;
  return zoom.kind === 'month' ? span.from : addDays(span.from, 3);
}

/** Returns what is nearer or farther by one, around a day; undefined at the ends. */
export function zoomedBy(zoom: Zoom, by: 1 | -1, day: Day): Zoom | undefined {
  const kind = zoomKinds[zoomKinds.indexOf(zoom.kind) + by];
  return kind && zoomTo(kind, day);
}

/** "Jahr 2027", "2. Quartal 2027", "April 2027" */
export function titleOf(zoom: Zoom, formats: Formats): string {
  if (zoom.kind === 'year') return m.year_title({ year: zoom.year });
  return zoom.kind === 'quarter' ? formats.quarter(zoom.quarter) : formats.monthAndYear(zoom.month);
}
