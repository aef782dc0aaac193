import type { Schemas } from '$lib/api';
import { placed, timeInWords, type Channel } from '$lib/features/calendar';
import { wallOf, type Day, type Formats } from '$lib/time';
import { missingIn, type Missing } from './missing';

/** What a card tells of its entry. */
export interface Card {
  /** "Mo 3.4., 10:00"; "" without a date. */
  when: string;
  missing: Missing[];
  /** Id of who has it; null for nobody. */
  owner: string | null;
}

/** What there is to know beside the entries. */
export interface Known {
  zone: string;
  now: number;
  formats: Formats;
  plans: Pick<Schemas['Plan'], 'channel_id' | 'starts_on' | 'ends_on' | 'owner_id'>[];
}

/** Tells when an entry is to appear, by its channel's clock, with the year where it is another one, who has it, and what it lacks. */
export function cardOf(entry: Schemas['Entry'], channel: Channel | undefined, known: Known): Card {
  const { zone, now, formats } = known;
  const place = placed(entry, channel, zone);
  const owner = ownerOf(entry, channel, known);
  if (!place) return { when: '', missing: missingIn(entry, owner, false), owner };
  const present = wallOf(now, place.zone);
  const isPast = place.day < present.day || (place.day === present.day && (place.time ?? '24:00') < present.time);
  return {
    when: [dayInWords(place.day, present.day, formats), timeInWords(place)].filter(Boolean).join(', '),
    missing: missingIn(entry, owner, isPast),
    owner
  };
}

/** Returns who has an entry: by itself, else by the plan of its day, else by its channel; null for nobody. */
export function ownerOf(
  entry: Schemas['Entry'],
  channel: Channel | undefined,
  { zone, plans }: Pick<Known, 'zone' | 'plans'>
): string | null {
  const place = placed(entry, channel, zone);
  const plan = plans.find(
    ({ channel_id, starts_on, ends_on }) =>
      place && channel_id === entry.channel_id && starts_on <= place.day && place.day <= ends_on
  );
  return entry.owner_id ?? plan?.owner_id ?? channel?.owner_id ?? null;
}

function dayInWords(day: Day, today: Day, formats: Formats): string {
  const words = formats.weekdayAndDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}
