import { m } from '$lib/paraglide/messages';
import type { Permission } from '$lib/api';

/** A part of the settings, each with an address of its own: "?part=tokens". */
export interface Section {
  id: 'workspace' | 'account' | 'news' | 'chats' | 'tokens' | 'links' | 'webhooks' | 'audit' | 'jobs' | 'data';
  label: () => string;
  /** Who lacks it is not offered it. */
  needs?: Permission;
  /** Only who administers the server is offered it. */
  administers?: true;
}

export const sections: Section[] = [
  { id: 'workspace', label: m.settings_workspace },
  { id: 'account', label: m.settings_account },
  { id: 'news', label: m.news_mails },
  { id: 'chats', label: m.news_chats, needs: 'manage_chats' },
  { id: 'tokens', label: m.settings_tokens },
  { id: 'links', label: m.settings_links, needs: 'share_links' },
  { id: 'webhooks', label: m.settings_webhooks, needs: 'manage_webhooks' },
  { id: 'audit', label: m.settings_audit, needs: 'read_audit' },
  { id: 'jobs', label: m.settings_jobs, administers: true },
  { id: 'data', label: m.settings_data }
];
