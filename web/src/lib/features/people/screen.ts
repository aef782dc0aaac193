import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'people',
  order: 120,
  place: 'more',
  icon: 'people',
  label: () => m.people_screen(),
  keys: 'g p'
};
