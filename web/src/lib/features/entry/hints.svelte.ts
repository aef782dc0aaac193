import { createQuery } from '@tanstack/svelte-query';
import { workspaceQuery, type Schemas } from '$lib/api';
import { holidaysQuery } from '$lib/features/holidays/queries';
import { isDay, type Day } from '$lib/time';
import type { Hints } from './hints';

/** Asks for what is told beside the fields of an entry, as its channel and its day are typed. */
export function createHints(
  workspace: string,
  typed: () => { channel: Schemas['Channel'] | undefined; day: Day }
): { readonly current: Hints } {
  const itself = createQuery(() => workspaceQuery(workspace));
  const holidays = createQuery(() => {
    const { channel, day } = typed();
    const region = channel?.region ?? '';
    return { ...holidaysQuery(region, day), enabled: region !== '' && isDay(day) };
  });
  const current = $derived<Hints>({
    efforts: itself.data?.format_efforts ?? [],
    holidays: holidays.data ?? []
  });
  return {
    get current() {
      return current;
    }
  };
}
