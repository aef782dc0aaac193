/** A day of the calendar, "YYYY-MM-DD" (ISO 8601), in no zone. Days compare as texts do: `a < b`. */
export type Day = string;

/** A run of days, both ends within. */
export interface Span {
  from: Day;
  to: Day;
}

/** A day in its parts; month and day begin at 1. */
export interface Civil {
  year: number;
  month: number;
  day: number;
}

const MS_A_DAY = 86_400_000;

/** Returns the day of a year, month (1–12) and day; what overflows runs on, so the 31st of April is the 1st of May. */
export function dayFrom(year: number, month: number, day: number): Day {
  return fromEpochDay(Date.UTC(year, month - 1, day) / MS_A_DAY);
}

/** Reports whether a text is a day that exists: not 2027-02-29. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, day } = civil(text);
  return dayFrom(year, month, day) === text;
}

/** Takes a day apart. */
export function civil(day: Day): Civil {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/** Returns the number of days since 1970-01-01. */
export function epochDay(day: Day): number {
  const { year, month, day: dayOfMonth } = civil(day);
  return Date.UTC(year, month - 1, dayOfMonth) / MS_A_DAY;
}

/** Returns the day that is so many days after 1970-01-01. */
export function fromEpochDay(days: number): Day {
  return new Date(days * MS_A_DAY).toISOString().slice(0, 10);
}

/** Returns the day that many days later, or earlier. */
export function addDays(day: Day, days: number): Day {
  return fromEpochDay(epochDay(day) + days);
}

/** Returns how many days `to` is after `from`; negative where it is before. */
export function daysBetween(from: Day, to: Day): number {
  return epochDay(to) - epochDay(from);
}

/** The days of the week as the API names them, in their order (ISO 8601). */
export const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type WeekdayName = (typeof weekdayNames)[number];

/** Returns the day of the week, 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: Day): number {
  return ((((epochDay(day) + 3) % 7) + 7) % 7) + 1;
}

/** Returns all days of a span, in order. */
export function daysOf(span: Span): Day[] {
  const days: Day[] = [];
  for (let at = epochDay(span.from), end = epochDay(span.to); at <= end; at++) days.push(fromEpochDay(at));
  return days;
}

/** Reports whether two spans share a day. */
export function overlap(a: Span, b: Span): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** Reports whether a span holds a day. */
export function holds(span: Span, day: Day): boolean {
  return span.from <= day && day <= span.to;
}
