import type { Schemas } from '$lib/api';
import { addDays, daysBetween, overlap, weekdayOf, weekOf, type Day, type Span, type Week } from '$lib/time';

/** So many weeks ahead one sees who is away. */
export const WEEKS = 12;

/** The weeks that are shown: the present one is the first. */
export function weeksFrom(today: Day): Span {
  const from = addDays(today, 1 - weekdayOf(today));
  return { from, to: addDays(from, 7 * WEEKS - 1) };
}

/** An absence as a bar: where it begins and how long it is, as shares of what is shown. */
export interface Bar {
  absence: Schemas['Absence'];
  left: number;
  width: number;
}

/** Somebody who is away in the span, with their absences in order. */
export interface Away {
  member: string;
  bars: Bar[];
}

/** Lays out who is away in a span; who is away first comes first. */
export function awayIn(absences: Schemas['Absence'][], span: Span): Away[] {
  const total = daysBetween(span.from, span.to) + 1;
  const rows: Record<string, Away> = {};
  for (const absence of absences.toSorted((a, b) => (a.starts_on < b.starts_on ? -1 : 1))) {
    const days = { from: absence.starts_on, to: absence.ends_on };
    if (!overlap(days, span)) continue;
    const first = Math.max(0, daysBetween(span.from, days.from));
    const last = Math.min(total, daysBetween(span.from, days.to) + 1);
    rows[absence.member_id] ??= { member: absence.member_id, bars: [] };
    rows[absence.member_id]?.bars.push({ absence, left: first / total, width: (last - first) / total });
  }
  return Object.values(rows);
}

/** The weeks of a span that begins on a Monday. */
export function weeksIn({ from, to }: Span): Week[] {
  const weeks: Week[] = [];
  for (let day = from; day <= to; day = addDays(day, 7)) weeks.push(weekOf(day));
  return weeks;
}
