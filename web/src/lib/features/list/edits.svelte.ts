import { ApiError, type Schemas } from '$lib/api';

type Entry = Schemas['Entry'];

/** What a cell changes of an entry. */
export type Edit = Partial<Pick<Entry, 'title' | 'owner_id' | 'state' | 'publish_at' | 'publish_on'>>;

/** What editing needs of the world. Changes are of an entry as it is known; another version of it is refused. */
export interface World {
  read: (id: string) => Promise<Entry>;
  save: (entry: Entry, patch: Omit<Edit, 'state'>) => Promise<Entry>;
  move: (entry: Entry, to: Entry['state']) => Promise<Entry>;
  /** Returns an entry as it was last read or answered anywhere in the planner, undefined where it never was. */
  known: (id: string) => Entry | undefined;
  /** Reads the list anew. */
  refresh: () => Promise<void>;
  /** Notes an edit from its beginning on, tells when it is done, and offers to take it back. Throws what it throws. */
  during: (was: Entry, edit: Edit, editing: Promise<Entry>, back: (now: Entry) => Back) => Promise<Entry>;
  refused: (entry: Entry, error: unknown) => void;
}

/** An entry as an edit has it. */
interface Shown {
  entry: Entry;
  /** The list was read anew: of the two, the newer version holds. */
  isSettled?: true;
}

/** The way back of an edit, and forth again. */
export interface Back {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

/**
 * Changes entries in place: shown at once as they are to be, taken back with the reason where the server refuses. Edits
 * of one entry wait for one another, each for the version that the one before made.
 */
export class Edits {
  #shown = $state.raw<Readonly<Record<string, Shown>>>({});
  readonly #latest: Record<string, Promise<Entry>> = {};

  constructor(private readonly world: World) {}

  /** Returns an entry as it is to be or was answered, until the server's list says so. */
  of(entry: Entry): Entry {
    const shown = this.#shown[entry.id];
    return !shown || (shown.isSettled && shown.entry.version <= entry.version) ? entry : shown.entry;
  }

  /** Changes an entry; false if it was refused. */
  async change(listed: Entry, edit: Edit): Promise<boolean> {
    const was = this.#newest(this.of(listed), edit);
    const before = picked(was, edit);
    if (same(before, edit)) return true;
    try {
      await this.world.during(was, edit, this.#go(was, edit), (now) => ({
        undo: () => this.#again(was.id, picked(now, edit), before),
        redo: () => this.#again(was.id, before, edit)
      }));
      return true;
    } catch (error) {
      this.world.refused(was, error);
      return false;
    }
  }

  /** Takes an edit back, or makes it again; refused where somebody has changed the same meanwhile. */
  async #again(id: string, expected: Edit, to: Edit): Promise<void> {
    const entry = await this.world.read(id);
    if (!same(picked(entry, expected), expected)) throw new ApiError(412, 'stale', '', '');
    await this.#go(entry, to);
  }

  async #go(entry: Entry, edit: Edit): Promise<Entry> {
    const { id } = entry;
    const shown = { ...entry, ...edit };
    this.#show(id, { entry: shown });
    const asked = (this.#latest[id] ?? Promise.resolve(entry)).then(
      (latest) => this.#send(latest, edit),
      () => this.#send(this.#newest(entry, edit), edit)
    );
    this.#latest[id] = asked;
    try {
      const now = await asked;
      if (this.#shown[id]?.entry === shown) this.#show(id, { entry: now });
      return now;
    } finally {
      void this.#settle(id, asked);
    }
  }

  async #send(entry: Entry, { state, ...patch }: Edit): Promise<Entry> {
    const save = (of: Entry) => (Object.keys(patch).length > 0 ? this.world.save(of, patch) : Promise.resolve(of));
    if (!state || state === entry.state) return save(entry);
    // An idea may be without a date; what is planned may not. So the way back begins with the state.
    if (state === 'idea') return save(await this.world.move(entry, state));
    return this.world.move(await save(entry), state);
  }

  /** Once the last edit of an entry is answered, what the server lists is shown again, as soon as it has that edit. */
  async #settle(id: string, asked: Promise<Entry>): Promise<void> {
    const isLatest = () => this.#latest[id] === asked;
    const failed = await asked.then(
      () => false,
      () => true
    );
    if (!isLatest()) return;
    if (failed) this.#show(id, undefined);
    await this.world.refresh();
    if (!isLatest()) return;
    delete this.#latest[id];
    const shown = this.#shown[id];
    if (shown) this.#show(id, { ...shown, isSettled: true });
  }

  /** The list may be behind what was done elsewhere here: where that left alone what is edited, the edit is of it. */
  #newest(entry: Entry, edit: Edit): Entry {
    const known = this.world.known(entry.id);
    return known && known.version > entry.version && same(picked(known, edit), picked(entry, edit)) ? known : entry;
  }

  #show(id: string, shown: Shown | undefined): void {
    const { [id]: _, ...others } = this.#shown;
    this.#shown = shown ? { ...others, [id]: shown } : others;
  }
}

/** Returns those values of an entry that an edit changes. */
function picked(entry: Entry, edit: Edit): Edit {
  return Object.fromEntries(Object.keys(edit).map((name) => [name, entry[name as keyof Edit]]));
}

function same(a: Edit, b: Edit): boolean {
  return Object.keys(b).every((name) => a[name as keyof Edit] === b[name as keyof Edit]);
}
