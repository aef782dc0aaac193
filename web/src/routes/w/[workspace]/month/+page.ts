import { channelsQuery } from '$lib/api';
import { byMonth, periodAsked, spanOfWeeks } from '$lib/features/calendar';
import { entriesBetweenQuery } from '$lib/features/calendar/queries';
import { clock, viewerZone } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const asked = periodAsked(byMonth, url.searchParams.get('month') ?? '', clock.today(viewerZone()));
  void queryClient.prefetchQuery(entriesBetweenQuery(params.workspace, spanOfWeeks(byMonth.weeks(asked.shown))));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  return asked;
};
