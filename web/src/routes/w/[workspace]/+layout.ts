import { meQuery, workspaceQuery } from '$lib/api';
import type { LayoutLoad } from './$types';

/** Asks for what every screen needs, at once with what the screen asks for itself. */
export const load: LayoutLoad = async ({ params, parent }) => {
  const { queryClient } = await parent();
  void queryClient.prefetchQuery(meQuery());
  void queryClient.prefetchQuery(workspaceQuery(params.workspace));
};
