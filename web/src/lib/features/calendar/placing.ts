import type { Schemas } from '$lib/api';
import { instantOf, showSame, viewerZone, wallOf, type Day, type Instant } from '$lib/time';

export type Entry = Schemas['Entry'];
export type Channel = Schemas['Channel'];
export type Topic = Schemas['Topic'];
type EntryState = Schemas['EntryState'];

/** An entry where it stands in the calendar: by its channel's wall clock. */
export interface Placed {
  entry: Entry;
  /** undefined while the channels are on their way. */
  channel: Channel | undefined;
  zone: string;
  day: Day;
  /** "10:00"; null where the day alone is known. */
  time: string | null;
  /** The zone is named: it shows another time than the viewer's clock. */
  isElsewhere: boolean;
}

/** When an entry is to be published: at a moment, on a day, or (both null) some time. */
export interface When {
  publish_at: Instant | null;
  publish_on: Day | null;
}

/** Places an entry; null for one without a date. What is published stands where it was published. */
export function placed(entry: Entry, channel: Channel | undefined, zone: string): Placed | null {
  const at = (entry.state === 'published' ? entry.published_at : null) ?? entry.publish_at;
  const place = { entry, channel, zone: channel?.time_zone ?? zone };
  if (at) {
    const wall = wallOf(at, place.zone);
    return { ...place, ...wall, isElsewhere: !showSame(place.zone, viewerZone(), at) };
  }
  return entry.publish_on ? { ...place, day: entry.publish_on, time: null, isElsewhere: false } : null;
}

/** Leaves out what has no date. */
export function isPlaced(place: Placed | null): place is Placed {
  return place !== null;
}

/** Where something is dropped: on a day, or on a free slot of it. */
export interface Drop {
  day: Day;
  /** Key of the free slot. */
  opening: string | undefined;
  /** The channel whose row it is; undefined where a day is of all channels. */
  channel: string | undefined;
}

/** Returns where something is dropped over an element: days carry data-day, free slots data-opening, rows data-channel. */
export function dropAt(under: Element): Drop | undefined {
  const day = under.closest<HTMLElement>('[data-day]');
  if (!day?.dataset.day) return undefined;
  return {
    day: day.dataset.day,
    opening: under.closest<HTMLElement>('[data-opening]')?.dataset.opening,
    channel: day.closest<HTMLElement>('[data-channel]')?.dataset.channel
  };
}

/** Returns when an entry is to be published. */
export function whenOf({ publish_at, publish_on }: Entry): When {
  return { publish_at, publish_on };
}

/** Reports whether two of them are the same, however their moments are written. */
export function sameWhen(a: When, b: When): boolean {
  const utc = (at: Instant | null) => (at ? Object.values(wallOf(at, 'UTC')).join(' ') : '');
  return utc(a.publish_at) === utc(b.publish_at) && a.publish_on === b.publish_on;
}

/** Returns a day and a time on the channel's wall clock; without a time the day alone. */
export function whenAt(day: Day, time: string | null, zone: string): When {
  return time
    ? { publish_at: instantOf({ day, time }, zone), publish_on: null }
    : { publish_at: null, publish_on: day };
}

/** Returns another day for what stands somewhere, at the same time of day on the channel's clock, whatever its offset there. */
export function onDay(place: Placed, day: Day): When {
  return whenAt(day, place.time, place.zone);
}

/** Returns how an entry looks when it is moved, before the server has said so. What had no date becomes planned. */
export function movedEntry(entry: Entry, when: When, channel = entry.channel_id): Entry {
  return { ...entry, ...when, channel_id: channel, state: stateAfter(entry, when) };
}

function stateAfter(entry: Entry, when: When): EntryState {
  return entry.state === 'idea' && isUndated(entry) && !isUndated(when) ? 'planned' : entry.state;
}

/** Reports whether it has no date. */
export function isUndated({ publish_at, publish_on }: When): boolean {
  return publish_at === null && publish_on === null;
}

/** What somebody may do to entries, by their role. The server decides. */
export interface Rights {
  writesAll: boolean;
  writesOwn: boolean;
  member: string;
}

/** Reports whether to offer moving an entry. What is published or cancelled stays where it is. */
export function mayMove(entry: Entry, { writesAll, writesOwn, member }: Rights): boolean {
  if (entry.state === 'published' || entry.state === 'cancelled') return false;
  const isTheirs = member !== '' && (entry.owner_id === member || entry.created_by === member);
  return writesAll || (writesOwn && isTheirs);
}

/** Returns the letters that stand for a name: of two words the first letters, else the first two. */
export function initialsOf(name: string): string {
  const [first = '', second = ''] = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = second ? [...first].slice(0, 1).concat([...second].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join('').toUpperCase();
}

/** Returns the place of a zone for people: "New York" of "America/New_York". */
export function zoneName(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
