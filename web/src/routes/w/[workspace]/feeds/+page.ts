import { channelsQuery, membersQuery } from '$lib/api';
import { feedsQuery } from '$lib/features/feeds/queries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(feedsQuery(params.workspace));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  void queryClient.prefetchQuery(membersQuery(params.workspace));
};
