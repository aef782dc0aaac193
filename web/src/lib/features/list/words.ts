import type { Schemas } from '$lib/api';
import { timeInWords, type Placed } from '$lib/features/calendar';
import { stateInWords, type EntryState } from '$lib/features/entry';
import { m } from '$lib/paraglide/messages';
import { language } from '$lib/shell';
import type { Formats } from '$lib/time';
import type { Grouping, Sortable } from './arrangement';
import type { Edit } from './edits.svelte';

type Entry = Schemas['Entry'];

/** What names stand for the ids of an entry, and where it stands. */
export interface Names {
  member: (id: string | null) => string;
  channel: (id: string) => Pick<Schemas['Channel'], 'name' | 'color'> | undefined;
  topic: (id: string | null) => string;
  place: (entry: Entry) => Placed | null;
}

/** "Mi 7.4.2027, 10:00"; "" without a date. */
export function whenInWords(place: Placed | null, formats: Formats): string {
  if (!place) return '';
  const day = `${formats.weekdayShort(place.day)} ${formats.dayShort(place.day)}${formats.language === 'de' ? '' : ' '}${place.day.slice(0, 4)}`;
  return [day, timeInWords(place)].filter(Boolean).join(', ');
}

/** Says what a change in a cell has done. */
export function editInWords(was: Entry, now: Entry, edit: Edit, names: Names): string {
  const { title } = now;
  const told = [];
  if ('title' in edit) told.push(m.list_did_title({ title }));
  if ('owner_id' in edit)
    told.push(m.list_did_owner({ title, owner: names.member(now.owner_id) || m.list_owner_inherited() }));
  if ('publish_at' in edit || 'publish_on' in edit)
    told.push(m.list_did_date({ title, when: whenInWords(names.place(now), language.formats) || m.list_no_date() }));
  else if ('state' in edit) told.push(m.list_did_state({ title, state: stateInWords(now.state) }));
  if (was.state === 'approved' && now.state === 'in_review' && edit.state === undefined) told.push(m.list_unapproved());
  return told.join('. ');
}

/** So many that were changed since are named. */
const MOST_NAMED = 3;

/** Says that nothing was taken back, since these were changed meanwhile. */
export function keptInWords(kept: Pick<Schemas['BulkItem'], 'title'>[]): string {
  const titles = kept.slice(0, MOST_NAMED).map(({ title }) => m.list_titled({ title }));
  const others = kept.length - titles.length;
  const named = titles.join(', ') + (others > 0 ? ` ${m.list_and_others({ count: others })}` : '');
  return m.list_undo_changed_since({ named });
}

/** Returns the name of a way to group. */
export function groupingInWords(by: Grouping): string {
  return {
    '': m.list_group_none,
    channel: m.list_channel,
    owner: m.list_owner,
    state: m.list_state,
    month: m.list_group_month,
    week: m.list_group_week
  }[by]();
}

/** Returns the name of an order, ascending. */
export function sortableInWords(by: Sortable): string {
  return { date: m.list_date, title: m.list_title_column, updated: m.list_updated }[by]();
}

/** Returns what stands at the head of a group. */
export function headInWords(by: Grouping, key: string, names: Names, formats: Formats): string {
  switch (by) {
    case 'channel':
      return names.channel(key)?.name ?? m.list_gone();
    case 'owner':
      return key === '' ? m.list_nobody() : names.member(key) || m.list_gone();
    case 'state':
      return stateInWords(key as EntryState);
    case 'month':
      return key === '' ? m.list_no_date() : formats.monthAndYear(key);
    case 'week':
      return key === '' ? m.list_no_date() : formats.weekAndYear(key);
    case '':
      return '';
  }
}
