import { m } from '$lib/paraglide/messages';
import type { Sortable } from './arrangement';

/** What stands beside the title. */
export type ColumnName = 'channel' | 'date' | 'state' | 'owner' | 'topic' | 'approver' | 'format' | 'updated';

/** What of an entry is changed in its cell. */
export type Editable = 'title' | 'date' | 'state' | 'owner';

export interface Column {
  name: ColumnName | 'title';
  label: string;
  /** No narrower than so many rem. */
  least: number;
  /** Its part of what is left. */
  share: number;
  sort?: Sortable;
  edit?: Editable;
}

export const columnNames: ColumnName[] = [
  'channel',
  'date',
  'state',
  'owner',
  'topic',
  'approver',
  'format',
  'updated'
];
export const usualColumns: ColumnName[] = ['channel', 'date', 'state', 'owner', 'topic'];

export function isColumn(name: string): name is ColumnName {
  return (columnNames as string[]).includes(name);
}

/** Returns the columns that are shown, the title first. */
export function columnsFor(names: ColumnName[]): Column[] {
  return [title(), ...names.map(columnOf)];
}

export function columnOf(name: ColumnName): Column {
  return {
    channel: () => ({ name, label: m.list_channel(), least: 9, share: 1.2 }),
    date: () => ({
      name,
      label: m.list_date(),
      least: 11,
      share: 1,
      sort: 'date' as const,
      edit: 'date' as const
    }),
    state: () => ({ name, label: m.list_state(), least: 8.5, share: 0.8, edit: 'state' as const }),
    owner: () => ({ name, label: m.list_owner(), least: 9, share: 1, edit: 'owner' as const }),
    topic: () => ({ name, label: m.list_topic(), least: 9, share: 1.2 }),
    approver: () => ({ name, label: m.list_approver(), least: 8, share: 1 }),
    format: () => ({ name, label: m.list_format(), least: 6, share: 0.6 }),
    updated: () => ({ name, label: m.list_updated(), least: 8.5, share: 0.8, sort: 'updated' as const })
  }[name]();
}

function title(): Column {
  return { name: 'title', label: m.list_title_column(), least: 14, share: 2.5, sort: 'title', edit: 'title' };
}

/** Moves a column one place on, or back. */
export function shifted(names: ColumnName[], name: ColumnName, by: 1 | -1): ColumnName[] {
  const from = names.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= names.length) return names;
  return names.with(from, names[to] as ColumnName).with(to, name);
}
