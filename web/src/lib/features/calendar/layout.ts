import type { Schemas } from '$lib/api';
import { holidaysOnDay, type SharedHoliday } from '$lib/features/holidays';
import {
  addWeeks,
  daysOf,
  holds,
  minutesOf,
  monthOf,
  monthSpan,
  overlap,
  weekOf,
  weekSpan,
  type Day,
  type Formats,
  type Month,
  type Span,
  type Week
} from '$lib/time';
import type { Opening } from './openings';
import type { Placed } from './placing';

type Severity = Schemas['Severity'];

/** What stands on a day: an entry, or a free slot. */
export type Item = { kind: 'entry'; place: Placed } | { kind: 'opening'; opening: Opening };

export interface DayBox {
  day: Day;
  /** Of the month that is shown; in a week all are. */
  isInside: boolean;
  isToday: boolean;
  items: Item[];
  /** Themes and pauses of channels on it. */
  stretches: Stretch[];
  /** Every channel shown that has a plan on it pauses. */
  isPaused: boolean;
  /** What is a public holiday on it, for which of the channels shown. */
  holidays: SharedHoliday[];
}

/** A theme or a pause that lasts some days, on one channel or several. */
export interface Stretch extends Span {
  key: string;
  kind: 'theme' | 'pause';
  label: string;
  channels: string[];
}

/** A stretch within some days; columns begin at 0, and the last one is within. */
export type Bar<S extends Span = Stretch> = S & { first: number; last: number; lane: number };

export interface WeekRow {
  week: Week;
  days: DayBox[];
  bars: Bar[];
  /** How many lines the bars need. */
  lanes: number;
  /** Stretches for which there was no line. */
  moreBars: number;
  /** Names of the channels with a gap in the week. */
  gaps: string[];
  /** The worst of them. */
  severity: Severity | null;
}

/** What is laid out. */
export interface Content {
  entries: Placed[];
  openings: Opening[];
  /** What the API says of the years that the weeks lie in. */
  years: Schemas['Year'][];
  formats: Formats;
  /** Reports whether a channel is shown. */
  shows: (channel: string) => boolean;
}

/** So many lines of bars a week has at most; the day's dialog tells the others. */
const MOST_LANES = 3;

const severities: Severity[] = ['critical', 'warning', 'notice', 'missed'];

/** Returns the weeks that a month touches, 4 to 6 of them. */
export function weeksOf(month: Month): Week[] {
  const { from, to } = monthSpan(month);
  const weeks: Week[] = [];
  for (let week = weekOf(from); week <= weekOf(to); week = addWeeks(week, 1)) weeks.push(week);
  return weeks;
}

/** Returns the days of a run of weeks. */
export function spanOfWeeks(weeks: Week[]): Span {
  return { from: weekSpan(weeks[0] ?? '').from, to: weekSpan(weeks.at(-1) ?? '').to };
}

/** Lays weeks out. With a month, the days of others are told apart. */
export function rowsOf(weeks: Week[], month: Month | undefined, content: Content, today: Day): WeekRow[] {
  const byDay = new Map<Day, Item[]>();
  const put = (day: Day, item: Item) => byDay.set(day, [...(byDay.get(day) ?? []), item]);
  for (const place of content.entries) {
    if (content.shows(place.entry.channel_id)) put(place.day, { kind: 'entry', place });
  }
  for (const opening of content.openings) {
    if (content.shows(opening.channel.id)) put(opening.day, { kind: 'opening', opening });
  }
  const stretches = stretchesOf(content);
  return weeks.map((week) => {
    const span = weekSpan(week);
    const { bars, lanes, moreBars } = barsOf(stretches, span);
    const holidaysOn = holidaysOfWeek(week, content);
    return {
      week,
      days: daysOf(span).map((day) => ({
        day,
        isInside: month === undefined || monthOf(day) === month,
        isToday: day === today,
        items: (byDay.get(day) ?? []).toSorted(byTime),
        stretches: stretches.filter((stretch) => holds(stretch, day)),
        isPaused: isPausedOn(day, week, content),
        holidays: holidaysOn(day)
      })),
      bars,
      lanes,
      moreBars,
      ...gapsIn(week, content)
    };
  });
}

function holidaysOfWeek(week: Week, { years, shows, formats }: Content): (day: Day) => SharedHoliday[] {
  const year = years.find(({ weeks }) => weeks.some((column) => column.week === week));
  const channels = year?.channels.filter(({ channel_id }) => shows(channel_id)) ?? [];
  return (day) => holidaysOnDay(day, channels, year?.holidays ?? {}, formats);
}

/** What has no time comes first, then by time; of the same time entries before free slots. */
export function byTime(a: Item, b: Item): number {
  const minutes = (item: Item) => {
    const time = item.kind === 'entry' ? item.place.time : item.opening.time;
    return time === null ? -1 : minutesOf(time);
  };
  return minutes(a) - minutes(b) || Number(a.kind === 'opening') - Number(b.kind === 'opening');
}

/** Gathers themes and pauses; what lies on several channels on the same days is one. */
function stretchesOf({ years, shows }: Content): Stretch[] {
  const found = new Map<string, Stretch>();
  for (const channel of years.flatMap((year) => year.channels)) {
    if (!shows(channel.channel_id)) continue;
    for (const kind of ['theme', 'pause'] as const) {
      for (const bar of kind === 'theme' ? channel.themes : channel.pauses) {
        const key = [kind, bar.starts_on, bar.ends_on, bar.label].join(' ');
        const stretch = found.get(key) ?? {
          key,
          kind,
          label: bar.label,
          from: bar.starts_on,
          to: bar.ends_on,
          channels: []
        };
        if (!stretch.channels.includes(channel.name)) stretch.channels.push(channel.name);
        found.set(key, stretch);
      }
    }
  }
  return [...found.values()].toSorted((a, b) => compare(a.from, b.from) || compare(b.to, a.to));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Puts the stretches that touch some days into as few lines as they need, and no more than `most`. */
export function barsOf<S extends Span>(
  stretches: S[],
  span: Span,
  most = MOST_LANES
): { bars: Bar<S>[]; lanes: number; moreBars: number } {
  const days = daysOf(span);
  const freeFrom: number[] = [];
  const bars: Bar<S>[] = [];
  let moreBars = 0;
  for (const stretch of stretches) {
    if (!overlap(stretch, span)) continue;
    const first = days.findIndex((day) => holds(stretch, day));
    const last = days.findLastIndex((day) => holds(stretch, day));
    const found = freeFrom.findIndex((free) => free <= first);
    const lane = found < 0 ? freeFrom.length : found;
    if (lane >= most) {
      moreBars++;
      continue;
    }
    freeFrom[lane] = last + 1;
    bars.push({ ...stretch, first, last, lane });
  }
  return { bars, lanes: freeFrom.length, moreBars };
}

function isPausedOn(day: Day, week: Week, { years, shows }: Content): boolean {
  const year = years.find(({ weeks }) => weeks.some((column) => column.week === week));
  const on = (bars: Schemas['YearBar'][]) => bars.some((bar) => holds({ from: bar.starts_on, to: bar.ends_on }, day));
  const planned = year?.channels.filter(({ channel_id, plans }) => shows(channel_id) && on(plans)) ?? [];
  return planned.length > 0 && planned.every(({ pauses }) => on(pauses));
}

function gapsIn(week: Week, { years, shows }: Content): { gaps: string[]; severity: Severity | null } {
  const gaps: string[] = [];
  let worst = severities.length;
  for (const year of years) {
    const at = year.weeks.findIndex((column) => column.week === week);
    if (at < 0) continue;
    for (const channel of year.channels) {
      const gap = channel.cells[at]?.gap as Severity | null | undefined;
      if (!gap || !shows(channel.channel_id)) continue;
      gaps.push(channel.name);
      worst = Math.min(worst, severities.indexOf(gap));
    }
  }
  return { gaps, severity: severities[worst] ?? null };
}
