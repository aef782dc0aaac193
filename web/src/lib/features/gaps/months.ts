import { addDays } from '$lib/time';
import type { Gap } from './sentence';

/** A gap as it is shown: as itself or, with months of a plan that each lack a theme, as all of them. */
export interface ShownGap extends Gap {
  /** Those that it stands for, the first of which it is; only where they are several. */
  months?: Gap[];
}

/** Returns the gaps that a shown one stands for. */
export function partsOf(gap: ShownGap): Gap[] {
  return gap.months ?? [gap];
}

/**
 * Shows months of a plan without a theme that follow each other, and press alike, as one, where the first of them stands
 * (as the weekly report tells them, internal/report/theme_missing.go). The one that is opened begins anew, to be found.
 */
export function joinMonths(gaps: Gap[], opened: string): ShownGap[] {
  const joined: ShownGap[] = [];
  const latest: Record<string, number> = {};
  for (const gap of gaps) {
    if (gap.rule === 'theme_missing') {
      const plan = gap.plan_id ?? '';
      const before = joined[latest[plan] ?? -1];
      if (before && gap.id !== opened && addDays(before.to, 1) === gap.from && before.severity === gap.severity) {
        joined[latest[plan]!] = { ...before, to: gap.to, months: [...partsOf(before), gap] };
        continue;
      }
      latest[plan] = joined.length;
    }
    joined.push(gap);
  }
  return joined;
}
