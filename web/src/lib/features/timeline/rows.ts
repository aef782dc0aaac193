import type { Schemas } from '$lib/api';
import { barsOf, byTime, type Bar, type Channel, type Item, type Opening, type Placed } from '$lib/features/calendar';
import { holidaysIn, holidaysInWords, type RegionHolidays } from '$lib/features/holidays';
import { addDays, daysOf, holds, type Day, type Formats, type Span } from '$lib/time';

/** A theme, a pause or a gap that lasts some days. */
export type Stretch = Span & { key: string } & (
    { kind: 'theme' | 'pause'; label: string } | { kind: 'gap'; severity: Schemas['Severity'] }
  );

/** What is drawn on a day: how far its words may run over the free days after it. */
export interface Drawn {
  item: Item;
  /** In which line of the row, from 0. */
  lane: number;
  /** How many days wide, its own included. */
  reach: number;
}

export interface DayOfRow {
  day: Day;
  /** All of what stands on it. */
  items: Item[];
  drawn: Drawn[];
  isPaused: boolean;
  /** The public holidays on it, in words; "" for none. */
  holiday: string;
}

export interface Row {
  channel: Channel;
  days: DayOfRow[];
  bars: Bar<Stretch>[];
  /** How many lines the bars need, and what stands on the days. */
  barLanes: number;
  lanes: number;
}

/** What is laid out. */
export interface Content {
  channels: Channel[];
  entries: Placed[];
  openings: Opening[];
  /** What the API says of the months that the days lie in, in their order. */
  months: MonthRows[];
  formats: Formats;
}

/** The channels by the days of a month. */
export interface MonthRows {
  from: Day;
  channels: Schemas['YearChannel'][];
  /** By region. */
  holidays: RegionHolidays;
}

/** How much room there is. */
export interface Room {
  /** So many days the words of one may run over, its own included. */
  reach: number;
  /** So many lines a row has for what stands on its days; the last says how many more there are. */
  lines: number;
}

/** Lays the channels out, one a row. */
export function rowsOf(span: Span, content: Content, room: Room): Row[] {
  const days = daysOf(span);
  const standing = itemsOf(content);
  return content.channels.map((channel) => {
    const stretches = stretchesOf(channel.id, content.months);
    const { bars, lanes: barLanes } = barsOf(stretches, span, Infinity);
    const pauses = stretches.filter(({ kind }) => kind === 'pause');
    const free = content.months.flatMap(({ holidays }) => holidaysIn(holidays, channel.region, span, content.formats));
    const boxes = days.map((day) => ({
      day,
      items: standing.get(keyOf(channel.id, day)) ?? [],
      isPaused: pauses.some((pause) => holds(pause, day)),
      holiday: holidaysInWords(
        free.filter((one) => one.day === day),
        { from: day, to: day },
        content.formats
      )
    }));
    const shown = boxes.map(({ items }) => shownOf(items.length, room.lines));
    return {
      channel,
      days: boxes.map((box, i) => ({
        ...box,
        drawn: box.items.slice(0, shown[i]).map((item, lane) => ({ item, lane, reach: reachOf(i, lane, boxes, room) }))
      })),
      bars,
      barLanes,
      lanes: Math.min(room.lines, Math.max(0, ...boxes.map(({ items }) => items.length)))
    };
  });
}

/** Returns over how many days words may run: until the next that stands in their line. */
function reachOf(at: number, lane: number, boxes: { items: Item[] }[], room: Room): number {
  const next = boxes.findIndex(({ items }, i) => i > at && items.length > lane);
  return Math.min(room.reach, (next < 0 ? boxes.length : next) - at);
}

/** Gathers what stands on the days of rows, in the order of the day. */
function itemsOf({ entries, openings }: Content): Map<string, Item[]> {
  const items = new Map<string, Item[]>();
  const put = (channel: string, day: Day, item: Item) => {
    const key = keyOf(channel, day);
    items.set(key, [...(items.get(key) ?? []), item].toSorted(byTime));
  };
  for (const place of entries) put(place.entry.channel_id, place.day, { kind: 'entry', place });
  for (const opening of openings) put(opening.channel.id, opening.day, { kind: 'opening', opening });
  return items;
}

const keyOf = (channel: string, day: Day) => `${channel} ${day}`;

/** Gathers a channel's themes, pauses and gaps; what lies in several months is one. */
function stretchesOf(channel: string, months: MonthRows[]): Stretch[] {
  const found = new Map<string, Stretch>();
  for (const month of months) {
    const row = month.channels.find(({ channel_id }) => channel_id === channel);
    for (const kind of ['theme', 'pause'] as const) {
      for (const { id, label, starts_on: from, ends_on: to } of (kind === 'theme' ? row?.themes : row?.pauses) ?? [])
        found.set(id, { key: id, kind, label, from, to });
    }
  }
  return [...found.values(), ...gapsOf(channel, months)].toSorted((a, b) => order(a.from, b.from) || order(b.to, a.to));
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Gap = Stretch & { kind: 'gap' };

/** Joins days with a gap of one severity that follow one another. */
export function gapsOf(channel: string, months: MonthRows[]): Gap[] {
  const gaps: Gap[] = [];
  for (const { from, channels } of months) {
    const cells = channels.find(({ channel_id }) => channel_id === channel)?.cells ?? [];
    for (const [i, { gap: severity }] of cells.entries()) {
      if (!severity) continue;
      const day = addDays(from, i);
      const before = gaps.at(-1);
      if (before?.severity === severity && before.to === addDays(day, -1)) before.to = day;
      else gaps.push({ key: `gap ${day}`, kind: 'gap', severity, from: day, to: day });
    }
  }
  return gaps;
}

/** How many items are drawn where so many lines fit; the last of them may have to say how many more there are. */
export function shownOf(items: number, lines: number): number {
  return items <= lines ? items : Math.max(0, lines - 1);
}
