import type { QueryClient } from '@tanstack/svelte-query';
import { connection, readChanges, streamOfChanges } from '$lib/api';
import { Refresh } from './refresh';
import { Source } from './source';
import { Stillness } from './stillness';
import { SharedSource } from './tabs';

/** Follows what others change in a workspace, as long as the page is seen; returns what ends it. */
export function follow(client: QueryClient, workspace: string, user: string): () => void {
  const stillness = new Stillness();
  const isSeen = () => document.visibilityState === 'visible';
  const refresh = new Refresh(client, workspace, {
    whenStill: (task) => stillness.whenStill(task),
    isSeen,
    chance: Math.random
  });
  const source = new SharedSource(
    `stetig.changes.${user}.${workspace}`,
    { locks: navigator.locks, channel: (name) => new BroadcastChannel(name) },
    (onstand) => {
      const source = new Source(
        {
          stream: () => streamOfChanges(workspace),
          read: (after) => readChanges(workspace, after),
          isAway: () => !connection.isOpen
        },
        onstand
      );
      source.start();
      return () => source.stop();
    },
    (stand) => refresh.take(stand)
  );
  const look = () => (isSeen() ? source.start() : source.stop());
  document.addEventListener('visibilitychange', look);
  const ends = [stillness.start(), refresh.start(), () => source.stop()];
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    for (const end of ends) end();
  };
}
