import type { Schemas } from '$lib/api';
import type { EntryState } from '$lib/features/entry';

/** An entry that is dragged, and the lane that it stays in; from the ideas at the side it comes into any. */
export interface Held {
  entry: Schemas['Entry'];
  lane: string | undefined;
  isAside?: boolean;
}

/** The column over which something is held. */
export interface Over {
  state: EntryState;
  lane: string | undefined;
}

/** Returns the column over which something is held: columns carry data-state, lanes data-lane, "" for all of the board or nobody. */
export function columnAt(under: Element): Over | undefined {
  const state = under.closest<HTMLElement>('[data-state]')?.dataset.state as EntryState | undefined;
  const lane = under.closest<HTMLElement>('[data-lane]')?.dataset.lane;
  return state && { state, lane };
}

/** Reports whether what is dragged may come into a lane. */
export function mayEnter(held: Held, lane: string | undefined): boolean {
  return held.isAside === true || (held.lane ?? '') === (lane ?? '');
}
