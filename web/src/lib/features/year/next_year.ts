import type { Schemas } from '$lib/api';
import { addDays, addMonthsToDay, civil, daysBetween, monthOf, monthSpan, type Day, type Span } from '$lib/time';

/** A plan that a channel has none like in a year, and what it would be there. */
export interface PlanCopy {
  channel: string;
  name: string;
  source: Schemas['Plan'];
  draft: Schemas['PlanDraft'];
}

const MONTHS = 12;

/** Returns, for each active channel that has no plan in the year, its latest one before, moved on to the year. */
export function plansToCopy(
  year: number,
  channels: Pick<Schemas['YearChannel'], 'channel_id' | 'name' | 'status' | 'plans'>[],
  before: Schemas['Plan'][]
): PlanCopy[] {
  return channels
    .filter(({ status, plans }) => status === 'active' && plans.length === 0)
    .flatMap(({ channel_id, name }) => {
      const source = before
        .filter((plan) => plan.channel_id === channel_id && plan.starts_on < `${year}-01-01`)
        .toSorted((a, b) => (a.ends_on < b.ends_on ? 1 : -1))[0];
      return source ? [{ channel: channel_id, name, source, draft: copyOf(source, year) }] : [];
    });
}

/** Returns a plan as it would be in another year: the same promise, as many years later as lie between. */
export function copyOf(plan: Schemas['Plan'], year: number): Schemas['PlanDraft'] {
  const years = Math.max(1, year - civil(plan.starts_on).year);
  const days = movedByYears({ from: plan.starts_on, to: plan.ends_on }, years);
  const start = days.from > plan.ends_on ? days.from : addDays(plan.ends_on, 1);
  return {
    channel_id: plan.channel_id,
    name: nameIn(plan.name, civil(plan.starts_on).year, year),
    starts_on: start,
    ends_on: days.to > start ? days.to : addDays(start, daysBetween(plan.starts_on, plan.ends_on)),
    cadence: plan.cadence,
    lead_time_days: plan.lead_time_days,
    max_silence_days: plan.max_silence_days,
    owner_id: plan.owner_id,
    deputy_id: plan.deputy_id,
    four_eyes: plan.four_eyes,
    theme_each_month: plan.theme_each_month,
    company_share: plan.company_share,
    curated_share: plan.curated_share
  };
}

/** A last day of a month stays one: 28 February becomes 29 February in a leap year. */
function movedByYears({ from, to }: Span, years: number): Span {
  return { from: addMonthsToDay(from, MONTHS * years), to: endOfMonthKept(to, addMonthsToDay(to, MONTHS * years)) };
}

function endOfMonthKept(before: Day, after: Day): Day {
  return before === monthSpan(monthOf(before)).to ? monthSpan(monthOf(after)).to : after;
}

function nameIn(name: string, from: number, to: number): string {
  return name.includes(String(from)) ? name.replaceAll(String(from), String(to)) : name;
}
