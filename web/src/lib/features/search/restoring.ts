import type { QueryClient } from '@tanstack/svelte-query';
import { api, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';

/** Brings back what was deleted; it can be undone. Tells what is refused. */
export class Restoring {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: () => string
  ) {}

  async entry({ id: entry, title }: Schemas['Entry']): Promise<void> {
    const at = { params: { path: { workspace: this.workspace(), entry } } };
    await this.#restore(
      title,
      () => api.POST('/workspaces/{workspace}/entries/{entry}/restore', at),
      () => api.DELETE('/workspaces/{workspace}/entries/{entry}', at)
    );
  }

  async topic({ id: topic, name }: Schemas['Topic']): Promise<void> {
    const at = { params: { path: { workspace: this.workspace(), topic } } };
    await this.#restore(
      name,
      () => api.POST('/workspaces/{workspace}/topics/{topic}/restore', at),
      () => api.DELETE('/workspaces/{workspace}/topics/{topic}', at)
    );
  }

  async plan({ id: plan, name }: Schemas['Plan']): Promise<void> {
    const at = { params: { path: { workspace: this.workspace(), plan } } };
    await this.#restore(
      name,
      () => api.POST('/workspaces/{workspace}/plans/{plan}/restore', at),
      () => api.DELETE('/workspaces/{workspace}/plans/{plan}', at)
    );
  }

  async #restore(title: string, restore: () => Promise<unknown>, remove: () => Promise<unknown>): Promise<void> {
    const settle = () => this.client.invalidateQueries({ queryKey: keys.workspace(this.workspace()) });
    const redo = async () => {
      await restore();
      await settle();
    };
    const undo = async () => {
      await remove();
      await settle();
    };
    try {
      await undoStack.during(redo(), () => ({ done: m.search_restored({ title }), undo, redo }));
    } catch (error) {
      toasts.tell(m.search_not_restored({ title, why: refusalText(error) }), { tone: 'problem' });
    }
  }
}
