import { channelsQuery, membersQuery } from '$lib/api';
import { anyEntryQuery, plansQuery } from '$lib/features/channels/queries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
  void queryClient.prefetchQuery(plansQuery(params.workspace));
  void queryClient.prefetchQuery(membersQuery(params.workspace));
  void queryClient.prefetchQuery(anyEntryQuery(params.workspace));
};
