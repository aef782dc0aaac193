import { m } from '$lib/paraglide/messages';
import type { Schemas } from '$lib/api';
import type { Formats } from '$lib/time';
import type { IconName } from '$lib/ui';
import { zoneName, type Placed } from './placing';

type EntryState = Schemas['EntryState'];

/** Returns the word for how far an entry has come. */
export function stateWord(state: EntryState): string {
  return {
    idea: m.calendar_state_idea,
    planned: m.calendar_state_planned,
    drafting: m.calendar_state_drafting,
    in_review: m.calendar_state_in_review,
    approved: m.calendar_state_approved,
    published: m.calendar_state_published,
    cancelled: m.calendar_state_cancelled
  }[state]();
}

/** The sign beside the word. */
export const stateIcons: Record<EntryState, IconName> = {
  idea: 'help',
  planned: 'clock',
  drafting: 'edit',
  in_review: 'comment',
  approved: 'approve',
  published: 'check',
  cancelled: 'reject'
};

/** "10:00", and where another clock is meant than the viewer's, "10:00 (New York)"; "" without a time. */
export function timeInWords(place: Pick<Placed, 'time' | 'zone' | 'isElsewhere'>): string {
  if (place.time === null) return '';
  return place.isElsewhere ? m.calendar_time_elsewhere({ time: place.time, zone: zoneName(place.zone) }) : place.time;
}

/** Returns all that a tile draws, in words. */
export function entryInWords(place: Placed, owner: string): string {
  return [
    timeInWords(place),
    place.entry.title,
    place.channel?.name ?? '',
    stateWord(place.entry.state),
    owner || m.calendar_owner_inherited()
  ]
    .filter(Boolean)
    .join(', ');
}

/** "Montag, 3. April 2027: 2 Beiträge, 1 frei, Feiertag: Karfreitag"; `holiday` is what that is in words. */
export function dayInWords(day: string, entries: number, openings: number, formats: Formats, holiday: string): string {
  const parts = [
    entries > 0 ? m.calendar_day_entries({ count: entries }) : m.calendar_day_empty(),
    openings > 0 ? m.calendar_day_openings({ count: openings }) : '',
    holiday
  ];
  return `${formats.dayInFull(day)}: ${parts.filter(Boolean).join(', ')}`;
}
