import type { Schemas } from '$lib/api';
import { stateInWords, states, type EntryState } from '$lib/features/entry';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';

/** What names stand for the ids in the log; undefined for what is no longer known. */
export interface LogNames {
  member: (id: string) => string | undefined;
  channel: (id: string) => string | undefined;
  topic: (id: string) => string | undefined;
  formats: Formats;
  zone: string;
}

/** A field in the log: what it was and became, "" for nothing. */
export interface LogField {
  label: string;
  from: string;
  to: string;
}

/** What the fields in the log are called; a test finds those that lack a name. */
export const fieldLabels: Record<string, () => string> = {
  accepted_until: m.settings_field_accepted_until,
  access: m.settings_field_access,
  actual: m.settings_field_actual,
  administrator: m.settings_field_administrator,
  approver_id: m.settings_field_approver_id,
  attempts: m.settings_field_attempts,
  by_group: m.settings_field_by_group,
  cadence: m.settings_field_cadence,
  cancelled: m.settings_field_cancelled,
  channel_id: m.settings_field_channel_id,
  channel_ids: m.settings_field_channel_ids,
  checklist: m.settings_field_checklist,
  color: m.settings_field_color,
  company: m.settings_field_company,
  company_share: m.settings_field_company_share,
  copy: m.settings_field_copy,
  created: m.settings_field_created,
  curated: m.settings_field_curated,
  curated_share: m.settings_field_curated_share,
  daily_digest: m.settings_field_daily_digest,
  deactivated_at: m.settings_field_deactivated_at,
  deleted_at: m.settings_field_deleted_at,
  deliveries: m.settings_field_deliveries,
  delivery: m.settings_field_delivery,
  deputy_id: m.settings_field_deputy_id,
  description: m.settings_field_description,
  digest_hour: m.settings_field_digest_hour,
  effort_hours: m.settings_field_effort_hours,
  enabled: m.settings_field_enabled,
  ends_on: m.settings_field_ends_on,
  entries: m.settings_field_entries,
  entry_id: m.settings_field_entry_id,
  events: m.settings_field_events,
  expected: m.settings_field_expected,
  expires_at: m.settings_field_expires_at,
  external: m.settings_field_external,
  failing_since: m.settings_field_failing_since,
  field: m.settings_field_field,
  file: m.settings_field_file,
  form: m.settings_field_form,
  format: m.settings_field_format,
  format_efforts: m.settings_field_format_efforts,
  four_eyes: m.settings_field_four_eyes,
  from: m.settings_field_from,
  gaps: m.settings_field_gaps,
  given_up: m.settings_field_given_up,
  grace_hours: m.settings_field_grace_hours,
  ideas: m.settings_field_ideas,
  kind: m.settings_field_kind,
  language: m.settings_field_language,
  lead_time_days: m.settings_field_lead_time_days,
  link: m.settings_field_link,
  made_at: m.settings_field_made_at,
  mailed: m.settings_field_mailed,
  max_silence_days: m.settings_field_max_silence_days,
  member_id: m.settings_field_member_id,
  mentions: m.settings_field_mentions,
  method: m.settings_field_method,
  min_spacing_minutes: m.settings_field_min_spacing_minutes,
  name: m.settings_field_name,
  names: m.settings_field_names,
  outcome: m.settings_field_outcome,
  owner_accepted_at: m.settings_field_owner_accepted_at,
  owner_id: m.settings_field_owner_id,
  permission: m.settings_field_permission,
  platform: m.settings_field_platform,
  position: m.settings_field_position,
  publish_at: m.settings_field_publish_at,
  publish_on: m.settings_field_publish_on,
  published_at: m.settings_field_published_at,
  reason: m.settings_field_reason,
  region: m.settings_field_region,
  removed_at: m.settings_field_removed_at,
  report_day: m.settings_field_report_day,
  report_id: m.settings_field_report_id,
  report_time: m.settings_field_report_time,
  role: m.settings_field_role,
  scope: m.settings_field_scope,
  screen: m.settings_field_screen,
  sessions: m.settings_field_sessions,
  settings: m.settings_field_settings,
  severity: m.settings_field_severity,
  shared: m.settings_field_shared,
  shortfall: m.settings_field_shortfall,
  shows: m.settings_field_shows,
  skip_holidays: m.settings_field_skip_holidays,
  source_url: m.settings_field_source_url,
  starts_on: m.settings_field_starts_on,
  state: m.settings_field_state,
  states: m.settings_field_states,
  status: m.settings_field_status,
  text: m.settings_field_text,
  theme_each_month: m.settings_field_theme_each_month,
  time_zone: m.settings_field_time_zone,
  title: m.settings_field_title,
  to: m.settings_field_to,
  tolerance_hours: m.settings_field_tolerance_hours,
  topic_id: m.settings_field_topic_id,
  topic_ids: m.settings_field_topic_ids,
  url: m.settings_field_url,
  warn_on_holidays: m.settings_field_warn_on_holidays,
  week: m.settings_field_week,
  weekly_hours: m.settings_field_weekly_hours,
  weekly_report: m.settings_field_weekly_report,
  why: m.settings_field_why,
  workspace_id: m.settings_field_workspace_id,
  year: m.settings_field_year
};

/** Fields that hold a change together, and say nothing to people. */
const hidden = ['bulk_id', 'comment_id', 'comment', 'import_id'];

/** Says what a line of the log tells of its fields. */
export function fieldsInWords(fields: Schemas['FieldChange'][], names: LogNames): LogField[] {
  return fields
    .filter(({ field, from, to }) => !hidden.includes(field) && (from || to))
    .map(({ field, from, to }) => ({
      label: fieldLabels[field]?.() ?? field,
      from: valueInWords(field, from, names),
      to: valueInWords(field, to, names)
    }));
}

function valueInWords(field: string, value: string | null, names: LogNames): string {
  if (!value) return '';
  const named = nameOf(field, names);
  if (named) {
    return value
      .split(/[ ,]+/)
      .map((id) => named(id) ?? m.settings_value_gone())
      .join(', ');
  }
  return fixedInWords(field, value) ?? writtenInWords(value, names);
}

/** Returns who knows what an id of this field is called; undefined where it holds no id of theirs. */
function nameOf(field: string, names: LogNames): ((id: string) => string | undefined) | undefined {
  if (/^(owner|approver|deputy|member)_id$/.test(field)) return names.member;
  if (/^channel_ids?$/.test(field)) return names.channel;
  return /^topic_ids?$/.test(field) ? names.topic : undefined;
}

/** Words for values of which there is a fixed number. */
function fixedInWords(field: string, value: string): string | undefined {
  const isState = (field === 'state' || field === 'to' || field === 'from') && states.includes(value as EntryState);
  if (isState) return stateInWords(value as EntryState);
  const fixed: Record<string, () => string> = {
    true: m.settings_value_yes,
    false: m.settings_value_no,
    ...(field === 'role' && {
      viewer: m.people_role_viewer,
      contributor: m.people_role_contributor,
      editor: m.people_role_editor,
      lead: m.people_role_lead
    }),
    ...(field === 'severity' && {
      critical: m.gaps_severity_critical,
      warning: m.gaps_severity_warning,
      notice: m.gaps_severity_notice,
      missed: m.gaps_severity_missed
    }),
    ...(field === 'language' && { de: m.settings_german, en: m.settings_english })
  };
  return fixed[value]?.();
}

/** Times, days and lengths as they are written here. */
function writtenInWords(value: string, { formats, zone }: LogNames): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(value)) return formats.momentAndYear(value, zone);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formats.dayAndYear(value);
  const [, done, count] = /^(\d+) of (\d+) done/.exec(value) ?? [];
  if (done && count) return m.settings_value_items({ done, count });
  const length = /^(\d+) characters$/.exec(value)?.[1];
  return length ? m.settings_value_length({ length }) : value;
}
