import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'search',
  order: 70,
  place: 'plan',
  icon: 'search',
  label: () => m.search_screen(),
  keys: '/'
};
