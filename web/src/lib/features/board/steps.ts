import type { Schemas } from '$lib/api';
import type { EntryState } from '$lib/features/entry';

type Entry = Schemas['Entry'];

/** What has to be asked before an entry goes to another state. */
export type Question = 'date' | 'publication' | 'rejection';

/** Why an entry cannot go to a state; `none` for no reason that is known here. */
export type Obstacle = 'rights' | 'published' | 'cancelled' | 'approval' | 'unapproved' | 'none';

/** Reports whether an entry may go to another state. A date that is missing can be given on the way. */
export function mayGo({ state, may }: Entry, to: EntryState): boolean {
  return to !== state && (may?.move_to.includes(to) ?? false);
}

/** Reports whether there is anywhere it may go. */
export function mayGoAnywhere({ state, may }: Entry): boolean {
  return may?.move_to.some((to) => to !== state) ?? false;
}

/** Returns why an entry cannot go to a state that it may not go to. */
export function obstacle({ state, may }: Entry, to: EntryState): Obstacle {
  if (!may || may.move_to.every((one) => one === state)) return 'rights';
  if (state === 'published') return 'published';
  if (state === 'cancelled') return 'cancelled';
  if (to === 'approved') return 'approval';
  if (to === 'published') return 'unapproved';
  return 'none';
}

/**
 * Returns what has to be asked first. Whoever sends back what is another's says why; only who could reject it is asked.
 */
export function questionFor(entry: Entry, to: EntryState, member: string): Question | undefined {
  if (to === 'published') return 'publication';
  const isDated = entry.publish_at !== null || entry.publish_on !== null;
  if (!isDated && to !== 'idea' && to !== 'cancelled') return 'date';
  if (to === 'drafting' && entry.may?.reject && entry.owner_id !== member) return 'rejection';
  return undefined;
}
