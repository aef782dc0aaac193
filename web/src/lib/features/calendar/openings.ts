import type { Schemas } from '$lib/api';
import { holds, type Day, type Span } from '$lib/time';
import type { Channel } from './placing';

/** A slot that a plan promises and nobody fills. */
export interface Opening {
  key: string;
  channel: Channel;
  day: Day;
  time: string;
}

/** Returns the free slots of plans within days, from what the API lists. Past ones are not free any more. */
export function openingsOf(
  slots: Schemas['Slot'][],
  channel: Channel,
  span: Span,
  now: { day: Day; time: string }
): Opening[] {
  return slots.flatMap((slot) => {
    if (!slot.at || !slot.active || slot.entry_id || slot.ended) return [];
    const day = slot.at.slice(0, 10);
    const time = slot.at.slice(11, 16);
    const isPast = day < now.day || (day === now.day && time <= now.time);
    if (isPast || !holds(span, day)) return [];
    return [{ key: `${slot.plan_id} ${slot.at}`, channel, day, time }];
  });
}
