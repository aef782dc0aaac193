import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** The kinds of things that the log tells of and is filtered by, with what they are called; a test finds those that lack a name. */
export function subjectKinds(): Record<string, string> {
  return {
    entry: m.settings_kind_entry(),
    channel: m.settings_kind_channel(),
    plan: m.settings_kind_plan(),
    pause: m.settings_kind_pause(),
    topic: m.settings_kind_topic(),
    theme: m.settings_kind_theme(),
    gap: m.settings_kind_gap(),
    gap_bulk: m.settings_kind_gap_bulk(),
    member: m.settings_kind_member(),
    invitation: m.settings_kind_invitation(),
    absence: m.settings_kind_absence(),
    comment: m.settings_kind_comment(),
    feed: m.settings_kind_feed(),
    chat: m.settings_kind_chat(),
    token: m.settings_kind_token(),
    import: m.settings_kind_import(),
    workspace: m.settings_kind_workspace(),
    operation: m.settings_kind_operation(),
    bulk: m.settings_kind_bulk(),
    report: m.settings_kind_report(),
    session: m.settings_kind_session(),
    shared_link: m.settings_kind_shared_link(),
    view: m.settings_kind_view(),
    webhook: m.settings_kind_webhook(),
    link: m.settings_kind_link(),
    mail: m.settings_kind_mail(),
    user: m.settings_kind_user()
  };
}

/** What is done to things, with what it is called; a test finds what lacks a name. */
export function auditActions(): Record<string, string> {
  return {
    created: m.settings_action_created(),
    changed: m.settings_action_changed(),
    moved: m.settings_action_moved(),
    news_changed: m.settings_action_news_changed(),
    approved: m.settings_action_approved(),
    rejected: m.settings_action_rejected(),
    deleted: m.settings_action_deleted(),
    restored: m.settings_action_restored(),
    imported: m.settings_action_imported(),
    revoked: m.settings_action_revoked(),
    accepted: m.settings_action_accepted(),
    refused: m.settings_action_refused(),
    signed_in: m.settings_action_signed_in(),
    sign_in_refused: m.settings_action_sign_in_refused(),
    opened: m.settings_action_opened(),
    returned: m.settings_action_returned(),
    acceptance_ended: m.settings_action_acceptance_ended(),
    resolved: m.settings_action_resolved(),
    filled: m.settings_action_filled(),
    merged: m.settings_action_merged(),
    missed: m.settings_action_missed(),
    undone: m.settings_action_undone(),
    removed: m.settings_action_removed(),
    resent: m.settings_action_resent(),
    mailed: m.settings_action_mailed(),
    given_up: m.settings_action_given_up(),
    retried: m.settings_action_retried(),
    disabled: m.settings_action_disabled(),
    pinged: m.settings_action_pinged(),
    secret_rotated: m.settings_action_secret_rotated(),
    withdrawn: m.settings_action_withdrawn(),
    ownership_accepted: m.settings_action_ownership_accepted(),
    ownership_declined: m.settings_action_ownership_declined(),
    claimed: m.settings_action_claimed(),
    ended: m.settings_action_ended(),
    sessions_ended: m.settings_action_sessions_ended(),
    verified: m.settings_action_verified(),
    password_set: m.settings_action_password_set(),
    password_link_made: m.settings_action_password_link_made(),
    identity_linked: m.settings_action_identity_linked()
  };
}

/** Says what is kept, in the viewer's language where there are words, else as the server says it. */
export function keptInWords({ kind, meaning }: Schemas['KeptData']): string {
  const words: Record<string, () => string> = {
    account: m.settings_kept_account,
    tokens: m.settings_kept_tokens,
    sessions: m.settings_kept_sessions,
    identities: m.settings_kept_identities,
    links: m.settings_kept_links,
    answers: m.settings_kept_answers,
    news: m.settings_kept_news,
    news_of_workspace: m.settings_kept_news_of_workspace,
    digests: m.settings_kept_digests,
    unsubscribe_links: m.settings_kept_unsubscribe_links,
    membership: m.settings_kept_membership,
    absences: m.settings_kept_absences,
    absences_stood_in_for: m.settings_kept_absences_stood_in_for,
    comments: m.settings_kept_comments,
    mentions: m.settings_kept_mentions,
    entries_owned: m.settings_kept_entries_owned,
    entries_made: m.settings_kept_entries_made,
    entries_to_approve: m.settings_kept_entries_to_approve,
    channels_owned: m.settings_kept_channels_owned,
    channels_stood_in_for: m.settings_kept_channels_stood_in_for,
    plans_owned: m.settings_kept_plans_owned,
    plans_stood_in_for: m.settings_kept_plans_stood_in_for,
    feeds: m.settings_kept_feeds,
    feeds_about: m.settings_kept_feeds_about,
    gaps_owned: m.settings_kept_gaps_owned,
    gaps_accepted: m.settings_kept_gaps_accepted,
    invitations: m.settings_kept_invitations,
    audit: m.settings_kept_audit,
    bulks: m.settings_kept_bulks
  };
  return words[kind]?.() ?? meaning;
}

/** Says for how long something is kept, by its kind; what has no words here, as the server says it. */
export function howLongInWords({ kind, kept }: Schemas['KeptData']): string {
  const account = m.settings_kept_with_account;
  const signIns = m.settings_kept_for_sign_ins;
  const workspace = m.settings_kept_with_workspace;
  const undo = m.settings_kept_for_undo;
  const words: Record<string, () => string> = {
    account,
    tokens: account,
    identities: account,
    sessions: signIns,
    links: signIns,
    answers: m.settings_kept_a_day,
    news: account,
    news_of_workspace: workspace,
    digests: m.settings_kept_100_days,
    unsubscribe_links: m.settings_kept_a_year,
    audit: m.settings_kept_for_ever,
    membership: workspace,
    absences: workspace,
    absences_stood_in_for: workspace,
    channels_owned: workspace,
    channels_stood_in_for: workspace,
    feeds: workspace,
    feeds_about: workspace,
    gaps_owned: workspace,
    gaps_accepted: workspace,
    invitations: workspace,
    comments: undo,
    mentions: undo,
    entries_owned: undo,
    entries_made: undo,
    entries_to_approve: undo,
    plans_owned: undo,
    plans_stood_in_for: undo,
    bulks: undo
  };
  return words[kind]?.() ?? kept;
}
