import type { Schemas } from '$lib/api';
import { placed, timeInWords, type Channel } from '$lib/features/calendar';
import { wallOf, type Day, type Formats } from '$lib/time';
import { missingIn, type Missing } from './missing';

/** What a card tells of its entry. */
export interface Card {
  /** "Mo 3.4., 10:00"; "" without a date. */
  when: string;
  missing: Missing[];
  /** Id of who has it: by itself, else by its plan or its channel; null for nobody. */
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
export function cardOf(
  entry: Schemas['Entry'],
  channel: Channel | undefined,
  { zone, now, formats, plans }: Known
): Card {
  const place = placed(entry, channel, zone);
  const plan = plans.find(
    ({ channel_id, starts_on, ends_on }) =>
      place && channel_id === entry.channel_id && starts_on <= place.day && place.day <= ends_on
  );
  const owner = entry.owner_id ?? plan?.owner_id ?? channel?.owner_id ?? null;
  if (!place) return { when: '', missing: missingIn(entry, owner, false), owner };
  const present = wallOf(now, place.zone);
  const isPast = place.day < present.day || (place.day === present.day && (place.time ?? '24:00') < present.time);
  return {
    when: [dayInWords(place.day, present.day, formats), timeInWords(place)].filter(Boolean).join(', '),
    missing: missingIn(entry, owner, isPast),
    owner
  };
}

function dayInWords(day: Day, today: Day, formats: Formats): string {
  const words = formats.weekdayAndDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}
