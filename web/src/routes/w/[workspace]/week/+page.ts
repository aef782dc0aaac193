import { channelsQuery } from '$lib/api';
import { inReach, spanOfWeeks } from '$lib/features/calendar';
import { entriesBetweenQuery } from '$lib/features/calendar/queries';
import { clock, viewerZone, weekOf, weekParts, weeksIn } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const asked = url.searchParams.get('week') ?? '';
  const isThere = isWeek(asked) && inReach(asked);
  const week = isThere ? asked : weekOf(clock.today(viewerZone()));
  void queryClient.prefetchQuery(entriesBetweenQuery(params.workspace, spanOfWeeks([week])));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  return { week, unknown: isThere ? '' : asked };
};

function isWeek(text: string): boolean {
  if (!/^\d{4}-W\d{2}$/.test(text)) return false;
  const { year, number } = weekParts(text);
  return number >= 1 && number <= weeksIn(year);
}
