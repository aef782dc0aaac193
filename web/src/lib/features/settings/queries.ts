import { infiniteQueryOptions, queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys, type Schemas } from '$lib/api';

/** The most a list gives at once. */
const PAGE = 200;
/** Lines of the log that are shown at once. */
const LINES = 50;

/** What of the log is shown; "" for all. */
export interface AuditFilter {
  member: string;
  kind: string;
  action: string;
  from: string;
  to: string;
}

export const settingsKeys = {
  tokens: ['my tokens'] as const,
  data: ['my data'] as const,
  memberTokens: (workspace: string) => [...keys.workspace(workspace), 'tokens'] as const,
  audit: (workspace: string, filter: AuditFilter) => [...keys.workspace(workspace), 'audit', filter] as const
};

/** The viewer's own tokens, the latest first. */
export function myTokensQuery() {
  return queryOptions({
    queryKey: settingsKeys.tokens,
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(await api.GET('/me/tokens', { params: { query: { limit: PAGE, cursor } }, signal }))
      )
  });
}

/** All members' tokens for this workspace alone, the latest first. For leads. */
export function memberTokensQuery(workspace: string) {
  return queryOptions({
    queryKey: settingsKeys.memberTokens(workspace),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/tokens', {
            params: { path: { workspace }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** What is kept about the viewer. */
export function myDataQuery() {
  return queryOptions({
    queryKey: settingsKeys.data,
    queryFn: async ({ signal }) => dataOf(await api.GET('/me/data', { signal })).items
  });
}

/** Who did what, the latest first, page by page. For leads. */
export function auditQuery(workspace: string, filter: AuditFilter, enabled: boolean) {
  return infiniteQueryOptions({
    queryKey: settingsKeys.audit(workspace, filter),
    queryFn: ({ signal, pageParam }: { signal: AbortSignal; pageParam: string | undefined }) =>
      auditPage(workspace, filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    enabled
  });
}

async function auditPage(
  workspace: string,
  filter: AuditFilter,
  cursor: string | undefined,
  signal: AbortSignal
): Promise<Schemas['AuditList']> {
  const query = { ...asked(filter), limit: LINES, cursor };
  const page = dataOf(
    await api.GET('/workspaces/{workspace}/audit', { params: { path: { workspace }, query }, signal })
  );
  // Only with format=csv it is text.
  return page as Schemas['AuditList'];
}

/** Returns the address of the whole log as CSV. */
export function auditCsv(workspace: string, filter: AuditFilter): string {
  const query = new URLSearchParams({ format: 'csv', ...asked(filter) });
  return `/api/v1/workspaces/${encodeURIComponent(workspace)}/audit?${query}`;
}

function asked({ member, kind, action, from, to }: AuditFilter): Record<string, string> {
  const all = { member, subject_kind: kind, action, from, to };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
