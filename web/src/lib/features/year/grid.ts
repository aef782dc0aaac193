import type { Schemas } from '$lib/api';
import { holidaysIn, holidaysInWords, type RegionHolidays } from '$lib/features/holidays';
import {
  addDays,
  daysBetween,
  daysOf,
  holds,
  monthOf,
  overlap,
  weekdayOf,
  weekOf,
  type Day,
  type Formats,
  type Month,
  type Span,
  type Week
} from '$lib/time';
import { spanOf, yearOf, type Zoom } from './zoom';

/** How urgent a gap is; null for none. */
export type Severity = Schemas['Severity'];

/** What all rows share: columns, and what stands above them. Of a year and a quarter they are weeks, of a month days. */
export interface Frame extends Span {
  by: 'week' | 'day';
  columns: Column[];
  /** Months above weeks, weeks above days. */
  groups: Group[];
  /** The year that days are told without. */
  year: number;
  /** The first column's place among the cells that the API gives. */
  skipped: number;
}

/** A week or a day. */
export interface Column extends Span {
  /** The week, or the day. */
  key: Week | Day;
  /** Whether the present day lies in it. */
  isNow: boolean;
  /** Whether a group begins here, for the line between. */
  starts: boolean;
  /** Saturday or Sunday. */
  rests: boolean;
}

/** A month above its weeks (a week is the month's that its Thursday lies in), or a week above its days. */
export interface Group {
  key: Month | Week;
  columns: number;
}

/** A channel. */
export interface Row {
  channel: Schemas['YearChannel'];
  cells: Cell[];
  bars: Bar[];
  /** How many lines the bars need, 0 for none. */
  lanes: number;
}

/** A channel's week or day. */
export interface Cell {
  expected: number;
  planned: number;
  ready: number;
  published: number;
  gap: Severity | null;
  paused: 'no' | 'partly' | 'whole';
  /** Why it pauses. */
  pause: string;
  /** The public holidays in it, in words; "" for none. */
  holiday: string;
  /** Whether a plan has a day in it. */
  isPlanned: boolean;
  marks: Marks;
}

/** How many columns of each kind stand for the entries of a cell; at most `MOST_MARKS` in all. */
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
  /** How far into its columns it begins, and how far before their end it ends, in hundredths of their width. */
  inset: { start: number; end: number };
}

/** So many entries are drawn one by one; of more, the shares. */
export const MOST_MARKS = 8;

/** Lays out the columns that a zoom shows. */
export function frameOf(zoom: Zoom, today: Day): Frame {
  const days = spanOf(zoom);
  if (zoom.kind === 'month') {
    const columns = daysOf(days).map((day) => ({ key: day, from: day, to: day }));
    return { ...framed('day', columns, today, weekOf), year: yearOf(zoom) };
  }
  const weeks = Math.floor(daysBetween(days.from, days.to) / 7) + 1;
  const columns = Array.from({ length: weeks }, (_, i) => {
    const from = addDays(days.from, 7 * i);
    return { key: weekOf(from), from, to: addDays(from, 6) };
  });
  const skipped = columns[0] ? Number(columns[0].key.slice(6)) - 1 : 0;
  return { ...framed('week', columns, today, (monday) => monthOf(addDays(monday, 3))), year: yearOf(zoom), skipped };
}

function framed(
  by: Frame['by'],
  columns: Pick<Column, 'key' | 'from' | 'to'>[],
  today: Day,
  groupOf: (first: Day) => string
): Omit<Frame, 'year'> {
  const groups: Group[] = [];
  const marked = columns.map((column): Column => {
    const key = groupOf(column.from);
    const last = groups.at(-1);
    const starts = last !== undefined && last.key !== key;
    if (last?.key === key) last.columns++;
    else groups.push({ key, columns: 1 });
    return { ...column, isNow: holds(column, today), starts, rests: by === 'day' && weekdayOf(column.from) > 5 };
  });
  const [first, last] = [columns[0], columns.at(-1)];
  return { by, columns: marked, groups, skipped: 0, from: first?.from ?? '', to: last?.to ?? '' };
}

/** Lays out what the API says of a channel; `holidays` are all regions'. */
export function rowOf(channel: Schemas['YearChannel'], frame: Frame, holidays: RegionHolidays, formats: Formats): Row {
  const bars = barsOf(channel.themes, frame.columns);
  const free = holidaysIn(holidays, channel.region, frame, formats);
  return {
    channel,
    cells: frame.columns.map((column, i) => ({
      ...cellOf(channel.cells[i + frame.skipped], column, channel),
      holiday: holidaysInWords(
        free.filter(({ day }) => holds(column, day)),
        column,
        formats
      )
    })),
    bars,
    lanes: bars.reduce((most, bar) => Math.max(most, bar.lane + 1), 0)
  };
}

const nothing: Schemas['YearCell'] = { expected: 0, planned: 0, ready: 0, published: 0, gap: null };

function cellOf(cell = nothing, days: Span, channel: Schemas['YearChannel']): Omit<Cell, 'holiday'> {
  const { paused, pause } = pausedOn(days, channel.pauses);
  return {
    expected: cell.expected,
    planned: cell.planned,
    ready: cell.ready,
    published: cell.published,
    gap: cell.gap as Severity | null,
    paused,
    pause,
    isPlanned: channel.plans.some((plan) => overlap(days, spanOfBar(plan))),
    marks: marksOf(cell)
  };
}

/** Returns the days of what the API gives as a bar. */
export function spanOfBar({ starts_on, ends_on }: Pick<Schemas['YearBar'], 'starts_on' | 'ends_on'>): Span {
  return { from: starts_on, to: ends_on };
}

function pausedOn(days: Span, pauses: Schemas['YearBar'][]): Pick<Cell, 'paused' | 'pause'> {
  const touching = pauses.filter((pause) => overlap(days, spanOfBar(pause)));
  if (touching.length === 0) return { paused: 'no', pause: '' };
  const isWhole = daysOf(days).every((day) => touching.some((pause) => holds(spanOfBar(pause), day)));
  return { paused: isWhole ? 'whole' : 'partly', pause: touching[0]?.label ?? '' };
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
  const takenTo: Day[] = []; // by lane, the last day that is taken
  const placed: Bar[] = [];
  for (const bar of bars.toSorted((a, b) => (a.starts_on < b.starts_on ? -1 : 1))) {
    const place = placeOfSpan(spanOfBar(bar), columns);
    if (!place) continue;
    let lane = takenTo.findIndex((day) => day < bar.starts_on);
    if (lane < 0) lane = takenTo.length;
    takenTo[lane] = bar.ends_on;
    placed.push({ id: bar.id, label: bar.label, ...spanOfBar(bar), ...place, lane });
  }
  return placed;
}

/** Returns the columns that a span touches, and how far within them it lies; undefined where it touches none. */
export function placeOfSpan(span: Span, columns: Span[]): Pick<Bar, 'first' | 'last' | 'inset'> | undefined {
  const first = columns.findIndex((column) => overlap(column, span));
  const last = columns.findLastIndex((column) => overlap(column, span));
  const [begin, end] = [columns[first], columns[last]];
  if (!begin || !end) return undefined;
  const share = (days: number) => (100 * Math.max(0, days)) / (daysBetween(begin.from, end.to) + 1);
  return {
    first,
    last,
    inset: { start: share(daysBetween(begin.from, span.from)), end: share(daysBetween(span.to, end.to)) }
  };
}
