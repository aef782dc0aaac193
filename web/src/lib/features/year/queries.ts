import { queryOptions } from '@tanstack/svelte-query';
import { api, dataOf, keys } from '$lib/api';

export const yearKeys = {
  all: (workspace: string) => [...keys.workspace(workspace), 'year'] as const,
  year: (workspace: string, year: number) => [...yearKeys.all(workspace), year] as const
};

/** The year of all channels: the grid in one request. */
export function yearQuery(workspace: string, year: number) {
  return queryOptions({
    queryKey: yearKeys.year(workspace, year),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/year', { params: { path: { workspace }, query: { year } }, signal })
      )
  });
}
