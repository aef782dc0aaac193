import { yearQuery } from '$lib/features/year/queries';
import { clock, viewerZone, weekOf, weekParts } from '$lib/time';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ params, url, parent }) => {
  const { queryClient } = await parent();
  const asked = Number(url.searchParams.get('year'));
  const year = asked >= 1990 && asked <= 2100 ? asked : weekParts(weekOf(clock.today(viewerZone()))).year;
  void queryClient.prefetchQuery(yearQuery(params.workspace, year));
  return { year };
};
