import type { Schemas } from '$lib/api';

/** What a feed shows, as it is chosen. */
export interface FeedForm {
  name: string;
  scope: Schemas['FeedScope'];
  channel_ids: string[];
  member_id: string;
  ideas: boolean;
  gaps: boolean;
  cancelled: boolean;
  language: Schemas['Language'];
}

/** Returns the form of a feed; without one, of a new one that shows all. */
export function feedForm(
  feed: Schemas['Feed'] | undefined,
  usual: Pick<FeedForm, 'name' | 'member_id' | 'language'>
): FeedForm {
  return {
    name: feed?.name ?? usual.name,
    scope: feed?.scope ?? 'workspace',
    channel_ids: feed?.channel_ids ?? [],
    member_id: feed?.member_id ?? usual.member_id,
    ideas: feed?.ideas ?? false,
    gaps: feed?.gaps ?? false,
    cancelled: feed?.cancelled ?? false,
    language: feed?.language ?? usual.language
  };
}

/** Returns the feed that a form stands for; undefined while it is not whole. */
export function feedSent(form: FeedForm): Schemas['FeedDraft'] | undefined {
  if (form.scope === 'channel' && form.channel_ids.length === 0) return undefined;
  return {
    name: form.name,
    scope: form.scope,
    channel_ids: form.scope === 'channel' ? form.channel_ids : [],
    member_id: form.scope === 'member' ? form.member_id : null,
    ideas: form.ideas,
    gaps: form.gaps,
    cancelled: form.cancelled,
    language: form.language
  };
}

/** Reports whether servers elsewhere, such as Google's, may be able to fetch from an address. */
export function mayBePublic(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:') return false;
  if (hostname.startsWith('[')) return !/^\[(::1?\]|f[cd]|fe[89ab])/i.test(hostname);
  if (!hostname.replace(/\.$/, '').includes('.')) return false;
  return !/^(127|10|0|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
}
