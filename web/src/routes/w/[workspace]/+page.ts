import { rowsQuery } from '$lib/features/year/queries';
import { zoomOf } from '$lib/features/year/zoom';
import { clock, viewerZone } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const zoom = zoomOf(url.searchParams, clock.today(viewerZone()));
  void queryClient.prefetchQuery(rowsQuery(params.workspace, zoom));
  return { zoom };
};
