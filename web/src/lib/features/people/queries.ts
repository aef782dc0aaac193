import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys } from '$lib/api';
import type { Span } from '$lib/time';

const PAGE = 200;

export const peopleKeys = {
  absences: (workspace: string, span: Span) => [...keys.workspace(workspace), 'absences', span.from, span.to] as const,
  capacity: (workspace: string, span: Span) => [...keys.workspace(workspace), 'capacity', span.from, span.to] as const,
  invitations: (workspace: string) => [...keys.workspace(workspace), 'invitations'] as const
};

/** Absences that have a day in the span, by first day. */
export function absencesQuery(workspace: string, { from, to }: Span) {
  return queryOptions({
    queryKey: peopleKeys.absences(workspace, { from, to }),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/absences', {
            params: { path: { workspace }, query: { from, to, limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** What the weeks of a span ask of whom, and how much time they have. */
export function capacityQuery(workspace: string, { from, to }: Span) {
  return queryOptions({
    queryKey: peopleKeys.capacity(workspace, { from, to }),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/capacity', {
          params: { path: { workspace }, query: { from, to } },
          signal
        })
      )
  });
}

/** Invitations that are open or have expired, the latest first. For leads. */
export function invitationsQuery(workspace: string) {
  return queryOptions({
    queryKey: peopleKeys.invitations(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/invitations', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}
