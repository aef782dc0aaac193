import { addDays, civil, dayFrom, daysBetween, weekdayOf, type Day, type Span } from './day';

/** An ISO week as the API writes it, "2027-W14" (ISO 8601 §4.1.4.2). Weeks compare as texts do. */
export type Week = string;

/** Returns the week a day lies in. Its year is the one of the week's Thursday. */
export function weekOf(day: Day): Week {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const { year } = civil(thursday);
  return weekFrom(year, 1 + Math.floor(daysBetween(dayFrom(year, 1, 1), thursday) / 7));
}

/** Returns the week of a week-numbering year and a number. */
export function weekFrom(year: number, number: number): Week {
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

/** Takes a week apart into its week-numbering year and its number, 1 to 53. */
export function weekParts(week: Week): { year: number; number: number } {
  return { year: Number(week.slice(0, 4)), number: Number(week.slice(6)) };
}

/** Returns the Monday of a week. */
export function mondayOf(week: Week): Day {
  const { year, number } = weekParts(week);
  const fourth = dayFrom(year, 1, 4); // lies in week 1
  return addDays(fourth, 1 - weekdayOf(fourth) + 7 * (number - 1));
}

/** Returns the days of a week, Monday to Sunday. */
export function weekSpan(week: Week): Span {
  const from = mondayOf(week);
  return { from, to: addDays(from, 6) };
}

/** Returns the week that many weeks later, or earlier. */
export function addWeeks(week: Week, weeks: number): Week {
  return weekOf(addDays(mondayOf(week), 7 * weeks));
}

/** Returns how many weeks a week-numbering year has, 52 or 53. */
export function weeksIn(year: number): number {
  return weekParts(weekOf(dayFrom(year, 12, 28))).number;
}
