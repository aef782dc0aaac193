import { infiniteQueryOptions } from '@tanstack/svelte-query';
import { api, dataOf, keys } from '$lib/api';
import type { Language } from '$lib/time';

/** Reports shown at once: half a year. */
const PAGE = 26;

/** The weekly reports, the latest first, with what each comes to in a language. */
export function reportsQuery(workspace: string, lang: Language) {
  return infiniteQueryOptions({
    queryKey: [...keys.workspace(workspace), 'reports', lang],
    queryFn: async ({ signal, pageParam }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/reports', {
          params: { path: { workspace }, query: { lang, limit: PAGE, cursor: pageParam } },
          signal
        })
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined
  });
}
