import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import { effortInWords } from './values';
import { stateInWords, states, type EntryState } from './states';

type Change = Schemas['Change'];

/** What names stand for the ids in a history. */
export interface Names {
  member: (id: string) => string;
  channel: (id: string) => string;
  topic: (id: string) => string;
  formats: Formats;
  zone: string;
}

/** A line of the history: what a field was and became, "" for nothing. */
export interface HistoryField {
  label: string;
  from: string;
  to: string;
}

export interface HistoryLine {
  at: string;
  who: string;
  did: string;
  /** Why, where somebody said it. */
  reason: string;
  fields: HistoryField[];
}

/** Fields that tell where the change came from, not what it changed. */
const hidden = ['bulk_id', 'comment_id', 'comment', 'reason', 'import_id'];

/** Returns a history in words. */
export function historyInWords(changes: Change[], names: Names): HistoryLine[] {
  return changes.map((change) => ({
    at: change.at,
    who: change.by ? names.member(change.by) : m.entry_by_nobody(),
    did: actionInWords(change),
    reason: change.fields.find(({ field }) => field === 'reason')?.to ?? '',
    fields: change.fields
      .filter(({ field, from, to }) => !hidden.includes(field) && (from || to) && isKnown(field))
      .map(({ field, from, to }) => ({
        label: labelOf(field),
        from: valueInWords(field, from, names),
        to: valueInWords(field, to, names)
      }))
  }));
}

function actionInWords({ action, fields }: Change): string {
  const isBulk = fields.some(({ field }) => field === 'bulk_id');
  const words: Record<string, () => string> = {
    created: m.entry_did_created,
    changed: isBulk ? m.entry_did_changed_bulk : m.entry_did_changed,
    moved: isBulk ? m.entry_did_moved_bulk : m.entry_did_moved,
    approved: m.entry_did_approved,
    rejected: m.entry_did_rejected,
    deleted: m.entry_did_deleted,
    restored: m.entry_did_restored,
    undone: m.entry_did_undone,
    imported: m.entry_did_imported
  };
  return (words[action] ?? m.entry_did_changed)();
}

const labels: Record<string, () => string> = {
  title: m.entry_title,
  channel_id: m.entry_channel,
  state: m.entry_state,
  publish_at: m.entry_when,
  publish_on: m.entry_when_day,
  published_at: m.entry_published_at,
  copy: m.entry_copy,
  topic_id: m.entry_topic,
  owner_id: m.entry_owner,
  approver_id: m.entry_approver,
  link: m.entry_link,
  format: m.entry_format,
  effort_hours: m.entry_effort,
  source: m.entry_source,
  source_url: m.entry_source_url,
  checklist: m.entry_checklist
};

function isKnown(field: string): boolean {
  return field in labels;
}

function labelOf(field: string): string {
  return (labels[field] ?? m.entry_field_other)();
}

function valueInWords(field: string, value: string | null, names: Names): string {
  if (!value) return '';
  switch (field) {
    case 'channel_id':
      return names.channel(value);
    case 'topic_id':
      return names.topic(value);
    case 'owner_id':
    case 'approver_id':
      return names.member(value);
    case 'state':
      return states.includes(value as EntryState) ? stateInWords(value as EntryState) : value;
    case 'publish_at':
    case 'published_at':
      return names.formats.momentAndYear(value, names.zone);
    case 'publish_on':
      return names.formats.dayAndYear(value);
    case 'effort_hours':
      return effortInWords(Number(value), names.formats);
    case 'source':
      return value === 'curated' ? m.entry_source_curated_short() : m.entry_source_own();
    case 'copy':
      return lengthSaid(value);
    case 'checklist':
      return checklistSaid(value);
    default:
      return value;
  }
}

/** "512 characters": the history holds no free text. */
function lengthSaid(value: string): string {
  const length = /^(\d+) characters$/.exec(value)?.[1];
  return length ? m.entry_length({ length: Number(length) }) : value;
}

/** "1 of 3 done, 40 characters" */
function checklistSaid(value: string): string {
  const [, done, count] = /^(\d+) of (\d+) done/.exec(value) ?? [];
  return done && count ? m.entry_checklist_done({ done: Number(done), count: Number(count) }) : value;
}
