import { channelsQuery } from '$lib/api';
import { inReach, spanOfWeeks, weeksOf } from '$lib/features/calendar';
import { entriesBetweenQuery } from '$lib/features/calendar/queries';
import { clock, isDay, monthOf, viewerZone } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const asked = url.searchParams.get('month') ?? '';
  const isThere = isDay(`${asked}-01`) && inReach(asked);
  const month = isThere ? asked : monthOf(clock.today(viewerZone()));
  void queryClient.prefetchQuery(entriesBetweenQuery(params.workspace, spanOfWeeks(weeksOf(month))));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  return { month, unknown: isThere ? '' : asked };
};
