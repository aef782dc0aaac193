import type { Schemas } from '$lib/api';
import { addDays, isDay, type Day, type Span } from '$lib/time';

export type PlanMix = Schemas['PlanMix'];
export type MixShare = Schemas['MixShare'];

/** So many days ahead the rule looks. */
const AHEAD = 90;

/** Of which days of a plan the mix is counted. */
export type MixSpan = 'ahead' | 'past' | 'all' | 'own';

/** Returns the days of a plan that are meant, `own` being those that somebody chose; undefined where it has none of them. */
export function mixDays(
  of: MixSpan,
  plan: Pick<Schemas['Plan'], 'starts_on' | 'ends_on'>,
  today: Day,
  own: Span
): Span | undefined {
  const spans: Record<MixSpan, Span> = {
    ahead: { from: today, to: addDays(today, AHEAD - 1) },
    past: { from: plan.starts_on, to: addDays(today, -1) },
    all: { from: plan.starts_on, to: plan.ends_on },
    own
  };
  if (!isDay(spans[of].from) || !isDay(spans[of].to)) return undefined;
  const from = spans[of].from > plan.starts_on ? spans[of].from : plan.starts_on;
  const to = spans[of].to < plan.ends_on ? spans[of].to : plan.ends_on;
  return from <= to ? { from, to } : undefined;
}

/** Returns which of them a plan has days of. */
export function mixSpans(plan: Pick<Schemas['Plan'], 'starts_on' | 'ends_on'>, today: Day): MixSpan[] {
  const all = { from: plan.starts_on, to: plan.ends_on };
  return (['ahead', 'past', 'all', 'own'] as const).filter((of) => mixDays(of, plan, today, all));
}
