import type { EntryState } from '$lib/features/entry';
import { m } from '$lib/paraglide/messages';
import type { IconName } from '$lib/ui';
import type { Missing } from './missing';
import type { Obstacle } from './steps';
import type { Laning, Past } from './view';

/** Returns why an entry cannot go where it was to go. */
export function obstacleInWords(why: Obstacle): string {
  return {
    rights: m.board_why_rights,
    published: m.board_why_published,
    cancelled: m.board_why_cancelled,
    approval: m.board_why_approval,
    unapproved: m.board_why_unapproved,
    none: m.board_why_none
  }[why]();
}

export function missingInWords(missing: Missing): string {
  if (missing.what === 'checklist') return m.board_missing_checklist({ count: missing.open });
  return {
    overdue: m.board_missing_overdue,
    date: m.board_missing_date,
    owner: m.board_missing_owner,
    copy: m.board_missing_copy
  }[missing.what]();
}

export const missingIcons: Record<Missing['what'], IconName> = {
  overdue: 'gaps',
  date: 'month',
  owner: 'account',
  copy: 'edit',
  checklist: 'check'
};

export function laningInWords(laning: Laning): string {
  return { none: m.board_lanes_none, owner: m.board_lanes_owner, channel: m.board_lanes_channel }[laning]();
}

/** "seit 30 Tagen"; of all, "seit Beginn" */
export function pastInWords(past: Past): string {
  return past === 0 ? m.board_past_all() : m.board_past({ days: past });
}

/** Returns what an empty column says: what would stand in it, or that the filter leaves nothing. */
export function noneInWords(state: EntryState, isFiltered: boolean): string {
  if (isFiltered) return m.board_none_found();
  return {
    idea: m.board_none_idea,
    planned: m.board_none_planned,
    drafting: m.board_none_drafting,
    in_review: m.board_none_in_review,
    approved: m.board_none_approved,
    published: m.board_none_published,
    cancelled: m.board_none_cancelled
  }[state]();
}
