import { channelsQuery, membersQuery } from '$lib/api';
import { liveGapsQuery, plansOfGapsQuery } from '$lib/features/gaps/queries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(liveGapsQuery(params.workspace));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  void queryClient.prefetchQuery(membersQuery(params.workspace));
  void queryClient.prefetchQuery(plansOfGapsQuery(params.workspace));
};
