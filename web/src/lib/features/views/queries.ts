import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';

const PAGE = 200;

export const viewKeys = {
  all: (workspace: string) => [...keys.workspace(workspace), 'views'] as const
};

/** The viewer's own views and those that are shared, by name. */
export function viewsQuery(workspace: string) {
  return queryOptions({
    queryKey: viewKeys.all(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/views', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** One view, as its address names it. */
export function viewQuery(workspace: string, view: string) {
  return queryOptions({
    queryKey: [...viewKeys.all(workspace), view],
    queryFn: async ({ signal }) =>
      dataOf(await api.GET('/workspaces/{workspace}/views/{view}', { params: { path: { workspace, view } }, signal }))
  });
}
