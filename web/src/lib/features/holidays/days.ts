import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { holds, type Day, type Formats, type Span } from '$lib/time';

/** What the API tells of holidays beside rows: of each region those of the days shown. */
export type RegionHolidays = Schemas['RegionHolidays'];

/** A public holiday, named in the viewer's language. */
export interface NamedHoliday {
  day: Day;
  name: string;
}

/** Returns the holidays of a region on some days, by day; none without a region. */
export function holidaysIn(
  all: RegionHolidays,
  region: string | null | undefined,
  days: Span,
  formats: Formats
): NamedHoliday[] {
  const found = region ? (all[region] ?? []) : [];
  return found.filter(({ day }) => holds(days, day)).map(({ day, name }) => ({ day, name: name[formats.language] }));
}

/** "Feiertag: Karfreitag", "Feiertage: Karfreitag am 26. März, Ostermontag am 29. März"; "" for none. */
export function holidaysInWords(holidays: NamedHoliday[], days: Span, formats: Formats): string {
  if (holidays.length === 0) return '';
  const isOneDay = days.from === days.to;
  const names = holidays
    .map(({ day, name }) => (isOneDay ? name : m.holidays_dated({ name, day: formats.day(day) })))
    .join(', ');
  return holidays.length === 1 ? m.holidays_on({ names }) : m.holidays_on_days({ names });
}

/** A holiday on a day of several channels: those of the shown ones on which it is one; none stands for all of them. */
export interface SharedHoliday {
  name: string;
  channels: string[];
}

/** Returns what is a holiday on a day for the channels that are shown, each once. */
export function holidaysOnDay(
  day: Day,
  channels: Pick<Schemas['YearChannel'], 'name' | 'region'>[],
  all: RegionHolidays,
  formats: Formats
): SharedHoliday[] {
  const found = new Map<string, string[]>();
  for (const { name: channel, region } of channels) {
    for (const { name } of holidaysIn(all, region, { from: day, to: day }, formats)) {
      found.set(name, [...(found.get(name) ?? []), channel]);
    }
  }
  return [...found].map(([name, of]) => ({ name, channels: of.length === channels.length ? [] : of }));
}

/** "Feiertag: Karfreitag", "Feiertag: Fronleichnam (Blog, LinkedIn)"; "" for none. */
export function sharedInWords(holidays: SharedHoliday[]): string {
  if (holidays.length === 0) return '';
  const names = holidays
    .map(({ name, channels }) =>
      channels.length === 0 ? name : m.holidays_at({ name, channels: channels.join(', ') })
    )
    .join(', ');
  return holidays.length === 1 ? m.holidays_on({ names }) : m.holidays_on_days({ names });
}
