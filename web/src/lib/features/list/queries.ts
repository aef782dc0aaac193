import { queryOptions } from '@tanstack/svelte-query';
import { api, dataOf, type Schemas } from '$lib/api';
import { calendarKeys } from '$lib/features/calendar/queries';
import { filterQuery, type Filter } from '$lib/features/filter';
import type { Day } from '$lib/time';
import type { Grouping, Sort } from './arrangement';
import { PAGE } from './lines';

/** Whoever scrolls far does not keep all of it. */
const KEPT_MS = 120_000;

export const listKeys = {
  all: (workspace: string) => [...calendarKeys.entries(workspace), 'list'] as const,
  page: (workspace: string, filter: Filter, sort: Sort, page: number) =>
    [...listKeys.all(workspace), 'page', filterQuery(filter), sort, page] as const,
  counts: (workspace: string, filter: Filter, by: Grouping, until: Day | undefined) =>
    [...listKeys.all(workspace), 'counts', filterQuery(filter), until ?? '', by] as const
};

/** A page of entries, each with what one may do with it. */
export function listPageQuery(workspace: string, filter: Filter, sort: Sort, page: number) {
  return queryOptions({
    queryKey: listKeys.page(workspace, filter, sort, page),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: {
            path: { workspace },
            query: { ...filterQuery(filter), sort, offset: page * PAGE, limit: PAGE, may: true }
          },
          signal
        })
      ).items,
    gcTime: KEPT_MS
  });
}

/** How many entries there are under each head (ungrouped, in parts that do not matter), and how many of them until a day. */
export function listCountsQuery(workspace: string, filter: Filter, by: Grouping, until: Day | undefined) {
  return queryOptions({
    queryKey: listKeys.counts(workspace, filter, by, until),
    queryFn: async ({ signal }) => {
      const count = async (filter: Filter) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/entries/counts', {
            params: { path: { workspace }, query: { ...filterQuery(filter), by: by || 'state' } },
            signal
          })
        ).items;
      const [groups, earlier] = await Promise.all([count(filter), until ? count({ ...filter, to: until }) : []]);
      return { groups, earlier: earlier.reduce((sum, { count }) => sum + count, 0) };
    }
  });
}

export type BulkChange = Schemas['BulkChange'];
export type BulkResult = Schemas['BulkResult'];

/** Asks what a change of many entries would do, or does it, leaving out those that are refused. */
export async function changeEntries(
  workspace: string,
  entries: string[],
  change: BulkChange,
  mode: 'preview' | 'apply',
  signal?: AbortSignal
): Promise<BulkResult> {
  return dataOf(
    await api.POST('/workspaces/{workspace}/entries/bulk', {
      params: { path: { workspace } },
      body: { entry_ids: entries, change, mode, skip_refused: true },
      signal
    })
  );
}

/** Takes a change of many entries back. Where some have been changed since, nothing is, unless those are left out. */
export async function undoBulk(workspace: string, bulk: string, skipChanged = false): Promise<BulkResult> {
  const params = { path: { workspace, bulk }, query: { skip_changed: skipChanged } };
  return dataOf(await api.POST('/workspaces/{workspace}/entries/bulk/{bulk}/undo', { params }));
}
