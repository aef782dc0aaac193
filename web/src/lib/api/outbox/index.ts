import { api, dataOf, ifMatch } from '../client';
import { connection } from '../connection.svelte';
import type { Change, Fields } from './change';
import type { Far } from './deliver';
import { Outbox } from './outbox.svelte';
import { Shelf } from './shelf';

export type { Change, Waiting } from './change';
export type { Outbox, Sent } from './outbox.svelte';

/** Paths are kept with their ids filled in, so the contract's types are left where a change is made. */
const untyped = api.request as unknown as (
  method: string,
  path: string,
  more: { body?: object; headers?: object }
) => Promise<{ data?: unknown }>;

const far: Far = {
  send: async ({ method, path, body }: Change, id, version) => {
    const headers = { 'Idempotency-Key': id, ...(version ? ifMatch({ version }) : {}) };
    return (await untyped(method.toLowerCase(), path, { body, headers })).data;
  },
  read: async (path) => dataOf(await untyped('get', path, {})) as Fields & { version: number }
};

/** What somebody made is sent in no other's name: somebody else may have signed in since, in another tab. */
async function isStillHere(member: string): Promise<boolean> {
  const me = dataOf(await api.GET('/me'));
  return me.memberships.some(({ member_id }) => member_id === member);
}

const known = new Map<string, Outbox>();

/** Returns the outbox of a member, always the same. */
export function outboxOf(member: string): Outbox {
  const found = known.get(member);
  if (found) return found;
  const shelf = new Shelf(() => localStorage, member);
  const outbox = new Outbox({
    far,
    shelf,
    alone: async (task) => {
      await navigator.locks.request(`stetig.outbox.${member}`, async () => {
        if (await isStillHere(member)) await task();
      });
    },
    isOpen: () => connection.isOpen
  });
  window.addEventListener('storage', ({ key }) => shelf.owns(key) && outbox.reread());
  known.set(member, outbox);
  return outbox;
}
