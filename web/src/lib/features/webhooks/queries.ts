import { infiniteQueryOptions, queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys, type Schemas } from '$lib/api';

/** The most a list gives at once. */
const PAGE = 200;
/** Deliveries that are shown at once. */
const LINES = 50;

export const webhookKeys = {
  all: (workspace: string) => [...keys.workspace(workspace), 'webhooks'] as const,
  list: (workspace: string) => [...webhookKeys.all(workspace), 'list'] as const,
  deliveries: (workspace: string, webhook: string, state: string) =>
    [...webhookKeys.all(workspace), webhook, 'deliveries', state] as const
};

/** The webhooks, by name. For leads. */
export function webhooksQuery(workspace: string) {
  return queryOptions({
    queryKey: webhookKeys.list(workspace),
    meta: { isApart: true },
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/webhooks', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** What a webhook was told, or is to be told, the latest first, page by page; "" is whatever became of it. */
export function deliveriesQuery(workspace: string, webhook: string, state: Schemas['DeliveryState'] | '') {
  return infiniteQueryOptions({
    queryKey: webhookKeys.deliveries(workspace, webhook, state),
    meta: { isApart: true },
    queryFn: async ({ signal, pageParam }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/webhooks/{webhook}/deliveries', {
          params: {
            path: { workspace, webhook },
            query: { ...(state ? { state } : {}), limit: LINES, cursor: pageParam }
          },
          signal
        })
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled: webhook !== ''
  });
}
