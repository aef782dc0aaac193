import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'reports',
  order: 80,
  place: 'plan',
  icon: 'report',
  label: () => m.reports_screen(),
  keys: 'g r'
};
