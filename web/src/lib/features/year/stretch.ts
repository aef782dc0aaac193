import { addDays, daysBetween, type Day, type Span } from '$lib/time';

/** Where a bar is held: by its first day, by its last, or by all of it. */
export type Grip = 'from' | 'to' | 'body';

/** Days that nothing may leave: those of the plan a theme lies on. */
export type Limits = Span;

/** No limits: all that can be planned. */
export const anywhere: Limits = { from: '1990-01-01', to: '2100-12-31' };

/**
 * Returns the days of a bar that was held in one column and is now over another. An edge snaps to the column's; the body
 * goes as many days as lie between the columns, so of weeks it keeps its weekdays. It stops at its limits.
 */
export function dragged(bar: Span, grip: Grip, held: Span, over: Span, limits: Limits): Span {
  if (grip === 'from') return from(bar, over.from, limits);
  if (grip === 'to') return to(bar, over.to, limits);
  return moved(bar, daysBetween(held.from, over.from), limits);
}

/** Returns the days of a bar that was moved, or whose edge was, by some days. It stops at its limits. */
export function nudged(bar: Span, grip: Grip, days: number, limits: Limits): Span {
  if (grip === 'from') return from(bar, addDays(bar.from, days), limits);
  if (grip === 'to') return to(bar, addDays(bar.to, days), limits);
  return moved(bar, days, limits);
}

/** Returns the days from one column to another, whichever is the earlier. */
export function stretched(a: Span, b: Span): Span {
  return a.from <= b.from ? { from: a.from, to: b.to } : { from: b.from, to: a.to };
}

/** Reports whether two spans are the same days. */
export function isSame(a: Span, b: Span): boolean {
  return a.from === b.from && a.to === b.to;
}

function moved(bar: Span, days: number, limits: Limits): Span {
  const least = Math.min(0, daysBetween(bar.from, limits.from));
  const most = Math.max(0, daysBetween(bar.to, limits.to));
  const by = Math.max(least, Math.min(days, most));
  return { from: addDays(bar.from, by), to: addDays(bar.to, by) };
}

function from(bar: Span, day: Day, limits: Limits): Span {
  return { from: earliest(latest(day, limits.from), bar.to), to: bar.to };
}

function to(bar: Span, day: Day, limits: Limits): Span {
  return { from: bar.from, to: latest(earliest(day, limits.to), bar.from) };
}

const earliest = (a: Day, b: Day) => (a < b ? a : b);
const latest = (a: Day, b: Day) => (a > b ? a : b);
