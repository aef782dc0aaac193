import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';
import type { Span } from '$lib/time';

const PAGE = 200;

export const calendarKeys = {
  /** All lists of entries, whatever they are of. */
  entries: (workspace: string) => [...keys.workspace(workspace), 'entries'] as const,
  between: (workspace: string, { from, to }: Span) =>
    [...calendarKeys.entries(workspace), 'between', from, to] as const,
  backlog: (workspace: string, search: string) => [...calendarKeys.entries(workspace), 'backlog', search] as const,
  plans: (workspace: string) => [...keys.workspace(workspace), 'plans'] as const,
  slots: (workspace: string, plan: string) => [...keys.workspace(workspace), 'slots', plan] as const
};

/** All entries of some days, each by its channel's calendar. */
export function entriesBetweenQuery(workspace: string, { from, to }: Span) {
  return queryOptions({
    queryKey: calendarKeys.between(workspace, { from, to }),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/entries', {
            params: { path: { workspace }, query: { from, to, limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** The first of the entries without a date that a search finds, and whether there are more. */
export function backlogQuery(workspace: string, search: string) {
  return queryOptions({
    queryKey: calendarKeys.backlog(workspace, search),
    queryFn: async ({ signal }) => {
      const { items, next_cursor } = dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: {
            path: { workspace },
            query: {
              undated: true,
              state: ['idea', 'planned', 'drafting', 'in_review', 'approved'],
              limit: PAGE,
              ...(search ? { q: search } : {})
            }
          },
          signal
        })
      );
      return { entries: items, hasMore: Boolean(next_cursor) };
    },
    placeholderData: (before) => before
  });
}

/** All plans that are not deleted. */
export function plansQuery(workspace: string) {
  return queryOptions({
    queryKey: calendarKeys.plans(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/plans', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** What a plan promises, piece by piece, and what fills it. */
export function slotsQuery(workspace: string, plan: string) {
  return queryOptions({
    queryKey: calendarKeys.slots(workspace, plan),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/plans/{plan}/slots', { params: { path: { workspace, plan } }, signal })
      ).items
  });
}
