import { createQueries } from '@tanstack/svelte-query';
import { PlannedDays, type Channel } from '$lib/features/calendar';
import { filterQuery, type Filter } from '$lib/features/filter';
import type { EntryFilter } from '$lib/features/calendar/queries';
import { rowsQuery } from '$lib/features/year/queries';
import { language, type WorkspaceInView } from '$lib/shell';
import { monthSpan } from '$lib/time';
import { daysIn, monthsIn, type Period } from './period';
import { rowsOf, type Room, type Row } from './rows';

/** Returns what to ask of a filter: which days are shown is not its to say. */
export function askedOf(filter: Filter): EntryFilter {
  return filterQuery({ ...filter, from: '', to: '', undated: undefined });
}

/** Channels along some days. Make it while a route begins. */
export class Timeline extends PlannedDays {
  readonly #months;
  /** Where one goes on from there, days are shown before what stands on them: something may be dragged there. */
  #wasWhole = false;

  constructor(
    workspace: WorkspaceInView,
    readonly period: () => Period,
    readonly chosen: () => Filter,
    withBacklog: () => boolean
  ) {
    super(
      workspace,
      () => daysIn(period()),
      () => askedOf(chosen()),
      withBacklog
    );
    const months = () => monthsIn(daysIn(period()));
    this.#months = createQueries(() => ({
      queries: months().map((month) => rowsQuery(workspace.id, { kind: 'month', month })),
      combine: (results) => ({
        known: results.flatMap(({ data }, i) =>
          data ? [{ from: monthSpan(months()[i] ?? '').from, channels: data.channels, holidays: data.holidays }] : []
        ),
        areHere: results.every((result) => !result.isPending)
      })
    }));
  }

  /** The channels that have a row: those chosen, and of what was given up what still has something here. */
  get shownChannels(): Channel[] {
    const { channel: chosen } = this.chosen();
    const inUse = this.entries.map(({ entry }) => entry.channel_id);
    return this.channels.filter(
      ({ id, status }) =>
        (chosen.length === 0 || chosen.includes(id)) &&
        (status !== 'retired' || inUse.includes(id) || chosen.includes(id))
    );
  }

  /** What stands in each row; undefined until all of it is known for the first time, so that nothing moves. */
  rows(room: Room): Row[] | undefined {
    this.#wasWhole ||= this.isWhole && this.#months.areHere;
    if (this.hasChannels === undefined || !this.#wasWhole) return undefined;
    return rowsOf(
      this.span,
      {
        channels: this.shownChannels,
        entries: this.entries,
        openings: this.openings,
        months: this.#months.known,
        formats: language.formats
      },
      room
    );
  }
}
