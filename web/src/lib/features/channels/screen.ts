import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'channels',
  order: 110,
  place: 'more',
  icon: 'channels',
  label: () => m.channels_screen(),
  keys: 'g c'
};
