import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shell';
import { linkKeys } from './queries';

/** What leads do with links for people without an account. What is refused is thrown. */
export class LinkChanges {
  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  /** Makes a link. Its address is in the answer, and nowhere else ever. */
  async create(draft: Schemas['SharedLinkDraft']): Promise<Schemas['NewSharedLink']> {
    const path = { workspace: this.workspace() };
    const made = dataOf(await api.POST('/workspaces/{workspace}/links', { params: { path }, body: draft }));
    await this.#settle();
    return made;
  }

  /** Revokes a link, for good: there is nothing to undo it with. */
  async revoke(link: Schemas['SharedLink']): Promise<void> {
    const path = { workspace: this.workspace(), link: link.id };
    await api.DELETE('/workspaces/{workspace}/links/{link}', { params: { path, header: ifMatch(link) } });
    await this.#settle();
    toasts.tell(m.links_revoked({ name: link.name }));
  }

  #settle(): Promise<void> {
    return this.queryClient.invalidateQueries({ queryKey: linkKeys.links(this.workspace()) });
  }
}
