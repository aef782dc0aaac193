import type { Schemas } from '$lib/api';

/** A bar of the chart, in the units of its viewBox; y grows downward. */
export interface Bar {
  key: string;
  x: number;
  /** How high what is promised stands, and of it what is there. */
  promised: number;
  there: number;
  /** Whether more is there than promised. */
  more: boolean;
}

/** Width of a week with the gap after it, and height of the whole. */
export const STEP = 10;
export const HEIGHT = 60;

/** Lays out a bar a week. The highest fills the chart, and one entry alone is no wall. */
export function barsOf(weeks: Schemas['PreviewWeek'][]): Bar[] {
  const most = weeks.reduce((most, { expected, planned }) => Math.max(most, expected, planned), 3);
  const high = (count: number) => Math.round((HEIGHT * count) / most);
  return weeks.map(({ week, expected, planned }, i) => ({
    key: week,
    x: i * STEP,
    promised: high(expected),
    there: high(planned),
    more: planned > expected
  }));
}

/** Where months begin in the weeks: the index of the first week that ends in each, with the month, "2027-04". */
export function monthMarks(weeks: Schemas['PreviewWeek'][]): { month: string; x: number }[] {
  const marks: { month: string; x: number }[] = [];
  weeks.forEach(({ to }, i) => {
    const month = to.slice(0, 7);
    if (marks.at(-1)?.month !== month) marks.push({ month, x: i * STEP });
  });
  return marks;
}
