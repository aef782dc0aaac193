import { channelsQuery, membersQuery, topicsQuery } from '$lib/api';
import { isAsked, searchOf } from '$lib/features/search';
import { foundEntriesQuery } from '$lib/features/search/queries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const search = searchOf(url.searchParams);
  if (isAsked(search)) void queryClient.prefetchInfiniteQuery(foundEntriesQuery(params.workspace, search));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  void queryClient.prefetchQuery(membersQuery(params.workspace));
  void queryClient.prefetchQuery(topicsQuery(params.workspace));
};
