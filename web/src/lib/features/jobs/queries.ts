import { infiniteQueryOptions } from '@tanstack/svelte-query';
import { api, dataOf, type Schemas } from '$lib/api';

/** Runs that are shown at once. */
const LINES = 50;

/** Which runs are shown; "" for all. */
export interface JobFilter {
  job: Schemas['JobName'] | '';
  outcome: Schemas['RunOutcome'] | '';
}

/** What the servers did by the clock, begun last first, page by page. For the server's administrator. */
export function jobRunsQuery({ job, outcome }: JobFilter) {
  return infiniteQueryOptions({
    queryKey: ['job runs', job, outcome],
    meta: { isApart: true },
    queryFn: async ({ signal, pageParam }) =>
      dataOf(
        await api.GET('/admin/jobs', {
          params: {
            query: { ...(job ? { job } : {}), ...(outcome ? { outcome } : {}), limit: LINES, cursor: pageParam }
          },
          signal
        })
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined
  });
}
