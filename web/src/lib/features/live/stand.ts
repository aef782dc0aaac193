import type { Stand } from '$lib/api';

/** What has changed: channels and what is on them alone, or more than that. */
export type News = 'all' | ReadonlySet<string>;

export const nothing: News = new Set<string>();

/** Returns what changed from one stand to a later one. Each change of a channel counts once in the workspace, too. */
export function newsBetween(before: Stand, now: Stand): News {
  if (before.revision === now.revision) return nothing;
  const known = new Map(before.channels.map(({ id, revision }) => [id, revision]));
  if (known.size !== now.channels.length || now.channels.some(({ id }) => !known.has(id))) return 'all';
  const grown = now.channels.map(({ id, revision }) => ({ id, by: revision - (known.get(id) ?? 0) }));
  const onChannels = grown.reduce((sum, { by }) => sum + by, 0);
  if (onChannels !== now.revision - before.revision) return 'all';
  return new Set(grown.filter(({ by }) => by > 0).map(({ id }) => id));
}

/** Returns both together. */
export function together(some: News, more: News): News {
  return some === 'all' || more === 'all' ? 'all' : new Set([...some, ...more]);
}

/** Reports whether there are any. */
export function isAny(news: News): boolean {
  return news === 'all' || news.size > 0;
}
