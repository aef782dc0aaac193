import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'topics',
  order: 100,
  place: 'more',
  icon: 'topics',
  label: () => m.topics_screen(),
  keys: 'g o'
};
