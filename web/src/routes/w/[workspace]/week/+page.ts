import { channelsQuery } from '$lib/api';
import { spanOfWeeks } from '$lib/features/calendar';
import { entriesBetweenQuery } from '$lib/features/calendar/queries';
import { clock, viewerZone, weekOf, weekParts, weeksIn } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const asked = url.searchParams.get('week') ?? '';
  const week = isWeek(asked) ? asked : weekOf(clock.today(viewerZone()));
  void queryClient.prefetchQuery(entriesBetweenQuery(params.workspace, spanOfWeeks([week])));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  return { week };
};

function isWeek(text: string): boolean {
  if (!/^\d{4}-W\d{2}$/.test(text)) return false;
  const { year, number } = weekParts(text);
  return number >= 1 && number <= weeksIn(year);
}
