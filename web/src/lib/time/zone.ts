import { civil, epochDay, type Day } from './day';

/** A moment as the API sends it, RFC 3339 with an offset. */
export type Instant = string;

/** What calendar and clock on a wall show. */
export interface Wall {
  day: Day;
  /** "HH:MM", 24 hours. */
  time: string;
}

const MS_A_MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit'
    });
    formats.set(zone, format);
  }
  return format;
}

/** Returns what a clock in the zone (IANA name) shows at a moment (RFC 3339, or milliseconds since 1970). */
export function wallOf(at: Instant | number, zone: string): Wall {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatFor(zone).formatToParts(new Date(at))) parts[type] = value;
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** Returns how many minutes the zone is ahead of UTC at a moment in milliseconds. */
function offsetAt(at: number, zone: string): number {
  const whole = Math.floor(at / MS_A_MINUTE) * MS_A_MINUTE;
  return (asUTC(wallOf(whole, zone)) - whole) / MS_A_MINUTE;
}

/**
 * Returns the moment at which a clock in the zone shows the day and time, with the offset that holds then.
 * A time that the clock skips in spring is as much later as it skips (02:30 becomes 03:30); of one that it
 * shows twice in autumn, the first is meant. So does the server.
 */
export function instantOf(wall: Wall, zone: string): Instant {
  const shown = asUTC(wall);
  const before = offsetAt(shown - 24 * 60 * MS_A_MINUTE, zone);
  const after = offsetAt(shown + 24 * 60 * MS_A_MINUTE, zone);
  for (const offset of before === after ? [before] : [before, after]) {
    const at = shown - offset * MS_A_MINUTE;
    if (offsetAt(at, zone) === offset) return write(at, offset);
  }
  const at = shown - before * MS_A_MINUTE; // skipped
  return write(at, offsetAt(at, zone));
}

/** Returns the moment on another day at which the zone's clock shows the same time of day. */
export function moveToDay(at: Instant, day: Day, zone: string): Instant {
  return instantOf({ day, time: wallOf(at, zone).time }, zone);
}

/** Returns the viewer's zone, by the browser's settings. */
export function viewerZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Reports whether a moment is over at another, in milliseconds since 1970. */
export function isPast(at: Instant, now: number): boolean {
  return new Date(at).getTime() <= now;
}

/** Returns how many milliseconds lie between two moments. */
export function msBetween(from: Instant, to: Instant): number {
  return new Date(to).getTime() - new Date(from).getTime();
}

/** Returns the IANA names of all zones that the browser knows, to choose from. */
export function zoneNames(): string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** Reports whether two zones' clocks show the same at a moment: then no zone need be named. */
export function showSame(a: string, b: string, at: Instant | number): boolean {
  const ms = new Date(at).getTime();
  return a === b || offsetAt(ms, a) === offsetAt(ms, b);
}

function asUTC(wall: Wall): number {
  const { year, month, day } = civil(wall.day);
  const [hour = 0, minute = 0] = wall.time.split(':').map(Number);
  return Date.UTC(year, month - 1, day, hour, minute);
}

function write(at: number, offset: number): Instant {
  const local = new Date(at + offset * MS_A_MINUTE).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const minutes = Math.abs(offset);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** Returns how far into the day a wall time is, in minutes. */
export function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return 60 * hour + minute;
}

/** Orders walls by what they show. */
export function compareWalls(a: Wall, b: Wall): number {
  return epochDay(a.day) - epochDay(b.day) || minutesOf(a.time) - minutesOf(b.time);
}
