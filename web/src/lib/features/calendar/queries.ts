import { queryOptions } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys, type Schemas } from '$lib/api';
import type { operations } from '$lib/api/contract.gen';
import type { Span } from '$lib/time';

const PAGE = 200;

/** Which entries are listed: what the API takes for it. */
export type EntryFilter = NonNullable<operations['listEntries']['parameters']['query']>;

export const calendarKeys = {
  /** All lists of entries, whatever they are of. */
  entries: (workspace: string) => [...keys.workspace(workspace), 'entries'] as const,
  between: (workspace: string, { from, to }: Span, filter: EntryFilter) =>
    [...calendarKeys.entries(workspace), 'between', from, to, filter] as const,
  backlog: (workspace: string, search: string) => [...calendarKeys.entries(workspace), 'backlog', search] as const,
  allSlots: (workspace: string) => [...keys.workspace(workspace), 'slots'] as const,
  slots: (workspace: string, channels: string[], { from, to }: Span) =>
    [...calendarKeys.allSlots(workspace), channels, from, to] as const
};

/** Of so many channels the API tells the slots at once. */
export const MOST_CHANNELS = 20;

export interface ChannelSlots {
  channel: string;
  slots: Schemas['Slot'][];
}

/** All entries of some days that a filter lets through, each by its channel's calendar. */
export function entriesBetweenQuery(workspace: string, { from, to }: Span, filter: EntryFilter = {}) {
  return queryOptions({
    queryKey: calendarKeys.between(workspace, { from, to }, filter),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/entries', {
            params: { path: { workspace }, query: { ...filter, from, to, limit: PAGE, cursor } },
            signal
          })
        )
      ),
    placeholderData: (before) => before
  });
}

/** The first of the entries without a date that a search finds, and whether there are more. */
export function backlogQuery(workspace: string, search: string) {
  return queryOptions({
    queryKey: calendarKeys.backlog(workspace, search),
    queryFn: async ({ signal }) => {
      const { items, next_cursor } = dataOf(
        await api.GET('/workspaces/{workspace}/entries', {
          params: {
            path: { workspace },
            query: {
              undated: true,
              may: true,
              state: ['idea', 'planned', 'drafting', 'in_review', 'approved'],
              limit: PAGE,
              ...(search ? { q: search } : {})
            }
          },
          signal
        })
      );
      return { entries: items, hasMore: Boolean(next_cursor) };
    },
    placeholderData: (before) => before
  });
}

/** What the plans of some channels (at most MOST_CHANNELS) promise on some days, slot by slot, and what fills it. */
export function slotsQuery(workspace: string, channels: string[], { from, to }: Span) {
  return queryOptions({
    queryKey: calendarKeys.slots(workspace, channels, { from, to }),
    queryFn: async ({ signal }): Promise<ChannelSlots[]> => {
      const query = { channel: channels, from, to };
      const { items } = dataOf(
        await api.GET('/workspaces/{workspace}/continuity', { params: { path: { workspace }, query }, signal })
      );
      return items.map(({ channel_id, periods }) => ({ channel: channel_id, slots: periods.filter(({ at }) => at) }));
    },
    placeholderData: (before) => before
  });
}
