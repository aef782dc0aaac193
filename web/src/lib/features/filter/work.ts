import type { Span } from '$lib/time';
import { filterParams, noFilter } from './filter';

/** Returns, as parameters for `addressWith`, what somebody works on on some days: what counts when their week is reckoned. */
export function workOf(member: string, { from, to }: Span): Record<string, string> {
  return filterParams({
    ...noFilter,
    owner: [member],
    state: ['planned', 'drafting', 'in_review', 'approved', 'published'],
    from,
    to
  });
}
