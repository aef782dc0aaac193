import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';

/** The most a list gives at once. */
const PAGE = 200;

export const feedKeys = { feeds: (workspace: string) => [...keys.workspace(workspace), 'feeds'] as const };

/** The viewer's own feeds, by name; for leads everybody's. */
export function feedsQuery(workspace: string) {
  return queryOptions({
    queryKey: feedKeys.feeds(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/feeds', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}
