import { NOBODY, type Filter } from '$lib/features/filter';
import type { EntryState } from '$lib/features/entry';
import { states } from '$lib/features/entry';
import { monthSpan, weekSpan, type Day, type Span } from '$lib/time';
import { isTime, type Grouping } from './arrangement';

/** Entries under one head. */
export interface Group {
  /** What they have in common, as the API says it; "" for nobody's, and for those without a date. */
  key: string;
  count: number;
  /** Leaves them alone. */
  filter: Filter;
}

interface Order {
  /** Ids of channels, in their order. */
  channels: string[];
  memberName: (id: string) => string;
  /** Whether the latest comes first. */
  backwards: boolean;
}

/** Returns groups of entries in the order in which people look for them. */
export function groupsOf(
  counts: { key: string; count: number }[],
  by: Grouping,
  filter: Filter,
  order: Order
): Group[] {
  if (by === '') {
    const count = counts.reduce((sum, group) => sum + group.count, 0);
    return [{ key: '', count, filter }];
  }
  return counts
    .toSorted((a, b) => compare(a.key, b.key, by, order))
    .map(({ key, count }) => ({ key, count, filter: narrowed(filter, by, key) }));
}

/** Leaves of a filter what a group has. */
export function narrowed(filter: Filter, by: Grouping, key: string): Filter {
  switch (by) {
    case 'channel':
      return { ...filter, channel: [key] };
    case 'owner':
      return { ...filter, owner: [key || NOBODY] };
    case 'state':
      return { ...filter, state: [key as EntryState] };
    case 'month':
    case 'week':
      return key === ''
        ? { ...filter, undated: true }
        : within(filter, by === 'month' ? monthSpan(key) : weekSpan(key));
    default:
      return filter;
  }
}

/** A week at the edge of what is asked for has only some of its days. */
function within(filter: Filter, span: Span): Filter {
  const from: Day = filter.from > span.from ? filter.from : span.from;
  const to: Day = filter.to && filter.to < span.to ? filter.to : span.to;
  return { ...filter, from, to };
}

function compare(a: string, b: string, by: Grouping, order: Order): number {
  // Nobody's, and what has no date, comes last; backwards undated ones come first, as in the list.
  if (a === '' || b === '') return (Number(a === '') - Number(b === '')) * (order.backwards && isTime(by) ? -1 : 1);
  switch (by) {
    case 'channel':
      return order.channels.indexOf(a) - order.channels.indexOf(b);
    case 'owner':
      return order.memberName(a).localeCompare(order.memberName(b));
    case 'state':
      return states.indexOf(a as EntryState) - states.indexOf(b as EntryState);
    default:
      return a.localeCompare(b) * (order.backwards ? -1 : 1);
  }
}
