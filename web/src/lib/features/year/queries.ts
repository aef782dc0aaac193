import { queryOptions, type QueryClient } from '@tanstack/svelte-query';
import { allPages, api, dataOf, keys, type Schemas } from '$lib/api';
import type { Month, Span } from '$lib/time';
import { keyOf, yearOf, type Zoom } from './zoom';

export const yearKeys = {
  all: (workspace: string) => [...keys.workspace(workspace), 'year'] as const,
  /** All that a zoom shows; of a year and of its quarters it is the same. */
  shown: (workspace: string, zoom: Zoom) =>
    [...yearKeys.all(workspace), zoom.kind === 'month' ? keyOf(zoom) : yearOf(zoom)] as const,
  cell: (workspace: string, channel: string, days: Span) =>
    [...keys.workspace(workspace), 'cell', channel, days.from, days.to] as const
};

/** The year of all channels, by weeks, in one request. */
export function yearQuery(workspace: string, year: number) {
  return queryOptions({
    queryKey: yearKeys.shown(workspace, { kind: 'year', year }),
    queryFn: ({ signal }) => getYear(workspace, year, signal)
  });
}

/** What a zoom shows of all channels: a year's rows by weeks, or a month's by days. */
export function rowsQuery(workspace: string, zoom: Zoom) {
  return queryOptions({
    queryKey: yearKeys.shown(workspace, zoom),
    queryFn: ({ signal }): Promise<Shown> =>
      zoom.kind === 'month' ? getMonth(workspace, zoom.month, signal) : getYear(workspace, yearOf(zoom), signal)
  });
}

async function getYear(workspace: string, year: number, signal: AbortSignal) {
  const params = { path: { workspace }, query: { year } };
  return dataOf(await api.GET('/workspaces/{workspace}/year', { params, signal }));
}

async function getMonth(workspace: string, month: Month, signal: AbortSignal) {
  const params = { path: { workspace }, query: { month } };
  return dataOf(await api.GET('/workspaces/{workspace}/month', { params, signal }));
}

type Shown = Pick<Schemas['Year'], 'channels' | 'holidays'>;

/** What is in a channel's week or day. */
export interface CellContent {
  entries: Schemas['Entry'][];
  periods: Schemas['Slot'][];
  findings: Schemas['Finding'][];
}

/** The entries of a channel in some days, what was promised for them, and what is wrong. */
export function cellQuery(workspace: string, channel: string, days: Span) {
  return queryOptions({
    queryKey: yearKeys.cell(workspace, channel, days),
    queryFn: async ({ signal }): Promise<CellContent> => {
      const query = { channel: [channel], from: days.from, to: days.to };
      const [entries, continuity] = await Promise.all([
        allPages(async (cursor) =>
          dataOf(
            await api.GET('/workspaces/{workspace}/entries', {
              params: { path: { workspace }, query: { ...query, limit: 200, cursor } },
              signal
            })
          )
        ),
        api.GET('/workspaces/{workspace}/continuity', { params: { path: { workspace }, query }, signal }).then(dataOf)
      ]);
      const [found] = continuity.items;
      return { entries, periods: found?.periods ?? [], findings: found?.findings ?? [] };
    }
  });
}

/** The plans that have a day in a span. */
/** Returns the days of a calendar year. */
export function yearSpan(year: number): Span {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

export function plansQuery(workspace: string, days: Span) {
  return queryOptions({
    queryKey: [...keys.workspace(workspace), 'plans', days.from, days.to],
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/plans', {
            params: { path: { workspace }, query: { from: days.from, to: days.to, limit: 200, cursor } },
            signal
          })
        )
      )
  });
}

/** A theme as it is now. */
export function themeQuery(workspace: string, theme: string) {
  return queryOptions({
    queryKey: [...keys.workspace(workspace), 'theme', theme],
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/themes/{theme}', { params: { path: { workspace, theme } }, signal })
      )
  });
}

/** A pause as it is now, as the year shows it. */
export function pauseQuery(workspace: string, channel: string, pause: string) {
  return queryOptions({
    queryKey: [...keys.workspace(workspace), 'pause', pause],
    queryFn: async ({ signal }): Promise<Schemas['YearBar']> => {
      const { id, reason, starts_on, ends_on, version } = dataOf(
        await api.GET('/workspaces/{workspace}/channels/{channel}/pauses/{pause}', {
          params: { path: { workspace, channel, pause } },
          signal
        })
      );
      return { id, label: reason, starts_on, ends_on, version };
    }
  });
}

/** Shows a change of the rows before the server has said yes, wherever they are shown. */
export function changeRows(
  client: QueryClient,
  workspace: string,
  change: (channel: Schemas['YearChannel']) => Schemas['YearChannel']
): void {
  client.setQueriesData<Shown>({ queryKey: yearKeys.all(workspace) }, (shown) =>
    shown ? { ...shown, channels: shown.channels.map(change) } : shown
  );
}
