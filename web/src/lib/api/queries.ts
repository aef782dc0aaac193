import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf } from './client';

/**
 * The queries that more than one feature asks. A feature's own stand in its folder, in queries.ts, made the same
 * way: a function that returns queryOptions, whose key begins with `keys.workspace(id)`.
 */

/** The most a list gives at once. */
const PAGE = 200;

/** Keys of the cache. All that is a workspace's begins alike, so that one call throws it away. */
export const keys = {
  me: ['me'] as const,
  requests: ['requests'] as const,
  workspace: (workspace: string) => ['workspace', workspace] as const,
  channels: (workspace: string) => ['workspace', workspace, 'channels'] as const,
  members: (workspace: string) => ['workspace', workspace, 'members'] as const,
  topics: (workspace: string) => ['workspace', workspace, 'topics'] as const
};

/** Who is signed in, with their workspaces and the role in each. */
export function meQuery() {
  return queryOptions({
    queryKey: keys.me,
    queryFn: async ({ signal }) => dataOf(await api.GET('/me', { signal }))
  });
}

/** What waits for the viewer's answer, in all workspaces: channels they are asked to own. */
export function myRequestsQuery() {
  return queryOptions({
    queryKey: keys.requests,
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(await api.GET('/me/requests', { params: { query: { limit: PAGE, cursor } }, signal }))
      )
  });
}

/** The workspace: its name, zone and language. */
export function workspaceQuery(workspace: string) {
  return queryOptions({
    queryKey: [...keys.workspace(workspace), 'itself'],
    meta: { isApart: true },
    queryFn: async ({ signal }) =>
      dataOf(await api.GET('/workspaces/{workspace}', { params: { path: { workspace } }, signal }))
  });
}

/** All channels, in their order. */
export function channelsQuery(workspace: string) {
  return queryOptions({
    queryKey: keys.channels(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/channels', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** All members, the deactivated among them. */
export function membersQuery(workspace: string) {
  return queryOptions({
    queryKey: keys.members(workspace),
    meta: { isApart: true },
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/members', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** All topics that are not deleted. */
export function topicsQuery(workspace: string) {
  return queryOptions({
    queryKey: keys.topics(workspace),
    meta: { isApart: true },
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/topics', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}
