import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'feeds',
  order: 130,
  place: 'more',
  icon: 'feeds',
  label: () => m.feeds_screen(),
  keys: 'g f',
  needs: 'subscribe'
};
