import { newQueryClient } from '$lib/api/queryClient';
import '$lib/shell/language.svelte';

export const ssr = false;
export const prerender = false;

const queryClient = newQueryClient();

/** The cache, for loads that ask ahead: `void queryClient.prefetchQuery(…)`. */
export function load() {
  return { queryClient };
}
