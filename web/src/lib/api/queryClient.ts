import { QueryClient } from '@tanstack/svelte-query';
import { asApiError } from './problem';

const MS_A_MINUTE = 60_000;
const MOST_RETRIES = 2;

/** Makes the cache of what the server says. Lists stay useful for a minute; a refusal is never asked again. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Svelte follows each property by itself. Left to follow what was read first, a property that is read only later
        // (behind an {#if}) would show what it was, not what it is.
        notifyOnChangeProps: 'all',
        staleTime: MS_A_MINUTE,
        gcTime: 30 * MS_A_MINUTE,
        refetchOnWindowFocus: true,
        networkMode: 'offlineFirst',
        retry: (failures, error) => asApiError(error).passes && failures < MOST_RETRIES
      },
      mutations: { networkMode: 'offlineFirst', retry: false }
    }
  });
}
