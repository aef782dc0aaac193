import type { Schemas } from '$lib/api';
import { placed, timeInWords, type Channel } from '$lib/features/calendar';
import { wallOf, type Day, type Formats } from '$lib/time';
import { missingIn, type Missing } from './missing';

/** What a card tells of its entry. */
export interface Card {
  /** "Mo 3.4., 10:00"; "" without a date. */
  when: string;
  missing: Missing[];
}

/** Tells when an entry is to appear, by its channel's clock, with the year where it is another one, and what it lacks. */
export function cardOf(
  entry: Schemas['Entry'],
  channel: Channel | undefined,
  { zone, now, formats }: { zone: string; now: number; formats: Formats }
): Card {
  const place = placed(entry, channel, zone);
  if (!place) return { when: '', missing: missingIn(entry, false) };
  const present = wallOf(now, place.zone);
  const isPast = place.day < present.day || (place.day === present.day && (place.time ?? '24:00') < present.time);
  return {
    when: [dayInWords(place.day, present.day, formats), timeInWords(place)].filter(Boolean).join(', '),
    missing: missingIn(entry, isPast)
  };
}

function dayInWords(day: Day, today: Day, formats: Formats): string {
  const words = formats.weekdayAndDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
}
