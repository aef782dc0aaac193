import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shell';
import { settingsKeys } from './queries';

/** What one changes in the settings. What is refused is thrown. */
export class SettingsChanges {
  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  async changeWorkspace(version: number, patch: Schemas['WorkspacePatch']): Promise<void> {
    const path = { workspace: this.workspace() };
    await api.PATCH('/workspaces/{workspace}', { params: { path, header: ifMatch({ version }) }, body: patch });
    await this.queryClient.invalidateQueries({ queryKey: keys.workspace(this.workspace()) });
    await this.queryClient.invalidateQueries({ queryKey: keys.me });
    toasts.tell(m.settings_saved());
  }

  async readWorkspace(): Promise<Schemas['Workspace']> {
    return dataOf(await api.GET('/workspaces/{workspace}', { params: { path: { workspace: this.workspace() } } }));
  }

  async changeMe(version: number, patch: Schemas['MePatch']): Promise<void> {
    await api.PATCH('/me', { params: { header: ifMatch({ version }) }, body: patch });
    await this.queryClient.invalidateQueries({ queryKey: keys.me });
    toasts.tell(m.settings_saved());
  }

  async readMe(): Promise<Schemas['Me']> {
    return dataOf(await api.GET('/me'));
  }

  /** Makes a token. Its secret is in the answer, and nowhere else ever. */
  async createToken(draft: Schemas['TokenDraft']): Promise<Schemas['NewToken']> {
    const made = dataOf(await api.POST('/me/tokens', { body: draft }));
    await this.#settleTokens();
    return made;
  }

  /** Revokes a token for good: one's own, or as a lead a member's. */
  async revokeToken(token: Schemas['Token'], isOwn: boolean): Promise<void> {
    if (isOwn) await api.DELETE('/me/tokens/{token}', { params: { path: { token: token.id } } });
    else {
      const path = { workspace: this.workspace(), token: token.id };
      await api.DELETE('/workspaces/{workspace}/tokens/{token}', { params: { path } });
    }
    await this.#settleTokens();
    toasts.tell(m.settings_token_revoked({ name: token.name }));
  }

  async #settleTokens(): Promise<void> {
    await this.queryClient.invalidateQueries({ queryKey: settingsKeys.tokens });
    await this.queryClient.invalidateQueries({ queryKey: settingsKeys.memberTokens(this.workspace()) });
  }
}
