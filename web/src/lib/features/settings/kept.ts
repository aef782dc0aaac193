import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** What each kind of data is that is kept about somebody, and how long. */
const kinds: Record<string, { what: () => string; howLong: () => string }> = {
  account: { what: m.settings_kept_account, howLong: m.settings_kept_with_account },
  tokens: { what: m.settings_kept_tokens, howLong: m.settings_kept_with_account },
  sessions: { what: m.settings_kept_sessions, howLong: m.settings_kept_for_sign_ins },
  identities: { what: m.settings_kept_identities, howLong: m.settings_kept_with_account },
  links: { what: m.settings_kept_links, howLong: m.settings_kept_for_sign_ins },
  answers: { what: m.settings_kept_answers, howLong: m.settings_kept_a_day },
  news: { what: m.settings_kept_news, howLong: m.settings_kept_with_account },
  digests: { what: m.settings_kept_digests, howLong: m.settings_kept_100_days },
  unsubscribe_links: { what: m.settings_kept_unsubscribe_links, howLong: m.settings_kept_a_year },
  membership: { what: m.settings_kept_membership, howLong: m.settings_kept_with_workspace },
  absences: { what: m.settings_kept_absences, howLong: m.settings_kept_with_workspace },
  absences_stood_in_for: { what: m.settings_kept_absences_stood_in_for, howLong: m.settings_kept_with_workspace },
  comments: { what: m.settings_kept_comments, howLong: m.settings_kept_for_undo },
  mentions: { what: m.settings_kept_mentions, howLong: m.settings_kept_for_undo },
  entries_owned: { what: m.settings_kept_entries_owned, howLong: m.settings_kept_for_undo },
  entries_made: { what: m.settings_kept_entries_made, howLong: m.settings_kept_for_undo },
  entries_to_approve: { what: m.settings_kept_entries_to_approve, howLong: m.settings_kept_for_undo },
  channels_owned: { what: m.settings_kept_channels_owned, howLong: m.settings_kept_with_workspace },
  channels_stood_in_for: { what: m.settings_kept_channels_stood_in_for, howLong: m.settings_kept_with_workspace },
  plans_owned: { what: m.settings_kept_plans_owned, howLong: m.settings_kept_for_undo },
  plans_stood_in_for: { what: m.settings_kept_plans_stood_in_for, howLong: m.settings_kept_for_undo },
  feeds: { what: m.settings_kept_feeds, howLong: m.settings_kept_with_workspace },
  feeds_about: { what: m.settings_kept_feeds_about, howLong: m.settings_kept_with_workspace },
  shared_links: { what: m.settings_kept_shared_links, howLong: m.settings_kept_with_workspace },
  gaps_owned: { what: m.settings_kept_gaps_owned, howLong: m.settings_kept_with_workspace },
  gaps_accepted: { what: m.settings_kept_gaps_accepted, howLong: m.settings_kept_with_workspace },
  invitations: { what: m.settings_kept_invitations, howLong: m.settings_kept_with_workspace },
  views: { what: m.settings_kept_views, howLong: m.settings_kept_with_workspace },
  news_of_workspace: { what: m.settings_kept_news_of_workspace, howLong: m.settings_kept_with_workspace },
  bulks: { what: m.settings_kept_bulks, howLong: m.settings_kept_for_undo },
  audit: { what: m.settings_kept_audit, howLong: m.settings_kept_for_ever }
};

/** Says what is kept, in the viewer's language where there are words, else as the server says it. */
export function keptInWords({ kind, meaning }: Schemas['KeptData']): string {
  return kinds[kind]?.what() ?? meaning;
}

/** Says for how long something is kept, by its kind; what has no words here, as the server says it. */
export function howLongInWords({ kind, kept }: Schemas['KeptData']): string {
  return kinds[kind]?.howLong() ?? kept;
}
