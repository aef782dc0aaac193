import { states, type EntryState } from '$lib/features/entry';
import type { Filter } from '$lib/features/filter';

/** By what the board is cut into lanes. */
export const lanings = ['none', 'owner', 'channel'] as const;
export type Laning = (typeof lanings)[number];

/** How far back publications are shown, in days; 0 for all. */
const pasts = [30, 90, 365, 0] as const;
export type Past = (typeof pasts)[number];

/** What the board shows beside its filter. */
export interface View {
  laning: Laning;
  past: Past;
  /** What was called off is folded away. */
  showsCancelled: boolean;
}

export function viewOf(params: URLSearchParams): View {
  return {
    laning: lanings.find((laning) => laning === params.get('lanes')) ?? 'none',
    past: pasts.find((past) => String(past) === params.get('past')) ?? pasts[0],
    showsCancelled: params.get('cancelled') === 'shown'
  };
}

/** Returns a view as parameters of an address, "" for what is as ever. */
export function viewParams({ laning, past, showsCancelled }: View): Record<string, string> {
  return {
    lanes: laning === 'none' ? '' : laning,
    past: past === pasts[0] ? '' : String(past),
    cancelled: showsCancelled ? 'shown' : ''
  };
}

/** Returns how far back one looks next; undefined where that is all. */
export function pastBeyond(past: Past): Past | undefined {
  return pasts[pasts.indexOf(past) + 1];
}

/** Returns the columns: those of the states that are asked for, else all. */
export function columnsOf({ state }: Filter): EntryState[] {
  return states.filter((one) => state.length === 0 || state.includes(one));
}

/** Reports whether a column is only a strip that tells how many it holds. */
export function isFolded(state: EntryState, filter: Filter, { showsCancelled }: View): boolean {
  return state === 'cancelled' && !showsCancelled && !filter.state.includes('cancelled');
}
