import { channelsQuery, topicsQuery } from '$lib/api';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(topicsQuery(params.workspace));
  void queryClient.prefetchQuery(channelsQuery(params.workspace));
};
