import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';

/** The most a list gives at once. */
const PAGE = 200;

export const newsKeys = {
  mine: ['my news'] as const,
  here: (workspace: string) => [...keys.workspace(workspace), 'news'] as const,
  chats: (workspace: string) => [...keys.workspace(workspace), 'chats'] as const
};

/** Whether and when the viewer is sent the daily digest. */
export function myNewsQuery() {
  return queryOptions({
    queryKey: newsKeys.mine,
    queryFn: async ({ signal }) => dataOf(await api.GET('/me/news', { signal }))
  });
}

/** What the viewer is mailed of a workspace. */
export function newsQuery(workspace: string) {
  return queryOptions({
    queryKey: newsKeys.here(workspace),
    queryFn: async ({ signal }) =>
      dataOf(await api.GET('/workspaces/{workspace}/news', { params: { path: { workspace } }, signal })),
    meta: { isApart: true }
  });
}

/** The chat rooms that are told the report, by name. For leads. */
export function chatsQuery(workspace: string) {
  return queryOptions({
    queryKey: newsKeys.chats(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/chats', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      ),
    meta: { isApart: true }
  });
}
