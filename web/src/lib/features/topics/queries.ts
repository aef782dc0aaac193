import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';

/** The most a list gives at once. */
const PAGE = 200;
/** So many entries of a topic are shown beside it. */
const ENTRIES = 50;

/** The themes of a year on all plans, by first day. */
export function themesQuery(workspace: string, year: number) {
  return queryOptions({
    queryKey: [...keys.workspace(workspace), 'themes', year],
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/themes', {
            params: { path: { workspace }, query: { from: `${year}-01-01`, to: `${year}-12-31`, limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** The first entries about a topic by time, undated ones last. */
export function topicEntriesQuery(workspace: string, topic: string) {
  return queryOptions({
    queryKey: [...keys.workspace(workspace), 'entries of topic', topic],
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: { path: { workspace }, query: { topic: [topic], limit: ENTRIES } },
          signal
        })
      )
  });
}
