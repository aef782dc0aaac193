import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';

export type Capacity = Schemas['Capacity'];
export type MemberLoad = Schemas['MemberCapacity'];
export type WeekLoad = Schemas['CapacityWeek'];

/** Those of whom something is to be told: who has said how much time they have. */
export function reckoned({ items }: Capacity): MemberLoad[] {
  return items.filter(({ weekly_hours }) => weekly_hours !== null);
}

/** "12,5 h" · "12.5 h"; to the minute as far as two decimals tell. */
export function hoursInWords(hours: number, formats: Formats): string {
  return m.people_hours({ hours: formats.number(Math.round(100 * hours) / 100) });
}

/** All that a cell says, for who hears it. */
export function cellInWords(member: MemberLoad, week: WeekLoad, formats: Formats): string {
  const told = {
    name: member.member_name,
    week: formats.week(week.week),
    load: hoursInWords(week.effort_hours, formats),
    entries: m.people_load_entries({ count: week.entries })
  };
  const words =
    week.budget_hours === null
      ? m.people_load_cell_open(told)
      : m.people_load_cell({ ...told, budget: hoursInWords(week.budget_hours, formats) });
  return week.overload ? `${words}, ${m.people_load_over()}` : words;
}
