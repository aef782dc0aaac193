import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'month',
  order: 20,
  place: 'plan',
  icon: 'month',
  label: () => m.month_screen(),
  keys: 'g m'
};
