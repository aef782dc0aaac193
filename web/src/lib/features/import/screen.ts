import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'import',
  order: 140,
  place: 'more',
  icon: 'import',
  label: () => m.import_screen(),
  needs: 'import'
};
