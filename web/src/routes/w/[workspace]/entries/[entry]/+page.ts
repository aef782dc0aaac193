import { entryQuery } from '$lib/features/entry/queries';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(entryQuery(params.workspace, params.entry));
};
