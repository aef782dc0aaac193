import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: '',
  order: 10,
  place: 'plan',
  icon: 'year',
  label: () => m.year_screen(),
  keys: 'g y'
};
