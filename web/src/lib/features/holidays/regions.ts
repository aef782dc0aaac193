import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Day, Formats } from '$lib/time';

type Region = Schemas['HolidayRegion'];

/** A country with its regions. */
export interface Country {
  name: string;
  regions: { code: string; name: string }[];
}

/** So many of the holidays that come next are told. */
const NEXT = 4;

/** Returns regions by country, in the order in which they come, named in the viewer's language. */
export function countriesOf(regions: Region[], formats: Formats): Country[] {
  const countries = new Map<string, Country>();
  for (const { code, country, name } of regions) {
    const it = countries.get(country) ?? { name: countryName(country), regions: [] };
    it.regions.push({ code, name: name[formats.language] });
    countries.set(country, it);
  }
  return [...countries.values()];
}

function countryName(code: string): string {
  const names: Record<string, () => string> = {
    DE: m.holidays_country_de,
    AT: m.holidays_country_at,
    CH: m.holidays_country_ch
  };
  return names[code]?.() ?? code;
}

/** Returns what a region is called; its code while the regions are not known. */
export function regionName(code: string, regions: Region[], formats: Formats): string {
  return regions.find((region) => region.code === code)?.name[formats.language] ?? code;
}

/** "Karfreitag (26. März 2027), Ostermontag (29. März 2027), …": the holidays from a day on, the nearest; "" for none. */
export function nextInWords(holidays: Schemas['Holiday'][], today: Day, formats: Formats): string {
  return holidays
    .filter(({ day }) => day >= today)
    .slice(0, NEXT)
    .map(({ day, name }) => m.holidays_next_one({ name: name[formats.language], day: formats.dayAndYear(day) }))
    .join(', ');
}
