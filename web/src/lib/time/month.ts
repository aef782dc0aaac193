import { addDays, civil, dayFrom, type Day, type Span } from './day';

/** A month, "YYYY-MM". Months compare as texts do. */
export type Month = string;

/** A quarter, "YYYY-Q1" to "YYYY-Q4". */
export type Quarter = string;

/** Returns the month a day lies in. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** Returns the month of a year and a number, 1 to 12; what overflows runs on. */
function monthFrom(year: number, month: number): Month {
  return monthOf(dayFrom(year, month, 1));
}

/** Returns the days of a month. */
export function monthSpan(month: Month): Span {
  const from = `${month}-01`;
  return { from, to: addDays(`${addMonths(month, 1)}-01`, -1) };
}

/** Returns the month that many months later, or earlier. */
export function addMonths(month: Month, months: number): Month {
  const { year, month: number } = civil(`${month}-01`);
  return monthFrom(year, number + months);
}

/** Returns the same day of another month; its last where it has no such day, so a month after 31 January is 28 February. */
export function addMonthsToDay(day: Day, months: number): Day {
  const { from, to } = monthSpan(addMonths(monthOf(day), months));
  const wanted = addDays(from, civil(day).day - 1);
  return wanted < to ? wanted : to;
}

/** Returns the quarter a day lies in. */
export function quarterOf(day: Day): Quarter {
  const { year, month } = civil(day);
  return `${year}-Q${Math.ceil(month / 3)}`;
}

/** Returns the days of a quarter. */
export function quarterSpan(quarter: Quarter): Span {
  const year = Number(quarter.slice(0, 4));
  const last = 3 * Number(quarter.slice(6));
  return { from: dayFrom(year, last - 2, 1), to: monthSpan(monthFrom(year, last)).to };
}

/** Returns the quarter that many quarters later, or earlier. */
export function addQuarters(quarter: Quarter, quarters: number): Quarter {
  return quarterOf(`${addMonths(monthOf(quarterSpan(quarter).from), 3 * quarters)}-01`);
}
