import { infiniteQueryOptions, queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';
import { filterQuery } from '$lib/features/filter';
import type { Search } from './search';

/** So many come at once. */
const PAGE = 30;
const MOST_A_PAGE = 200;

export const searchKeys = {
  all: (workspace: string) => [...keys.workspace(workspace), 'search'] as const
};

/** The entries that are found, page by page; of deleted ones, whether they may be restored. */
export function foundEntriesQuery(workspace: string, { filter, deleted, sort }: Search) {
  const query = { ...filterQuery(filter), deleted, sort, limit: PAGE, may: deleted };
  return infiniteQueryOptions({
    queryKey: [...searchKeys.all(workspace), 'entries', query],
    queryFn: async ({ signal, pageParam: cursor }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: { path: { workspace }, query: { ...query, total: cursor === undefined, cursor } },
          signal
        })
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: (before) => before
  });
}

/** All topics that are found, by field and name. */
export function foundTopicsQuery(workspace: string, { filter, deleted }: Search) {
  const query = { ...(filter.q.trim() ? { q: filter.q.trim() } : {}), deleted, limit: MOST_A_PAGE };
  return queryOptions({
    queryKey: [...searchKeys.all(workspace), 'topics', query],
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/topics', {
            params: { path: { workspace }, query: { ...query, cursor } },
            signal
          })
        )
      ),
    placeholderData: (before) => before
  });
}

/** The plans that were deleted and can be restored. */
export function deletedPlansQuery(workspace: string) {
  return queryOptions({
    queryKey: [...searchKeys.all(workspace), 'plans'],
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/plans', {
            params: { path: { workspace }, query: { deleted: true, limit: MOST_A_PAGE, cursor } },
            signal
          })
        )
      )
  });
}
