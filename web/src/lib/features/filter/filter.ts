import type { operations } from '$lib/api/contract.gen';
import { states, type EntryState } from '$lib/features/entry';
import { isDay, type Day } from '$lib/time';
import { idsIn } from './address';

/** Which entries a screen shows: what is empty leaves all in. Parts are joined with "and", the values of one with "or". */
export interface Filter {
  channel: string[];
  state: EntryState[];
  /** Members who have it: as its own owner, else by plan or channel; NOBODY among them for what nobody has. */
  owner: string[];
  topic: string[];
  /** Members who are named to approve it. */
  approver: string[];
  /** Only what waits for the viewer's approval. */
  awaitsMe: boolean;
  /** Words in title and copy. */
  q: string;
  /** Days in each channel's own zone, both inclusive. */
  from: Day | '';
  to: Day | '';
  /** Only those without a date, or only those with one. */
  undated: boolean | undefined;
}

/** What a bar lets set by itself. */
export type FilterPart = 'q' | 'channel' | 'state' | 'owner' | 'topic' | 'approval' | 'time';

export const noFilter: Filter = {
  channel: [],
  state: [],
  owner: [],
  topic: [],
  approver: [],
  awaitsMe: false,
  q: '',
  from: '',
  to: '',
  undated: undefined
};

/** Stands among the owners for what nobody has. */
export const NOBODY = 'nobody';

/** So many values the API takes for one part. */
export const MOST_VALUES = 50;
export const LONGEST_SEARCH = 200;

/** Reads a filter from an address. What means nothing is left out. */
export function filterOf(params: URLSearchParams): Filter {
  const list = (name: string) => idsIn(params.get(name)).slice(0, MOST_VALUES);
  const day = (name: string) => {
    const value = params.get(name) ?? '';
    return isDay(value) ? value : '';
  };
  const undated = params.get('undated');
  return {
    channel: list('channel'),
    state: states.filter((state) => list('state').includes(state)),
    owner: list('owner'),
    topic: list('topic'),
    approver: list('approver'),
    awaitsMe: params.get('awaits') === 'me',
    q: (params.get('q') ?? '').slice(0, LONGEST_SEARCH),
    from: day('from'),
    to: day('to'),
    undated: undated === 'true' ? true : undated === 'false' ? false : undefined
  };
}

/** Returns a filter as parameters for `addressWith`, "" for what is not set. */
export function filterParams(filter: Filter): Record<string, string> {
  return {
    channel: filter.channel.join(','),
    state: filter.state.join(','),
    owner: filter.owner.join(','),
    topic: filter.topic.join(','),
    approver: filter.approver.join(','),
    awaits: filter.awaitsMe ? 'me' : '',
    q: filter.q,
    from: filter.from,
    to: filter.to,
    undated: filter.undated === undefined ? '' : String(filter.undated)
  };
}

type EntryQuery = NonNullable<operations['listEntries']['parameters']['query']>;

/** Returns what to ask the list of entries for. */
export function filterQuery(filter: Filter): EntryQuery {
  const query: EntryQuery = {};
  for (const part of ['channel', 'topic', 'approver'] as const) if (filter[part].length > 0) query[part] = filter[part];
  const owners = filter.owner.filter((id) => id !== NOBODY);
  if (owners.length > 0) query.owner = owners;
  if (owners.length < filter.owner.length) query.unowned = true;
  if (filter.state.length > 0) query.state = filter.state;
  if (filter.awaitsMe) query.awaits_me = true;
  if (filter.q.trim()) query.q = filter.q.trim();
  if (filter.from) query.from = filter.from;
  if (filter.to) query.to = filter.to;
  if (filter.undated !== undefined) query.undated = filter.undated;
  return query;
}

/** Reports whether a filter leaves anything out. */
export function isSet(filter: Filter): boolean {
  return Object.keys(filterQuery(filter)).length > 0;
}
