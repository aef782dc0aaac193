import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

export const screen: Screen = {
  path: 'board',
  order: 50,
  place: 'plan',
  icon: 'board',
  label: () => m.board_screen(),
  keys: 'g b'
};
