import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { undoStack } from '$lib/shell';
import type { Acceptance } from './changes';

export type GapBulk = Schemas['GapBulkResult'];

/** So many are accepted as one at most. */
export const MOST_AS_ONE = 200;

/** Accepts many gaps as one, and takes that back as one. */
export class BulkAccept {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string
  ) {}

  /** Asks what would become of each. */
  preview(ids: string[], draft: Acceptance, signal: AbortSignal): Promise<GapBulk> {
    return this.#send(ids, draft, 'preview', signal);
  }

  /** Accepts them, leaving out those that are refused. Throws where nothing was done. */
  async accept(ids: string[], draft: Acceptance): Promise<void> {
    await undoStack.during(this.#apply(ids, draft), (first) => {
      let result = first;
      if (!first.bulk_id) return undefined;
      return {
        done: m.gaps_done_accepted_many({ count: first.changed }),
        undo: async () => {
          const path = { workspace: this.workspace, bulk: result.bulk_id ?? '' };
          await api.POST('/workspaces/{workspace}/gaps/bulk/{bulk}/undo', { params: { path } });
          await this.#refresh();
        },
        redo: async () => {
          result = await this.#apply(ids, draft);
        }
      };
    });
  }

  async #apply(ids: string[], draft: Acceptance): Promise<GapBulk> {
    const result = await this.#send(ids, draft, 'apply');
    await this.#refresh();
    return result;
  }

  async #send(gap_ids: string[], draft: Acceptance, mode: 'preview' | 'apply', signal?: AbortSignal): Promise<GapBulk> {
    return dataOf(
      await api.POST('/workspaces/{workspace}/gaps/bulk', {
        params: { path: { workspace: this.workspace } },
        body: { gap_ids, ...draft, mode, skip_refused: true },
        ...(signal ? { signal } : {})
      })
    );
  }

  #refresh(): Promise<void> {
    return this.client.invalidateQueries({ queryKey: keys.workspace(this.workspace) });
  }
}

/** Says why one of them is not accepted. */
export function whyNot({ code, reason }: GapBulk['items'][number]): string {
  switch (code) {
    case 'conflict':
      return m.gaps_bulk_closed();
    case 'not_found':
      return m.gaps_bulk_gone();
    case 'invalid':
      return m.gaps_bulk_day_over();
    default:
      return reason ?? '';
  }
}
