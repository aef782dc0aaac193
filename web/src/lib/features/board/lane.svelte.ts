import { createInfiniteQuery } from '@tanstack/svelte-query';
import type { Schemas } from '$lib/api';
import { states, type EntryState } from '$lib/features/entry';
import { withSteps, type Column } from './columns';
import { columnQuery, orderOf, type EntryQuery } from './queries';

type Entry = Schemas['Entry'];

/** Of a column that is folded, only the number is asked for. */
const FOLDED_LIMIT = 1;

/** Entries by state, each state page by page. Make it while a component begins. */
export class Lane {
  readonly #queries;

  constructor(
    workspace: () => string,
    /** What is asked for in a state; undefined for a state that is not shown. */
    query: (state: EntryState) => EntryQuery | undefined,
    isFolded: (state: EntryState) => boolean,
    /** Nothing is asked for before it is about to be seen. */
    isSeen: () => boolean,
    /** So many come at once. */
    limit: number
  ) {
    this.#queries = states.map((state) => ({
      state,
      shows: () => query(state) !== undefined,
      query: createInfiniteQuery(() => ({
        ...columnQuery(workspace(), state, query(state) ?? {}, isFolded(state) ? FOLDED_LIMIT : limit),
        enabled: isSeen() && query(state) !== undefined
      }))
    }));
  }

  /** The columns, with what is under way of theirs where it goes. */
  columns(underWay: readonly Entry[]): Column[] {
    return this.#listed.map((column) => withSteps(column, underWay, orderOf(column.state) === '-date'));
  }

  /** Asks for the next page of a column. */
  async more(state: EntryState): Promise<void> {
    const query = this.#queries.find((one) => one.state === state)?.query;
    if (query?.hasNextPage && !query.isFetchingNextPage) await query.fetchNextPage();
  }

  /** What went wrong where nothing can be shown. */
  get error(): unknown {
    return this.#queries.find(({ query }) => query.isError && !query.data)?.query.error;
  }

  retry(): void {
    for (const { query } of this.#queries) if (query.isError) void query.refetch();
  }

  get #listed(): Column[] {
    return this.#queries
      .filter(({ shows }) => shows())
      .map(({ state, query }) => ({
        state,
        entries: query.data?.pages.flatMap(({ items }) => items) ?? [],
        total: query.data?.pages[0]?.total,
        hasMore: query.hasNextPage
      }));
  }
}
