import { channelsQuery, membersQuery } from '$lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(membersQuery(params.workspace));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
};
