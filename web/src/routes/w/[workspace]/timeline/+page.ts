import { channelsQuery } from '$lib/api';
import { entriesBetweenQuery } from '$lib/features/calendar/queries';
import { filterOf } from '$lib/features/filter';
import { askedOf, daysIn, monthsIn, periodOf } from '$lib/features/timeline';
import { rowsQuery } from '$lib/features/year/queries';
import { clock, viewerZone } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { workspace }, url, parent }) => {
  const { queryClient } = await parent();
  const period = periodOf(url.searchParams, clock.today(viewerZone()));
  const days = daysIn(period);
  void queryClient.prefetchQuery(entriesBetweenQuery(workspace, days, askedOf(filterOf(url.searchParams))));
  void queryClient.prefetchQuery(channelsQuery(workspace));
  for (const month of monthsIn(days)) void queryClient.prefetchQuery(rowsQuery(workspace, { kind: 'month', month }));
  return { period };
};
