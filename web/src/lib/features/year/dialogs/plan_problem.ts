import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { overlap, type Formats, type Span } from '$lib/time';
import { spanOfBar } from '../grid';

/**
 * Returns why no theme can lie on some days, "" where one can: a theme lies within one plan. Of days beyond those whose plans
 * are known, nothing is said; the server then says.
 */
export function planProblem(days: Span, plans: Schemas['YearBar'][], known: Span, formats: Formats): string {
  if (days.from < known.from || days.to > known.to) return '';
  if (plans.some((plan) => plan.starts_on <= days.from && days.to <= plan.ends_on)) return '';
  const near = plans.find((plan) => overlap(spanOfBar(plan), days));
  return near
    ? m.year_stretch_plan_ends({ plan: near.label, span: formats.spanAndYear(spanOfBar(near)) })
    : m.year_stretch_no_plan();
}
