import { channelsQuery, membersQuery } from '$lib/api';
import { filterOf } from '$lib/features/filter';
import { arrangementOf } from '$lib/features/list/arrangement';
import { listCountsQuery, listPageQuery } from '$lib/features/list/queries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const filter = filterOf(url.searchParams);
  const { sort, group } = arrangementOf(url.searchParams, undefined);
  void queryClient.prefetchQuery(listCountsQuery(params.workspace, filter, group));
  if (group === '') void queryClient.prefetchQuery(listPageQuery(params.workspace, filter, sort, 0));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  void queryClient.prefetchQuery(membersQuery(params.workspace));
};
