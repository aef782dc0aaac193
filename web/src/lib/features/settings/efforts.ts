import type { Schemas } from '$lib/api';
import { hoursFrom, hoursTyped, type Formats } from '$lib/time';

/** What entries of a format take, as it is typed. */
export interface TypedEffort {
  format: string;
  hours: string;
}

/** An entry takes so many hours at most. */
const MOST = 1000;

export function typedEfforts(efforts: Schemas['FormatEffort'][], formats: Formats): TypedEffort[] {
  return efforts.map(({ format, effort_hours }) => ({ format, hours: hoursTyped(effort_hours, formats) }));
}

/** Reads what was typed; undefined where a format has no name or no hours. Rows left empty are none. */
export function effortsFrom(rows: TypedEffort[]): Schemas['FormatEffort'][] | undefined {
  const efforts: Schemas['FormatEffort'][] = [];
  for (const row of rows) {
    const format = row.format.trim();
    const hours = hoursFrom(row.hours, MOST);
    if (!format && hours === null) continue;
    if (!format || hours === null || hours === undefined) return undefined;
    efforts.push({ format, effort_hours: hours });
  }
  return efforts;
}
