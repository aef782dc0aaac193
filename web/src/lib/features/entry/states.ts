import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

export type EntryState = Schemas['EntryState'];

/** All states, in the order in which an entry passes them. */
export const states: EntryState[] = ['idea', 'planned', 'drafting', 'in_review', 'approved', 'published', 'cancelled'];

/** Returns the word for how far an entry has come. */
export function stateInWords(state: EntryState): string {
  return {
    idea: m.entry_state_idea,
    planned: m.entry_state_planned,
    drafting: m.entry_state_drafting,
    in_review: m.entry_state_in_review,
    approved: m.entry_state_approved,
    published: m.entry_state_published,
    cancelled: m.entry_state_cancelled
  }[state]();
}
