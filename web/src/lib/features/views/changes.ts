import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';
import { viewKeys } from './queries';

type View = Schemas['View'];

/** What members do to views. */
export class ViewChanges {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string
  ) {}

  #settle(): Promise<void> {
    return this.client.invalidateQueries({ queryKey: viewKeys.all(this.workspace) });
  }

  /** Saves a view. What is refused is thrown. */
  async save(draft: Schemas['ViewDraft']): Promise<View> {
    const params = { path: { workspace: this.workspace } };
    const view = dataOf(await api.POST('/workspaces/{workspace}/views', { params, body: draft }));
    await this.#settle();
    toasts.tell(m.views_saved({ name: view.name }));
    return view;
  }

  /** Changes a view; it can be undone. Returns whether it was taken, and tells what is refused. */
  async change(view: View, patch: Schemas['ViewPatch']): Promise<boolean> {
    const { name, screen, settings, shared } = view;
    let version = view.version;
    const put = async (body: Schemas['ViewPatch']) => {
      const params = { path: { workspace: this.workspace, view: view.id }, header: ifMatch({ version }) };
      version = dataOf(await api.PATCH('/workspaces/{workspace}/views/{view}', { params, body })).version;
      await this.#settle();
    };
    return this.#attempt(async () => {
      await undoStack.during(put(patch), () => ({
        done: m.views_updated({ name: patch.name ?? name }),
        undo: () => put({ name, screen, settings, shared }),
        redo: () => put(patch)
      }));
    });
  }

  /** Deletes a view for good. Throws what is refused. */
  async remove(view: View): Promise<void> {
    const params = { path: { workspace: this.workspace, view: view.id }, header: ifMatch(view) };
    try {
      await api.DELETE('/workspaces/{workspace}/views/{view}', { params });
    } finally {
      void this.#settle();
    }
    toasts.tell(m.views_deleted({ name: view.name }));
  }

  async #attempt(change: () => Promise<void>): Promise<boolean> {
    try {
      await change();
      return true;
    } catch (error) {
      toasts.tell(m.views_not_changed({ why: refusalText(error) }), { tone: 'problem' });
      void this.#settle();
      return false;
    }
  }
}
