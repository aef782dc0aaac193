import type { Query, QueryClient } from '@tanstack/svelte-query';
import { keys, revisions, type Schemas, type Stand } from '$lib/api';
import { isAny, newsBetween, nothing, together, type News } from './stand';

/** Many look at the same plan: they do not all ask at once. */
const SPREAD_MS = 300;
/** Many changes in a row are read together. */
const REST_MS = 1_000;

/** What a refresh needs to know of where it is. */
export interface Here {
  whenStill: (task: () => void) => void;
  /** Reports whether anybody sees the page. */
  isSeen: () => boolean;
  /** A number from 0 to 1. */
  chance: () => number;
}

/** Has what is shown of a workspace read anew when it is changed: only what the change concerns, and nothing that was read since. */
export class Refresh {
  #stand: Stand | undefined;
  #news: News = nothing;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isResting = false;
  /** By query, how far the workspace was known to be when it was last asked. */
  readonly #asked = new Map<string, number>();
  /** How far it was when the page was opened. */
  #opened = 0;

  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string,
    private readonly here: Here
  ) {}

  /** Begins to follow what is asked; returns what ends it. */
  start(): () => void {
    const own = this.client.getQueryData<Schemas['Workspace']>([...keys.workspace(this.workspace), 'itself']);
    this.#opened = own?.revision ?? 0;
    const forget = this.client.getQueryCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'fetch')
        this.#asked.set(event.query.queryHash, revisions.of(this.workspace));
      if (event.type === 'removed') this.#asked.delete(event.query.queryHash);
    });
    return () => {
      forget();
      clearTimeout(this.#timer);
    };
  }

  /** Takes how the workspace stands now. */
  take(stand: Stand): void {
    const before = this.#stand;
    if (before && stand.revision <= before.revision) return;
    this.#stand = stand;
    revisions.note(this.workspace, stand.revision);
    const news = before ? newsBetween(before, stand) : stand.revision > this.#opened ? 'all' : nothing;
    this.#news = together(this.#news, news);
    if (isAny(news) && !this.#isResting) this.#applyIn(this.here.chance() * SPREAD_MS);
  }

  #applyIn(ms: number): void {
    this.#isResting = true;
    this.#timer = setTimeout(() => this.here.whenStill(() => this.#apply()), ms);
  }

  #apply(): void {
    const news = this.#news;
    this.#news = nothing;
    this.#timer = setTimeout(() => {
      this.#isResting = false;
      if (isAny(this.#news)) this.#applyIn(0);
    }, REST_MS);
    const revision = this.#stand?.revision ?? 0;
    const refetchType = this.here.isSeen() ? ('active' as const) : ('none' as const);
    const isOld = (query: Query) => (this.#asked.get(query.queryHash) ?? this.#opened) < revision;
    void this.client.invalidateQueries({
      queryKey: keys.workspace(this.workspace),
      refetchType,
      predicate: (query) => isOld(query) && isConcerned(query, news)
    });
    // What one may there may have changed.
    if (news === 'all') void this.client.invalidateQueries({ queryKey: keys.me, refetchType, predicate: isOld });
  }
}

function isConcerned({ meta, state }: Query, news: News): boolean {
  if (news === 'all') return true;
  if (meta?.isApart) return false;
  const channel = meta?.channelOf?.(state.data);
  return channel === undefined || news.has(channel);
}
