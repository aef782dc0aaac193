import type { Schemas } from './client';

export type Role = Schemas['Role'];
export type Permission = Schemas['Permission'];

/** Roles from least to most rights. */
const roles: Role[] = ['viewer', 'contributor', 'editor', 'lead'];

/**
 * Which role each permission of the contract needs at least: the table of docs/permissions.md, which the server's tests
 * write from its own, and ours compares with this one. The server decides; this only keeps from being offered what it
 * would refuse.
 */
const needed: Record<Permission, Role> = {
  read: 'viewer',
  subscribe: 'viewer',
  leave: 'viewer',
  receive_news: 'viewer',
  own_channels: 'viewer',
  save_views: 'viewer',
  write_own_absences: 'viewer',
  write_own_time: 'viewer',
  write_comments: 'contributor',
  write_own_entries: 'contributor',
  share_views: 'contributor',
  approve_entries: 'editor',
  import: 'editor',
  write_entries: 'editor',
  write_topics: 'editor',
  accept_gaps: 'lead',
  delete_comments: 'lead',
  manage_feeds: 'lead',
  manage_members: 'lead',
  manage_tokens: 'lead',
  manage_views: 'lead',
  manage_webhooks: 'lead',
  manage_chats: 'lead',
  manage_workspace: 'lead',
  read_audit: 'lead',
  share_links: 'lead',
  write_channels: 'lead',
  write_plans: 'lead'
};

/** Reports whether a role has a permission. */
export function may(role: Role, permission: Permission): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed[permission]);
}
