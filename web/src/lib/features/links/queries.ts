import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';

/** The most a list gives at once. */
const PAGE = 200;

export const linkKeys = { links: (workspace: string) => [...keys.workspace(workspace), 'links'] as const };

/** The links by which people without an account read, the latest first. For leads. */
export function linksQuery(workspace: string) {
  return queryOptions({
    queryKey: linkKeys.links(workspace),
    meta: { isApart: true },
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/links', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}
