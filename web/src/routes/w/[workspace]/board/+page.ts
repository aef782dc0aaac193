import { channelsQuery, membersQuery } from '$lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params: { workspace }, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(channelsQuery(workspace));
  void queryClient.prefetchQuery(membersQuery(workspace));
};
