import type { Schemas } from '$lib/api';
import { addDays, holds, monthOf, overlap, type Day, type Month, type Span, type Week } from '$lib/time';

/** How urgent a gap is; null for none. */
export type Severity = Schemas['Severity'];

/** The year as it is drawn: columns are weeks, rows are channels. */
export interface Grid {
  columns: Column[];
  months: MonthHead[];
  rows: Row[];
}

/** A week. */
export interface Column extends Span {
  week: Week;
  /** Whether the present day lies in it. */
  isNow: boolean;
  /** Whether a month begins here, for the line between. */
  startsMonth: boolean;
}

/** A month above its weeks. A week is the month's that its Thursday lies in. */
export interface MonthHead {
  month: Month;
  weeks: number;
}

/** A channel. */
export interface Row {
  channel: Schemas['YearChannel'];
  cells: Cell[];
  bars: Bar[];
  /** How many lines the bars need, 0 for none. */
  lanes: number;
}

/** A channel's week. */
export interface Cell {
  expected: number;
  planned: number;
  ready: number;
  published: number;
  gap: Severity | null;
  paused: 'no' | 'partly' | 'whole';
  /** Why it pauses. */
  pause: string;
  marks: Marks;
}

/** How many columns of each kind stand for the entries of a week; at most `MOST_MARKS` in all. */
export interface Marks {
  published: number;
  ready: number;
  planned: number;
  missing: number;
}

/** A theme on its row; columns begin at 0, and the last one is within. */
export interface Bar extends Span {
  id: string;
  label: string;
  first: number;
  last: number;
  lane: number;
}

/** So many entries are drawn one by one; of more, the shares. */
export const MOST_MARKS = 8;

/** Lays out what the API says of a year. */
export function gridOf(year: Schemas['Year'], today: Day): Grid {
  const columns = columnsOf(year.weeks, today);
  return {
    columns,
    months: monthsOf(columns),
    rows: year.channels.map((channel) => {
      const bars = barsOf(channel.themes, columns);
      return {
        channel,
        cells: channel.cells.map((cell, i) => cellOf(cell, columns[i], channel.pauses)),
        bars,
        lanes: bars.reduce((most, bar) => Math.max(most, bar.lane + 1), 0)
      };
    })
  };
}

function columnsOf(weeks: Schemas['YearWeek'][], today: Day): Column[] {
  return weeks.map(({ week, from, to }, i) => {
    const before = weeks[i - 1];
    return {
      week,
      from,
      to,
      isNow: holds({ from, to }, today),
      startsMonth: before !== undefined && monthOfWeek(before) !== monthOfWeek({ from })
    };
  });
}

function monthOfWeek({ from }: { from: Day }): Month {
  return monthOf(addDays(from, 3));
}

function monthsOf(columns: Column[]): MonthHead[] {
  const months: MonthHead[] = [];
  for (const column of columns) {
    const month = monthOfWeek(column);
    const last = months.at(-1);
    if (last?.month === month) last.weeks++;
    else months.push({ month, weeks: 1 });
  }
  return months;
}

function cellOf(cell: Schemas['YearCell'], days: Span | undefined, pauses: Schemas['YearBar'][]): Cell {
  const { count, reason } = days ? pausedOn(days, pauses) : { count: 0, reason: '' };
  const gap = cell.gap as Severity | null;
  return {
    expected: cell.expected,
    planned: cell.planned,
    ready: cell.ready,
    published: cell.published,
    gap,
    paused: count === 0 ? 'no' : count < 7 ? 'partly' : 'whole',
    pause: reason,
    marks: marksOf(cell)
  };
}

function pausedOn(days: Span, pauses: Schemas['YearBar'][]): { count: number; reason: string } {
  const touching = pauses.filter(({ starts_on, ends_on }) => overlap(days, { from: starts_on, to: ends_on }));
  let count = 0;
  for (let day = days.from; day <= days.to; day = addDays(day, 1)) {
    if (touching.some(({ starts_on, ends_on }) => holds({ from: starts_on, to: ends_on }, day))) count++;
  }
  return { count, reason: touching[0]?.label ?? '' };
}

function marksOf({ expected, planned, ready, published, gap }: Schemas['YearCell']): Marks {
  const missing = gap ? Math.max(0, expected - planned) : 0;
  const all = planned + missing;
  const share = (n: number) => (all > MOST_MARKS && n > 0 ? Math.max(1, Math.floor((n * MOST_MARKS) / all)) : n);
  return {
    published: share(published),
    ready: share(ready - published),
    planned: share(planned - ready),
    missing: share(missing)
  };
}

/** Puts the bars that touch the columns into as few lines as they need, the earlier first. */
export function barsOf(bars: Schemas['YearBar'][], columns: Span[]): Bar[] {
  const freeFrom: number[] = []; // by lane, the first column that is free
  const placed: Bar[] = [];
  for (const bar of bars.toSorted((a, b) => (a.starts_on < b.starts_on ? -1 : 1))) {
    const span = { from: bar.starts_on, to: bar.ends_on };
    const first = columns.findIndex((column) => overlap(column, span));
    if (first < 0) continue;
    const last = columns.findLastIndex((column) => overlap(column, span));
    let lane = freeFrom.findIndex((free) => free <= first);
    if (lane < 0) lane = freeFrom.length;
    freeFrom[lane] = last + 1;
    placed.push({ id: bar.id, label: bar.label, ...span, first, last, lane });
  }
  return placed;
}
