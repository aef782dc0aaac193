import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';
import type { Span } from '$lib/time';

/** The most a list gives at once. */
const PAGE = 200;

export const channelKeys = {
  plans: (workspace: string) => [...keys.workspace(workspace), 'plans'] as const,
  pauses: (workspace: string, channel: string) => [...keys.workspace(workspace), 'pauses', channel] as const,
  anyEntry: (workspace: string) => [...keys.workspace(workspace), 'any entry'] as const
};

/** All plans of all channels, by first day. */
export function plansQuery(workspace: string) {
  return queryOptions({
    queryKey: channelKeys.plans(workspace),
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

/** What the entries of some days of a plan are about and where they are from, against what it asks. */
export function planMixQuery(workspace: string, plan: string, { from, to }: Span) {
  return queryOptions({
    queryKey: [...channelKeys.plans(workspace), plan, 'mix', from, to] as const,
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/plans/{plan}/mix', {
          params: { path: { workspace, plan }, query: { from, to } },
          signal
        })
      )
  });
}

/** The pauses of a channel, by first day. */
export function pausesQuery(workspace: string, channel: string) {
  return queryOptions({
    queryKey: channelKeys.pauses(workspace, channel),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/channels/{channel}/pauses', {
            params: { path: { workspace, channel }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** Whether the workspace has an entry at all: if not, what to do first is told. */
export function anyEntryQuery(workspace: string) {
  return queryOptions({
    queryKey: channelKeys.anyEntry(workspace),
    queryFn: async ({ signal }) => {
      const { items } = dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: { path: { workspace }, query: { limit: 1 } },
          signal
        })
      );
      return items.length > 0;
    }
  });
}
