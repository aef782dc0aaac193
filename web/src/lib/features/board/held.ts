import type { Schemas } from '$lib/api';
import type { EntryState } from '$lib/features/entry';

/** An entry that is dragged, and the lane that it stays in. */
export interface Held {
  entry: Schemas['Entry'];
  lane: string | undefined;
}

/** Returns the state over whose column something is held: columns carry data-state. */
export function stateAt(under: Element): EntryState | undefined {
  return under.closest<HTMLElement>('[data-state]')?.dataset.state as EntryState | undefined;
}
