import type { Schemas } from '$lib/api';
import type { Topic } from '$lib/features/calendar';
import { states, type EntryState } from '$lib/features/entry';

/** An entry that is dragged, and the lane that it stays in; from the ideas at the side it comes into any. */
export interface HeldEntry {
  entry: Schemas['Entry'];
  lane: string | undefined;
  isAside?: boolean;
}

/** What is dragged: an entry, or a topic that one is to be begun about. */
export type Held = HeldEntry | { topic: Topic };

/** The column over which something is held. */
export interface Over {
  state: EntryState;
  lane: string | undefined;
}

/** Menus and tooltips carry data-state, too, with words of their own. */
const COLUMN = states.map((state) => `[data-state="${state}"]`).join();

/** Returns the column over which something is held: columns carry data-state, lanes data-lane, "" for all of the board or nobody. */
export function columnAt(under: Element): Over | undefined {
  const state = under.closest<HTMLElement>(COLUMN)?.dataset.state as EntryState | undefined;
  const lane = under.closest<HTMLElement>('[data-lane]')?.dataset.lane;
  return state && { state, lane };
}

/** Reports whether what is dragged may come into a lane. */
export function mayEnter(held: HeldEntry, lane: string | undefined): boolean {
  return held.isAside === true || (held.lane ?? '') === (lane ?? '');
}

/** Reports whether an entry may begin in a state. */
export function mayBegin(state: EntryState): boolean {
  return state === 'idea' || state === 'planned';
}

/** Returns the id of what is dragged from the side; undefined where that is nothing. */
export function idAside(held: Held | undefined): string | undefined {
  if (!held) return undefined;
  if ('topic' in held) return held.topic.id;
  return held.isAside ? held.entry.id : undefined;
}
