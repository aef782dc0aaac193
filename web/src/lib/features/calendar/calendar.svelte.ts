import { createQueries } from '@tanstack/svelte-query';
import { yearQuery } from '$lib/features/year/queries';
import { language, type WorkspaceInView } from '$lib/shell';
import { clock, weekParts, type Month, type Week } from '$lib/time';
import { rowsOf, spanOfWeeks, type WeekRow } from './layout';
import { PlannedDays } from './plannedDays.svelte';

/** Some weeks of a workspace. Make it while a route begins. */
export class Calendar extends PlannedDays {
  readonly #years;
  /** Where one goes on from there, days are shown before what stands on them: something may be dragged there. */
  #wasWhole = false;

  constructor(
    workspace: WorkspaceInView,
    /** The weeks shown; never none. */
    private readonly weeks: () => Week[],
    private readonly month: () => Month | undefined,
    private readonly chosen: () => string[],
    withBacklog: () => boolean
  ) {
    super(
      workspace,
      () => spanOfWeeks(weeks()),
      () => ({}),
      withBacklog
    );
    this.#years = createQueries(() => ({
      queries: yearsOf(weeks()).map((year) => yearQuery(workspace.id, year)),
      combine: (results) => ({
        known: results.flatMap((result) => (result.data ? [result.data] : [])),
        areHere: results.every((result) => !result.isPending)
      })
    }));
  }

  /** What stands on each day; undefined until all of it is known for the first time, so that nothing moves. */
  get rows(): WeekRow[] | undefined {
    this.#wasWhole ||= this.isWhole && this.#years.areHere;
    if (this.hasChannels === undefined || !this.#wasWhole) return undefined;
    return rowsOf(
      this.weeks(),
      this.month(),
      {
        entries: this.entries,
        openings: this.openings,
        years: this.#years.known,
        formats: language.formats,
        shows: (channel) => this.chosen().length === 0 || this.chosen().includes(channel)
      },
      clock.today(this.workspace.zone)
    );
  }
}

/** The week-numbering years that weeks lie in. */
function yearsOf(weeks: Week[]): number[] {
  return [...new Set(weeks.map((week) => weekParts(week).year))];
}
