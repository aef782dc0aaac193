import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shell';
import { feedKeys } from './queries';

type Feed = Schemas['Feed'];

/** What one does with feeds. What is refused is thrown. */
export class FeedChanges {
  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  get #path() {
    return { workspace: this.workspace() };
  }

  #settle(): Promise<void> {
    return this.queryClient.invalidateQueries({ queryKey: feedKeys.feeds(this.workspace()) });
  }

  /** Makes a feed. Its address is in the answer, and nowhere else ever. */
  async create(draft: Schemas['FeedDraft']): Promise<Schemas['NewFeed']> {
    const made = dataOf(await api.POST('/workspaces/{workspace}/feeds', { params: { path: this.#path }, body: draft }));
    await this.#settle();
    return made;
  }

  async change(feed: Feed, patch: Schemas['FeedPatch']): Promise<void> {
    const path = { ...this.#path, feed: feed.id };
    await api.PATCH('/workspaces/{workspace}/feeds/{feed}', {
      params: { path, header: ifMatch(feed) },
      body: patch
    });
    await this.#settle();
    toasts.tell(m.feeds_changed({ name: patch.name ?? feed.name }));
  }

  async read(id: string): Promise<Feed> {
    const path = { ...this.#path, feed: id };
    return dataOf(await api.GET('/workspaces/{workspace}/feeds/{feed}', { params: { path } }));
  }

  /** Revokes a feed, for good: there is nothing to undo it with. */
  async revoke(feed: Feed): Promise<void> {
    const path = { ...this.#path, feed: feed.id };
    await api.DELETE('/workspaces/{workspace}/feeds/{feed}', { params: { path } });
    await this.#settle();
    toasts.tell(m.feeds_revoked({ name: feed.name }));
  }

  /** What a feed would show. */
  preview = async (draft: Schemas['FeedDraft'], signal: AbortSignal): Promise<Schemas['FeedPreview']> =>
    dataOf(
      await api.POST('/workspaces/{workspace}/feeds:preview', { params: { path: this.#path }, body: draft, signal })
    );
}
