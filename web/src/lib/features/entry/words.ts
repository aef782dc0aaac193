import { m } from '$lib/paraglide/messages';
import { platformName } from '$lib/shell/platform';
import type { FieldName, Unfit } from './fields';
import type { Limit } from './limits';
import { lengthOf } from './limits';
import type { Typed } from './editor.svelte';

/** Returns the name of a field. */
export function fieldInWords(field: FieldName): string {
  return {
    title: m.entry_title,
    channel_id: m.entry_channel,
    when: m.entry_when,
    copy: m.entry_copy,
    topic_id: m.entry_topic,
    owner_id: m.entry_owner,
    approver_id: m.entry_approver,
    link: m.entry_link,
    format: m.entry_format,
    effort_hours: m.entry_effort,
    source: m.entry_source,
    checklist: m.entry_checklist
  }[field]();
}

/** Returns what is wrong with a field, for people; "" for nothing. */
export function problemInWords(problem: ReturnType<Typed['problem']>): string {
  if (!problem) return '';
  return typeof problem === 'string' ? unfitInWords(problem) : problem.said;
}

function unfitInWords(unfit: Unfit): string {
  return {
    title_missing: m.entry_title_missing,
    link_incomplete: m.entry_link_incomplete,
    day_impossible: m.entry_day_impossible,
    time_without_day: m.entry_time_without_day,
    effort_impossible: m.entry_effort_impossible
  }[unfit]();
}

/** Returns how long a text is, beside how long it may be. */
export function lengthInWords(text: string, limit: Limit | undefined, platform: string): string {
  const length = lengthOf(text, limit?.unit);
  if (!limit) return m.entry_length({ length });
  if (length <= limit.most) return m.entry_length_of({ length, most: limit.most, platform: platformName(platform) });
  const over = length - limit.most;
  return limit.advice
    ? m.entry_length_advice({ length, most: limit.most })
    : m.entry_length_over({ length, most: limit.most, platform: platformName(platform), over });
}

/** Reports whether a text is longer than a platform takes. */
export function isTooLong(text: string, limit: Limit | undefined): boolean {
  return limit !== undefined && lengthOf(text, limit.unit) > limit.most;
}
