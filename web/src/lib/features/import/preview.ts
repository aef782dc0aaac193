import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';

export type ImportRow = Schemas['ImportRow'];

/** Reports whether a row cannot be taken. */
export function isBad({ outcome }: Pick<ImportRow, 'outcome'>): boolean {
  return outcome === 'error';
}

/** Returns the word for what becomes of a row. */
export function outcomeInWords(outcome: ImportRow['outcome']): string {
  return {
    new: m.import_outcome_new,
    unchanged: m.import_outcome_unchanged,
    differing: m.import_outcome_differing,
    error: m.import_outcome_error
  }[outcome]();
}

/** "Mo 8. März 2027, 10:00": when a row's entry appears, on its channel's clock; "" where a bad row does not tell. */
export function whenInWords(row: Pick<ImportRow, 'day' | 'time' | 'outcome'>, formats: Formats): string {
  if (row.day === null) return row.outcome === 'error' ? '' : m.import_preview_no_date();
  const day = `${formats.weekdayShort(row.day)} ${formats.dayAndYear(row.day)}`;
  return row.time === null ? day : `${day}, ${row.time}`;
}

/** Returns a row's topic, and says where it is none of the pool yet; "" where the title says it already. */
export function topicInWords({
  topic,
  topic_is_new,
  title
}: Pick<ImportRow, 'topic' | 'topic_is_new' | 'title'>): string {
  if (topic_is_new) return m.import_preview_new_topic({ topic });
  return topic === title ? '' : topic;
}

/** Returns what is to be said of a row, sentence by sentence: what is wrong with it, and what is read otherwise than it stands. */
export function remarksOf(row: Pick<ImportRow, 'problems' | 'skipped_time' | 'time'>): string[] {
  const wrong = row.problems.map(({ column, reason }) =>
    column === '' ? reason : m.import_preview_problem({ column, reason })
  );
  return row.skipped_time === null || row.time === null
    ? wrong
    : [...wrong, m.import_preview_skipped({ said: row.skipped_time, time: row.time })];
}
