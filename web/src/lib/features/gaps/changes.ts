import type { QueryClient } from '@tanstack/svelte-query';
import { api, asApiError, dataOf, ifMatch, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';
import { gapKeys } from './queries';
import type { Gap } from './sentence';
import type { Target } from './ways';

export interface Acceptance {
  reason: string;
  until: string;
}

/** What is done about gaps, and taken back. */
export class GapChanges {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string
  ) {}

  /** Accepts a gap, or gives the acceptance another reason and day. Throws what the server refuses. */
  async accept(gap: Gap, draft: Acceptance, channel: string): Promise<void> {
    const before = gap.acceptance;
    await undoStack.during(this.#put(gap, draft), () => ({
      done: m.gaps_done_accepted({ channel }),
      undo: async () => {
        const now = await this.#fresh(gap);
        await (before ? this.#put(now, before) : this.#delete(now));
      },
      redo: async () => this.#put(await this.#fresh(gap), draft)
    }));
  }

  /** Opens an accepted gap again, at once; takes that back and tells it where the server refuses. */
  async withdraw(gap: Gap, channel: string): Promise<void> {
    const before = gap.acceptance;
    if (!before) return;
    this.#show({ ...gap, state: 'open', acceptance: null });
    try {
      await undoStack.during(this.#delete(gap), () => ({
        done: m.gaps_done_withdrawn({ channel }),
        undo: async () => this.#put(await this.#fresh(gap), before),
        redo: async () => this.#delete(await this.#fresh(gap))
      }));
    } catch (error) {
      this.#show(gap);
      this.#refresh();
      toasts.tell(refusalText(error), { tone: 'problem' });
    }
  }

  /** Makes somebody the owner of what a gap is about. Throws what the server refuses. */
  async assign(target: Target, member: string, done: string): Promise<void> {
    const before = await this.#owner(target);
    const put = async (owner: string | null) => {
      const { version } = await this.#owner(target);
      await this.#setOwner(target, version, owner);
    };
    const change = { done, undo: () => put(before.owner_id), redo: () => put(member) };
    await undoStack.during(this.#setOwner(target, before.version, member), () => change);
  }

  /** Names who stands in during an absence. Throws what the server refuses. */
  async cover(absence: Schemas['Absence'], deputy: string, done: string): Promise<void> {
    const put = async (deputy: string | null) => {
      const path = { workspace: this.workspace, absence: absence.id };
      const now = dataOf(await api.GET('/workspaces/{workspace}/absences/{absence}', { params: { path } }));
      await this.#setDeputy(now, deputy);
    };
    const change = { done, undo: () => put(absence.deputy_id), redo: () => put(deputy) };
    await undoStack.during(this.#setDeputy(absence, deputy), () => change);
  }

  /** Returns the absence that a gap tells of, undefined where it is gone. */
  async absenceOf(gap: Gap): Promise<Schemas['Absence'] | undefined> {
    const query = { member: gap.owner_id ? [gap.owner_id] : [], from: gap.from, to: gap.to };
    const { items } = dataOf(
      await api.GET('/workspaces/{workspace}/absences', { params: { path: { workspace: this.workspace }, query } })
    );
    return items[0];
  }

  /** Reads a gap as it stands: what is taken back is often not the last that happened to it. */
  async #fresh({ id }: Gap): Promise<Gap> {
    const path = { workspace: this.workspace, gap: id };
    return dataOf(await api.GET('/workspaces/{workspace}/gaps/{gap}', { params: { path } }));
  }

  async #put(gap: Gap, { reason, until }: Acceptance): Promise<void> {
    const path = { workspace: this.workspace, gap: gap.id };
    return this.#changed(() =>
      api.PUT('/workspaces/{workspace}/gaps/{gap}/acceptance', {
        params: { path },
        headers: ifMatch(gap),
        body: { reason, until }
      })
    );
  }

  async #delete(gap: Gap): Promise<void> {
    const path = { workspace: this.workspace, gap: gap.id };
    return this.#changed(() =>
      api.DELETE('/workspaces/{workspace}/gaps/{gap}/acceptance', { params: { path }, headers: ifMatch(gap) })
    );
  }

  /** Asks for a change of a gap and shows what came of it. What somebody else has changed is read anew. */
  async #changed(ask: () => Promise<{ data?: Gap }>): Promise<void> {
    try {
      this.#show(dataOf(await ask()));
      this.#refresh();
    } catch (error) {
      if (asApiError(error).code === 'stale')
        await this.client.invalidateQueries({ queryKey: gapKeys.all(this.workspace) });
      throw error;
    }
  }

  #show(gap: Gap): void {
    this.client.setQueryData<Gap[]>(gapKeys.live(this.workspace), (gaps) =>
      // A change answers without the names; they stay what they were.
      gaps?.map((other) => (other.id === gap.id ? { ...gap, explained: gap.explained ?? other.explained } : other))
    );
  }

  /** Owners, plans and gaps hang together: all of the workspace is read anew. */
  #refresh(): void {
    void this.client.invalidateQueries({ queryKey: keys.workspace(this.workspace) });
  }

  async #owner({ kind, id }: Target): Promise<{ owner_id: string | null; version: number }> {
    const { workspace } = this;
    switch (kind) {
      case 'entry':
        return dataOf(
          await api.GET('/workspaces/{workspace}/entries/{entry}', { params: { path: { workspace, entry: id } } })
        );
      case 'plan':
        return dataOf(
          await api.GET('/workspaces/{workspace}/plans/{plan}', { params: { path: { workspace, plan: id } } })
        );
      case 'channel':
        return dataOf(
          await api.GET('/workspaces/{workspace}/channels/{channel}', { params: { path: { workspace, channel: id } } })
        );
    }
  }

  async #setOwner({ kind, id }: Target, version: number, owner_id: string | null): Promise<void> {
    const { workspace } = this;
    const more = { headers: ifMatch({ version }), body: { owner_id } };
    switch (kind) {
      case 'entry':
        await api.PATCH('/workspaces/{workspace}/entries/{entry}', {
          params: { path: { workspace, entry: id } },
          ...more
        });
        break;
      case 'plan':
        await api.PATCH('/workspaces/{workspace}/plans/{plan}', { params: { path: { workspace, plan: id } }, ...more });
        break;
      case 'channel':
        await api.PATCH('/workspaces/{workspace}/channels/{channel}', {
          params: { path: { workspace, channel: id } },
          ...more
        });
    }
    this.#refresh();
  }

  async #setDeputy(absence: Schemas['Absence'], deputy_id: string | null): Promise<void> {
    const path = { workspace: this.workspace, absence: absence.id };
    await api.PATCH('/workspaces/{workspace}/absences/{absence}', {
      params: { path },
      headers: ifMatch(absence),
      body: { deputy_id }
    });
    this.#refresh();
  }
}
