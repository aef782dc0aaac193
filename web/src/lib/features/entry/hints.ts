import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { holidaysIn, holidaysInWords } from '$lib/features/holidays';
import type { Day, Formats } from '$lib/time';
import { effortInWords } from './values';

/** What fields are told beside, as far as it is known. */
export interface Hints {
  /** What entries take by format where they do not say so. */
  efforts: Schemas['FormatEffort'][];
  /** Public holidays of the channel's region, around the entry's day. */
  holidays: Schemas['Holiday'][];
}

const folded = (format: string) => format.trim().toLowerCase();

/** Returns how many hours a format takes; undefined where nobody said. */
export function usualEffort(format: string, { efforts }: Hints): number | undefined {
  return efforts.find((effort) => folded(effort.format) === folded(format))?.effort_hours;
}

/** Says what an effort is or, where none is typed, what counts in its place. */
export function effortHint(typed: number | null, format: string, hints: Hints, formats: Formats): string {
  const usual = typed === null ? usualEffort(format, hints) : undefined;
  if (usual === undefined) return m.entry_effort_hint();
  return m.entry_effort_usual({ format: format.trim(), effort: effortInWords(usual, formats) });
}

/** "Feiertag: Karfreitag"; "" on other days. */
export function holidayHint(day: Day, { holidays }: Hints, formats: Formats): string {
  const days = { from: day, to: day };
  return holidaysInWords(holidaysIn({ there: holidays }, 'there', days, formats), days, formats);
}
