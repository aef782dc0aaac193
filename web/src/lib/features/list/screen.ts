import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'list',
  order: 50,
  place: 'plan',
  icon: 'list',
  label: () => m.list_screen(),
  keys: 'g l'
};
