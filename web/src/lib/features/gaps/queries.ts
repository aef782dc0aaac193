import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys, type Schemas } from '$lib/api';

const PAGE = 200;

export const gapKeys = {
  all: (workspace: string) => [...keys.workspace(workspace), 'gaps'] as const,
  live: (workspace: string) => [...gapKeys.all(workspace), 'live'] as const,
  missed: (workspace: string) => [...gapKeys.all(workspace), 'missed'] as const,
  plans: (workspace: string) => [...gapKeys.all(workspace), 'plans'] as const,
  gap: (workspace: string, gap: string) => [...gapKeys.all(workspace), 'gap', gap] as const
};

/** What wants doing, and what may stay: the most pressing first, then by first day. */
export function liveGapsQuery(workspace: string) {
  return queryOptions({
    queryKey: gapKeys.live(workspace),
    queryFn: ({ signal }) => gapsIn(workspace, ['open', 'accepted'], signal)
  });
}

/** What nobody can mend any more, the latest first. */
export function missedGapsQuery(workspace: string) {
  return queryOptions({
    queryKey: gapKeys.missed(workspace),
    queryFn: async ({ signal }) => (await gapsIn(workspace, ['missed'], signal)).toReversed()
  });
}

/** A gap with its whole history. */
export function gapQuery(workspace: string, gap: string) {
  const path = { workspace, gap };
  return queryOptions({
    queryKey: gapKeys.gap(workspace, gap),
    queryFn: async ({ signal }) => {
      const found = dataOf(
        await api.GET('/workspaces/{workspace}/gaps/{gap}', { params: { path, query: { explain: true } }, signal })
      );
      const history = found.history ?? [];
      for (let cursor = found.history_next_cursor; cursor;) {
        const page = dataOf(
          await api.GET('/workspaces/{workspace}/gaps/{gap}/history', {
            params: { path, query: { limit: PAGE, cursor } },
            signal
          })
        );
        history.push(...page.items);
        cursor = page.next_cursor;
      }
      return { ...found, history };
    }
  });
}

/** All plans: whose they are, what they are called, and when their slots are. */
export function plansOfGapsQuery(workspace: string) {
  return queryOptions({
    queryKey: gapKeys.plans(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/plans', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

function gapsIn(workspace: string, state: Schemas['GapState'][], signal: AbortSignal): Promise<Schemas['Gap'][]> {
  return allPages(async (cursor) =>
    dataOf(
      await api.GET('/workspaces/{workspace}/gaps', {
        params: { path: { workspace }, query: { state, explain: true, limit: PAGE, cursor } },
        signal
      })
    )
  );
}
