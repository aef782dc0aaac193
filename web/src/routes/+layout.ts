import { meQuery, workspaceQuery } from '$lib/api';
import { newQueryClient } from '$lib/api/queryClient.svelte';
import '$lib/shell/language.svelte';
import type { LayoutLoad } from './$types';

export const ssr = false;
export const prerender = false;

const queryClient = newQueryClient();

/**
 * Asks for what every screen needs, at once with what the screen asks for itself. Gives the cache on to loads that do
 * the same: `void queryClient.prefetchQuery(…)`.
 */
export const load: LayoutLoad = ({ params }) => {
  void queryClient.prefetchQuery(meQuery());
  if (params.workspace) void queryClient.prefetchQuery(workspaceQuery(params.workspace));
  return { queryClient };
};
