import { m } from '$lib/paraglide/messages';
import type { Action } from './actions.svelte';

/** Sorts actions under the headings of the palette and of the keys' list. An id that stands twice is the later's. */
export function groupsOf(actions: Action[]): { name: Action['group']; label: string; actions: Action[] }[] {
  const latest = [...new Map(actions.map((action) => [action.id, action])).values()];
  return (
    [
      ['go', m.shell_group_go()],
      ['do', m.shell_group_do()],
      ['view', m.shell_group_view()],
      ['help', m.shell_group_help()]
    ] as const
  )
    .map(([name, label]) => ({ name, label, actions: latest.filter((action) => action.group === name) }))
    .filter((group) => group.actions.length > 0);
}
