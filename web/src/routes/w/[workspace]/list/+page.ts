import { channelsQuery, membersQuery } from '$lib/api';
import { filterOf } from '$lib/features/filter';
import { arrangementOf } from '$lib/features/list/arrangement';
import { listCountsQuery, listPageQuery } from '$lib/features/list/queries';
import { countedUntil, holdsToday } from '$lib/features/list/today';
import { clock, viewerZone } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const filter = filterOf(url.searchParams);
  const { sort, group } = arrangementOf(url.searchParams, undefined);
  const order = { sort, group };
  const today = clock.today(viewerZone());
  const until = countedUntil(filter, order, today);
  void queryClient.prefetchQuery(listCountsQuery(params.workspace, filter, group, until));
  // Which page today is on shows when that is known.
  if (group === '' && !holdsToday(filter, order, today))
    void queryClient.prefetchQuery(listPageQuery(params.workspace, filter, sort, 0));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  void queryClient.prefetchQuery(membersQuery(params.workspace));
};
