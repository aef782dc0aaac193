import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'timeline',
  order: 35,
  place: 'plan',
  icon: 'timeline',
  label: () => m.timeline_screen(),
  keys: 'g t'
};
