import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shell';
import { newsKeys } from './queries';
import type { NewsValues } from './values';

/** What one changes of who is told what. What is refused is thrown. */
export class NewsChanges {
  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  /** Saves what differs: what is the viewer's everywhere, and what is theirs in this workspace. */
  async save(changed: Partial<NewsValues>, mine: Schemas['MyNews'], here: Schemas['News']): Promise<void> {
    const everywhere: Schemas['MyNewsPatch'] = {};
    if (changed.digest !== undefined) everywhere.daily_digest = changed.digest;
    if (changed.hour !== undefined) everywhere.digest_hour = changed.hour;
    if (changed.zone !== undefined) everywhere.time_zone = changed.zone || null;
    const inside: Schemas['NewsPatch'] = {};
    if (changed.report !== undefined) inside.weekly_report = changed.report ? 'yes' : 'no';
    if (changed.digestHere !== undefined) inside.daily_digest = changed.digestHere;
    if (Object.keys(everywhere).length > 0) {
      await api.PATCH('/me/news', { params: { header: ifMatch(mine) }, body: everywhere });
    }
    if (Object.keys(inside).length > 0) {
      const path = { workspace: this.workspace() };
      await api.PATCH('/workspaces/{workspace}/news', { params: { path, header: ifMatch(here) }, body: inside });
    }
    toasts.tell(m.news_saved());
  }

  /** Reads both anew. */
  async reread(): Promise<{ mine: Schemas['MyNews']; here: Schemas['News'] }> {
    const path = { workspace: this.workspace() };
    const mine = dataOf(await api.GET('/me/news'));
    const here = dataOf(await api.GET('/workspaces/{workspace}/news', { params: { path } }));
    this.queryClient.setQueryData(newsKeys.mine, mine);
    this.queryClient.setQueryData(newsKeys.here(this.workspace()), here);
    return { mine, here };
  }

  async createChat(body: Schemas['ChatDraft']): Promise<void> {
    await api.POST('/workspaces/{workspace}/chats', { params: { path: { workspace: this.workspace() } }, body });
    await this.#settle();
    toasts.tell(m.news_chat_made({ name: body.name }));
  }

  async changeChat(chat: Schemas['Chat'], body: Schemas['ChatPatch']): Promise<void> {
    const path = { workspace: this.workspace(), chat: chat.id };
    await api.PATCH('/workspaces/{workspace}/chats/{chat}', { params: { path, header: ifMatch(chat) }, body });
    await this.#settle();
    toasts.tell(m.news_saved());
  }

  async deleteChat(chat: Schemas['Chat']): Promise<void> {
    const path = { workspace: this.workspace(), chat: chat.id };
    await api.DELETE('/workspaces/{workspace}/chats/{chat}', { params: { path, header: ifMatch(chat) } });
    await this.#settle();
    toasts.tell(m.news_chat_deleted({ name: chat.name }));
  }

  /** Sends a line into a chat room and returns how that went. */
  async tryChat(chat: Schemas['Chat']): Promise<Schemas['ChatTrial']> {
    const path = { workspace: this.workspace(), chat: chat.id };
    const trial = dataOf(await api.POST('/workspaces/{workspace}/chats/{chat}/try', { params: { path } }));
    await this.#settle();
    return trial;
  }

  async #settle(): Promise<void> {
    await this.queryClient.invalidateQueries({ queryKey: newsKeys.chats(this.workspace()) });
  }
}
