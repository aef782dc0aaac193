import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

// Second, so that on a phone it stands at the bottom: what is coming loose is what one looks in for.
export const screen: Screen = {
  path: 'gaps',
  order: 15,
  place: 'plan',
  icon: 'gaps',
  label: () => m.gaps_screen(),
  keys: 'g g'
};
