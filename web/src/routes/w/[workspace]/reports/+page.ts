import { reportsQuery } from '$lib/features/reports/queries';
import { language } from '$lib/shell';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchInfiniteQuery(reportsQuery(params.workspace, language.current));
};
