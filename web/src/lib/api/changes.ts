import { api, dataOf, type Schemas } from './client';

/** How far a workspace and each of its channels have been changed. */
export type Stand = Schemas['Changes'];

/** Listens to how a workspace is changed, from now on: an event `changed` with a Stand first, and after every change. */
export function streamOfChanges(workspace: string): EventSource {
  return new EventSource(`/api/v1/workspaces/${workspace}/changes`);
}

/** Asks once how far a workspace has been changed; without channels where that is as far as `after`. */
export async function readChanges(workspace: string, after?: number): Promise<Stand> {
  const params = { path: { workspace }, query: { after } };
  const answer = await api.GET('/workspaces/{workspace}/changes', { params, headers: { Accept: 'application/json' } });
  return dataOf(answer) as Stand;
}
