import type { Schemas } from '$lib/api';
import { stateInWords, states, type EntryState } from '$lib/features/entry';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import type { BulkChange, BulkResult } from './queries';
import type { Names } from './words';

export type BulkKind = 'move' | 'owner' | 'topic' | 'state' | 'delete';
export type BulkItem = BulkResult['items'][number];

/** What is asked for in the dialog. */
export interface BulkForm {
  /** How many days or weeks later; negative: earlier. */
  by: number;
  unit: 'days' | 'weeks';
  /** An id or a state; "" takes owner or topic away. */
  value: string;
}

const DAYS_A_WEEK = 7;
const MOST_DAYS = 3_660;

/** Returns the change that a form describes; undefined while it describes none. */
export function changeOf(kind: BulkKind, { by, unit, value }: BulkForm): BulkChange | undefined {
  switch (kind) {
    case 'move': {
      const days = by * (unit === 'weeks' ? DAYS_A_WEEK : 1);
      return Number.isInteger(days) && days !== 0 && Math.abs(days) <= MOST_DAYS ? { move_days: days } : undefined;
    }
    case 'owner':
      return { owner_id: value || null };
    case 'topic':
      return { topic_id: value || null };
    case 'state':
      return value ? { state: value as EntryState } : undefined;
    case 'delete':
      return { deleted: true };
  }
}

/** Returns what the dialog is called. */
export function bulkTitle(kind: BulkKind, count: number): string {
  return {
    move: m.list_bulk_move_title,
    owner: m.list_bulk_owner_title,
    topic: m.list_bulk_topic_title,
    state: m.list_bulk_state_title,
    delete: m.list_bulk_delete_title
  }[kind]({ count });
}

/** Returns what the button says that does it with so many, leaving out those that are refused. */
export function bulkAction(kind: BulkKind, count: number, refused: number): string {
  const isDeletion = kind === 'delete';
  if (refused > 0 && count > 0)
    return (isDeletion ? m.list_bulk_delete_some : m.list_bulk_apply_some)({ count, refused });
  return (isDeletion ? m.list_bulk_delete_all : m.list_bulk_apply)({ count });
}

/** Says what was done with so many. */
export function bulkDone(kind: BulkKind, count: number): string {
  return {
    move: m.list_bulk_moved,
    owner: m.list_bulk_owned,
    topic: m.list_bulk_topiced,
    state: m.list_bulk_stated,
    delete: m.list_bulk_deleted
  }[kind]({ count });
}

/** Returns what an entry would become, "" where a sentence tells it already. */
export function itemInWords({ fields }: BulkItem, names: Names, formats: Formats, zone: string): string {
  const said = (field: string, value: string | null): string => {
    if (!value) return field === 'owner_id' ? m.list_owner_inherited() : m.list_nothing();
    switch (field) {
      case 'publish_at':
      case 'published_at':
        return formats.momentAndYear(value, zone);
      case 'publish_on':
        return formats.dayAndYear(value);
      case 'owner_id':
        return names.member(value) || m.list_gone();
      case 'topic_id':
        return names.topic(value) || m.list_gone();
      case 'state':
        return states.includes(value as EntryState) ? stateInWords(value as EntryState) : value;
      default:
        return value;
    }
  };
  return fields
    .filter(
      ({ field }) => field in { publish_at: 1, publish_on: 1, published_at: 1, owner_id: 1, topic_id: 1, state: 1 }
    )
    .map(({ field, from, to }: Schemas['FieldChange']) =>
      m.list_becomes({ from: said(field, from), to: said(field, to) })
    )
    .join(', ');
}
