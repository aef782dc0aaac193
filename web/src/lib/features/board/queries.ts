import { infiniteQueryOptions, queryOptions } from '@tanstack/svelte-query';
import { api, dataOf, keys, type Schemas } from '$lib/api';
import type { operations } from '$lib/api/contract.gen';
import type { EntryState } from '$lib/features/entry';

/** Which entries are asked for. */
export type EntryQuery = NonNullable<operations['listEntries']['parameters']['query']>;

export const boardKeys = {
  /** Begins as all lists of entries do, so that they are thrown away together. */
  all: (workspace: string) => [...keys.workspace(workspace), 'entries', 'board'] as const,
  column: (workspace: string, state: EntryState, query: EntryQuery, limit: number) =>
    [...boardKeys.all(workspace), state, query, limit] as const,
  lanes: (workspace: string, by: string, query: EntryQuery) => [...boardKeys.all(workspace), 'by', by, query] as const
};

/** Returns in which order a column stands: what is next first, of what is done the latest. */
export function orderOf(state: EntryState): 'date' | '-date' {
  return state === 'published' || state === 'cancelled' ? '-date' : 'date';
}

/** The entries in a state, page by page, with what one may do with them, and how many there are. */
export function columnQuery(workspace: string, state: EntryState, query: EntryQuery, limit: number) {
  return infiniteQueryOptions({
    queryKey: boardKeys.column(workspace, state, query, limit),
    queryFn: async ({ pageParam, signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: {
            path: { workspace },
            query: { ...query, state: [state], sort: orderOf(state), may: true, total: true, limit, cursor: pageParam }
          },
          signal
        })
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor || undefined,
    placeholderData: (before) => before
  });
}

/** How many entries each owner or channel has. */
export function lanesQuery(workspace: string, by: 'owner' | 'channel', query: EntryQuery) {
  return queryOptions({
    queryKey: boardKeys.lanes(workspace, by, query),
    queryFn: async ({ signal }): Promise<Schemas['EntryCounts']> =>
      dataOf(
        await api.GET('/workspaces/{workspace}/entries/counts', {
          params: { path: { workspace }, query: { ...query, by } },
          signal
        })
      )
  });
}
