import type { Schemas } from '$lib/api';
import { civil, instantOf, isDay, wallOf } from '$lib/time';

type Entry = Schemas['Entry'];
export type ChecklistItem = Schemas['ChecklistItem'];

/** When an entry is to appear, by the clock of its channel: no day is an idea, no time the day alone. */
export interface When {
  day: string;
  /** "HH:MM"; "" for the day alone. */
  time: string;
}

/** Whose work an entry shows; of what is not the team's own, where it stands. */
export interface Source {
  curated: boolean;
  /** "" where it is not said. */
  url: string;
}

/** What is typed into an entry, as the form has it; "" is nothing. */
export interface Fields {
  title: string;
  channel_id: string;
  when: When;
  copy: string;
  topic_id: string;
  owner_id: string;
  approver_id: string;
  link: string;
  format: string;
  /** The work it takes; null where nobody said. */
  effort_hours: number | null;
  source: Source;
  checklist: ChecklistItem[];
}

export type FieldName = keyof Fields;

/** The order in which the fields stand. */
export const fieldNames: FieldName[] = [
  'title',
  'channel_id',
  'when',
  'copy',
  'topic_id',
  'owner_id',
  'approver_id',
  'link',
  'format',
  'effort_hours',
  'source',
  'checklist'
];

export const blank: Fields = {
  title: '',
  channel_id: '',
  when: { day: '', time: '' },
  copy: '',
  topic_id: '',
  owner_id: '',
  approver_id: '',
  link: '',
  format: '',
  effort_hours: null,
  source: { curated: false, url: '' },
  checklist: []
};

/** Returns the fields of an entry; times by the clock of a zone (IANA name). */
export function fieldsOf(entry: Entry, zone: string): Fields {
  return {
    title: entry.title,
    channel_id: entry.channel_id,
    when: entry.publish_at ? wallOf(entry.publish_at, zone) : { day: entry.publish_on ?? '', time: '' },
    copy: entry.copy,
    topic_id: entry.topic_id ?? '',
    owner_id: entry.owner_id ?? '',
    approver_id: entry.approver_id ?? '',
    link: entry.link ?? '',
    format: entry.format,
    effort_hours: entry.effort_hours,
    source: { curated: entry.source === 'curated', url: entry.source_url ?? '' },
    checklist: entry.checklist
  };
}

/** Reports whether two values of a field are the same. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Returns what the API is sent of the fields given; times are those of a zone. */
export function patchOf(fields: Partial<Fields>, zone: string): Schemas['EntryPatch'] {
  const patch: Schemas['EntryPatch'] = {};
  if (fields.title !== undefined) patch.title = fields.title;
  if (fields.channel_id !== undefined) patch.channel_id = fields.channel_id;
  if (fields.copy !== undefined) patch.copy = fields.copy;
  if (fields.format !== undefined) patch.format = fields.format;
  if (fields.effort_hours !== undefined) patch.effort_hours = fields.effort_hours;
  if (fields.source !== undefined) Object.assign(patch, sourceSent(fields.source));
  if (fields.checklist !== undefined) patch.checklist = fields.checklist;
  if (fields.topic_id !== undefined) patch.topic_id = fields.topic_id || null;
  if (fields.owner_id !== undefined) patch.owner_id = fields.owner_id || null;
  if (fields.approver_id !== undefined) patch.approver_id = fields.approver_id || null;
  if (fields.link !== undefined) patch.link = fields.link.trim() || null;
  if (fields.when !== undefined) Object.assign(patch, momentOf(fields.when, zone));
  return patch;
}

/** Returns a time as the API takes it: one of both, the other nothing. */
export function momentOf(when: When, zone: string): { publish_at?: string | null; publish_on?: string | null } {
  if (!when.day) return { publish_at: null, publish_on: null };
  return when.time ? { publish_at: instantOf(when, zone) } : { publish_on: when.day };
}

/** What is the team's own has no address elsewhere; what was typed of one stays in the form alone. */
function sourceSent({ curated, url }: Source): Pick<Schemas['EntryPatch'], 'source' | 'source_url'> {
  return curated ? { source: 'curated', source_url: url.trim() || null } : { source: 'own', source_url: null };
}

/** Why a value cannot be sent as it is. */
export type Unfit = 'title_missing' | 'link_incomplete' | 'day_impossible' | 'time_without_day' | 'effort_impossible';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const MOST_HOURS = 1000;

/** Returns why a value cannot be sent; undefined where it can. It is kept all the same. */
export function unfit<F extends FieldName>(field: F, value: Fields[F]): Unfit | undefined {
  if (field === 'title' && !(value as string).trim()) return 'title_missing';
  if (field === 'link') return unfitLink(value as string);
  if (field === 'source') {
    const { curated, url } = value as Source;
    return curated ? unfitLink(url) : undefined;
  }
  if (field === 'effort_hours') {
    const hours = value as number | null;
    if (hours !== null && !(hours >= 0 && hours <= MOST_HOURS)) return 'effort_impossible';
  }
  if (field === 'when') {
    const { day, time } = value as When;
    if (!day) return time ? 'time_without_day' : undefined;
    if (!isDay(day) || civil(day).year < FIRST_YEAR || civil(day).year > LAST_YEAR) return 'day_impossible';
  }
  return undefined;
}

function unfitLink(text: string): Unfit | undefined {
  const link = text.trim();
  return link && !isLink(link) ? 'link_incomplete' : undefined;
}

function isLink(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.?[^\s]*$/i.test(text) && URL.canParse(text);
}

/** Which of our fields a problem of the API's is about: "publish_at" is ours "when". */
export function fieldOfProblem(field: string): FieldName | undefined {
  const head = field.split('.')[0] ?? '';
  if (['publish_at', 'publish_on', 'published_at'].includes(head)) return 'when';
  if (head === 'source_url') return 'source';
  return fieldNames.find((name) => name === head);
}
