import { m } from '$lib/paraglide/messages';
import type { Screen } from '$lib/shell/screens';

/** Reports are pages of the server's, so that they can be read and printed without JavaScript. */
export const screen: Screen = {
  path: 'reports',
  order: 80,
  place: 'plan',
  icon: 'report',
  label: () => m.shell_reports(),
  outside: true
};
