import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'settings',
  order: 190,
  place: 'more',
  icon: 'settings',
  label: () => m.settings_screen(),
  keys: 'g s'
};
