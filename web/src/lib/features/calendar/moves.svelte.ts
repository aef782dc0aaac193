import { ApiError } from '$lib/api';
import { isUndated, movedEntry, sameWhen, whenOf, type Entry, type When } from './placing';

/** What moving needs of the world. */
export interface World {
  read: (id: string) => Promise<Entry>;
  /** Changes the entry, if it is still of this version. */
  change: (entry: Entry, to: Partial<Move>) => Promise<Entry>;
  setState: (entry: Entry, to: 'idea' | 'planned') => Promise<Entry>;
  /** Reads anew what moving changes. */
  refresh: () => Promise<void>;
  /** Notes a move from its beginning on, tells when it is done, and offers to take it back. Throws what it throws. */
  during: (was: Entry, moving: Promise<Entry>, back: (now: Entry) => Back) => Promise<Entry>;
  refused: (entry: Entry, error: unknown) => void;
}

/** The way back of a move, and forth again. */
export interface Back {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

/** Where an entry is to go. */
export interface Move extends When {
  channel_id?: string;
}

/**
 * Moves entries: shown at once where they are to go, taken back with the reason where the server refuses. Moves of
 * one entry wait for one another, each for the version that the one before made.
 */
export class Moves {
  #shown = $state.raw<readonly Entry[]>([]);
  /** By entry, the answer to its last move. */
  readonly #latest: Record<string, Promise<Entry>> = {};

  constructor(private readonly world: World) {}

  /** Entries as they will be, until the server's lists say so. */
  get shown(): readonly Entry[] {
    return this.#shown;
  }

  /** Moves an entry; false if it was refused. */
  async move(entry: Entry, to: Move): Promise<boolean> {
    const shown = this.#of(entry.id) ?? entry;
    const channel = to.channel_id ?? shown.channel_id;
    if (sameWhen(whenOf(shown), to) && channel === shown.channel_id) return true;
    const before: Move = { ...whenOf(shown), channel_id: shown.channel_id };
    const wasIdea = shown.state === 'idea' && isUndated(shown);
    try {
      const after = { ...when(to), channel_id: channel };
      await this.world.during(shown, this.#go(shown, after, wasIdea ? 'planned' : undefined), (now) => ({
        undo: () => this.#again(entry.id, now, before, wasIdea),
        redo: () => this.#again(entry.id, shown, after, false)
      }));
      return true;
    } catch (error) {
      this.world.refused(shown, error);
      return false;
    }
  }

  /** Takes a move back, or makes it again; refused where somebody has moved it elsewhere meanwhile. */
  async #again(id: string, expected: Entry, to: Move, toIdea: boolean): Promise<void> {
    const entry = await this.world.read(id);
    if (!sameWhen(whenOf(entry), whenOf(expected))) throw new ApiError(412, 'stale', '', '');
    const state = toIdea ? 'idea' : entry.state === 'idea' && isUndated(entry) ? 'planned' : undefined;
    await this.#go(entry, to, state);
  }

  async #go(entry: Entry, to: Move, state: 'idea' | 'planned' | undefined): Promise<Entry> {
    const { id } = entry;
    const shown = { ...movedEntry(entry, when(to), to.channel_id), ...(state ? { state } : {}) };
    this.#show(shown);
    const waiting = this.#latest[id] ?? Promise.resolve(entry);
    const asked = waiting.then(
      (latest) => this.#send(latest, to, state),
      () => this.#send(entry, to, state)
    );
    this.#latest[id] = asked;
    let now: Entry | undefined;
    try {
      now = await asked;
      if (this.#of(id) === shown) this.#show(now);
      return now;
    } finally {
      void this.#settle(id, asked);
    }
  }

  async #send(entry: Entry, to: Move, state: 'idea' | 'planned' | undefined): Promise<Entry> {
    // An idea may be without a date; what is planned may not. So the way back begins with the state.
    if (state === 'idea') return this.world.change(await this.world.setState(entry, 'idea'), sent(entry, to));
    const changed = await this.world.change(entry, sent(entry, to));
    return state ? this.world.setState(changed, state) : changed;
  }

  /** Once the last move of an entry is answered, what the server lists is shown again. */
  async #settle(id: string, asked: Promise<Entry>): Promise<void> {
    if (this.#latest[id] !== asked) return;
    const failed = await asked.then(
      () => false,
      () => true
    );
    if (failed) this.#hide(id);
    await this.world.refresh();
    if (this.#latest[id] !== asked) return;
    delete this.#latest[id];
    this.#hide(id);
  }

  #of(id: string): Entry | undefined {
    return this.#shown.find((entry) => entry.id === id);
  }

  #show(entry: Entry): void {
    this.#shown = [...this.#shown.filter(({ id }) => id !== entry.id), entry];
  }

  #hide(id: string): void {
    this.#shown = this.#shown.filter((entry) => entry.id !== id);
  }
}

function when({ publish_at, publish_on }: Move): When {
  return { publish_at, publish_on };
}

/** The one takes the place of the other, so only the one that holds is sent. */
function sent(entry: Entry, to: Move): Partial<Move> {
  const channel = to.channel_id && to.channel_id !== entry.channel_id ? { channel_id: to.channel_id } : {};
  if (to.publish_at) return { publish_at: to.publish_at, ...channel };
  if (to.publish_on) return { publish_on: to.publish_on, ...channel };
  return { publish_at: null, publish_on: null, ...channel };
}

/** Puts entries where they will be: those shown take the place of the listed. */
export function withMoves(listed: Entry[], shown: readonly Entry[]): Entry[] {
  return [...listed.filter(({ id }) => !shown.some((entry) => entry.id === id)), ...shown];
}
