import { onlineManager, QueryClient } from '@tanstack/svelte-query';
import { connection } from './connection.svelte';
import { asApiError } from './problem';

declare module '@tanstack/svelte-query' {
  interface Register {
    queryMeta: {
      /** What it asks is of no channel: changes of channels, and of what is on them, leave it as it is. */
      isApart?: boolean;
      /** Returns the channel whose changes alone concern it. */
      channelOf?: (data: unknown) => string | undefined;
    };
  }
}

const MS_A_MINUTE = 60_000;
const MOST_RETRIES = 2;

/**
 * Makes the cache of what the server says. Lists stay useful for a minute; a refusal is never asked again, and what did
 * not reach the server is asked again once it is reached.
 */
export function newQueryClient(): QueryClient {
  onlineManager.setEventListener((setOnline) =>
    $effect.root(() => {
      $effect(() => setOnline(connection.online));
    })
  );
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
