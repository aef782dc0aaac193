import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';

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
