import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** Returns what is wrong, in a few words. */
export function ruleInWords({ rule, expected, actual }: Schemas['Finding']): string {
  switch (rule) {
    case 'cadence':
      return m.year_rule_cadence({ expected, actual });
    case 'runs_dry':
      return m.year_rule_runs_dry();
    case 'silence':
      return m.year_rule_silence();
    case 'horizon':
      return m.year_rule_horizon();
    case 'not_ready':
      return m.year_rule_not_ready();
    case 'overdue':
      return m.year_rule_overdue();
    case 'unowned':
      return m.year_rule_unowned();
    case 'uncovered_absence':
      return m.year_rule_uncovered_absence();
    case 'overload':
      return m.year_rule_overload();
    case 'theme_missing':
      return m.year_rule_theme_missing();
    case 'mix':
      return m.year_rule_mix({ expected, actual });
    case 'clash':
      return m.year_rule_clash();
    case 'holiday':
      return m.year_rule_holiday();
  }
}
