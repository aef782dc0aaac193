import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** What a column may be read as; "extra": kept aside. */
export const columnRoles = [
  'extra',
  'date',
  'time',
  'channel',
  'title',
  'topic',
  'field',
  'copy',
  'state',
  'owner',
  'format',
  'link',
  'published_at',
  'checklist',
  'source',
  'source_url',
  'effort_hours',
  'id'
] as const;

export type ColumnRole = (typeof columnRoles)[number];

/** Returns the word for what a column is read as. */
export function roleName(role: ColumnRole): string {
  return {
    extra: m.import_role_aside,
    id: m.import_role_id,
    date: m.import_role_date,
    time: m.import_role_time,
    channel: m.import_role_channel,
    field: m.import_role_field,
    topic: m.import_role_topic,
    title: m.import_role_title,
    format: m.import_role_format,
    owner: m.import_role_owner,
    state: m.import_role_state,
    published_at: m.import_role_published_at,
    link: m.import_role_link,
    copy: m.import_role_copy,
    checklist: m.import_role_checklist,
    source: m.import_role_source,
    source_url: m.import_role_source_url,
    effort_hours: m.import_role_effort
  }[role]();
}

/** Returns what a column is read as. */
export function roleOf({ field }: Pick<Schemas['ImportColumn'], 'field'>): ColumnRole {
  return columnRoles.find((role) => role === field) ?? 'extra';
}

/** What columns were said to be, by heading. */
export type Mapping = Readonly<Record<string, ColumnRole>>;

/** Returns the mapping after one more was said: what was read as the same before is kept aside. */
export function mapped(
  columns: Schemas['ImportColumn'][],
  mapping: Mapping,
  heading: string,
  role: ColumnRole
): Mapping {
  const now = Object.fromEntries(columns.map((column) => [column.heading, roleOf(column)]));
  const told: Record<string, ColumnRole> = { ...mapping };
  for (const [other, was] of Object.entries({ ...now, ...mapping })) {
    if (other !== heading && was === role && role !== 'extra') told[other] = 'extra';
  }
  return { ...told, [heading]: role };
}

/** Writes a mapping as the API takes it; undefined where there is none. */
export function columnsSent(mapping: Mapping): string | undefined {
  return Object.keys(mapping).length > 0 ? JSON.stringify(mapping) : undefined;
}
