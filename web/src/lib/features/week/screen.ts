import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'week',
  order: 30,
  place: 'plan',
  icon: 'week',
  label: () => m.week_screen(),
  keys: 'g w'
};
