import { asApiError, type ApiError, type Schemas } from '$lib/api';
import {
  fieldNames,
  fieldOfProblem,
  fieldsOf,
  patchOf,
  same,
  unfit,
  type FieldName,
  type Fields,
  type Unfit
} from './fields';
import type { Drafts } from './kept';
import { merge, namesIn, only, without } from './merge';

type Entry = Schemas['Entry'];

/** The server, as an editor needs it. */
export interface Far {
  read: () => Promise<Entry>;
  /** Changes what is sent, if the version is still the one given; else throws an ApiError `stale`. */
  save: (patch: Schemas['EntryPatch'], version: number) => Promise<Entry>;
}

/** What fields are typed into: an entry, or one that is to be made. */
export interface Typed {
  value: <F extends FieldName>(field: F) => Fields[F];
  set: <F extends FieldName>(field: F, value: Fields[F]) => void;
  /** Why a field cannot be saved as it is: a word of ours, or the server's sentence; "" for nothing. */
  problem: (field: FieldName) => Unfit | { said: string } | undefined;
}

/**
 * saved: the server has all; changed: it is about to be sent; saving; waiting: the server was not reached, it is tried
 * again; refused: something cannot be saved as it is; conflict: somebody else changed the same.
 */
export type SaveState = 'saved' | 'changed' | 'saving' | 'waiting' | 'refused' | 'conflict';

export interface EditorOptions {
  far: Far;
  drafts: Drafts;
  /** Returns the zone (IANA name) of a channel. */
  zoneOf: (channel: string) => string;
  /** Told of every version that the server made of what was typed here. */
  onsaved?: (entry: Entry, fields: FieldName[]) => void;
}

const TYPING_MS = 700;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/**
 * An entry while somebody changes it. What is typed is sent after a moment's rest, one request at a time, and kept in
 * the browser until the server has it. What somebody else changed meanwhile is laid beside it, field by field.
 */
export class EntryEditor implements Typed {
  #entry = $state.raw<Entry>();
  #mine = $state.raw<Partial<Fields>>({});
  #before: Partial<Fields> = {};
  /** What was sent and what the server made of it: a space at the end stays while one types on. */
  #sent = $state.raw<Partial<Fields>>({});
  #answered: Partial<Fields> = {};
  #conflicts = $state.raw<FieldName[]>([]);
  #changedByOthers = $state.raw<FieldName[]>([]);
  #refused = $state.raw<Partial<Fields>>({});
  #refusal = $state.raw<ApiError>();
  #isBusy = $state(false);
  #isWaiting = $state(false);
  #isKept = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #retryMs = FIRST_RETRY_MS;
  #running: Promise<void> = Promise.resolve();

  constructor(
    readonly id: string,
    private readonly options: EditorOptions
  ) {}

  /** The entry as the server last said; undefined until it did. */
  get entry(): Entry | undefined {
    return this.#entry;
  }

  get state(): SaveState {
    if (this.#conflicts.length > 0) return 'conflict';
    if (this.#isBusy) return 'saving';
    if (this.#isWaiting) return 'waiting';
    if (this.isSaved) return 'saved';
    if (this.#entry?.deleted_at) return 'refused';
    return namesIn(this.#sendable).length > 0 ? 'changed' : 'refused';
  }

  /** Whether the server has all that was typed. */
  get isSaved(): boolean {
    return namesIn(this.#mine).length === 0;
  }

  /** The fields in which something was typed that the server does not have. */
  get unsent(): readonly FieldName[] {
    return namesIn(this.#mine);
  }

  /** Whether what was typed would outlive the page. */
  get isKept(): boolean {
    return this.#isKept;
  }

  /** Why the server did not take what was last sent. */
  get refusal(): ApiError | undefined {
    return this.#refusal;
  }

  /** The fields that somebody else changed to something else than was typed here. */
  get conflicts(): readonly FieldName[] {
    return this.#conflicts;
  }

  /** The fields that somebody else changed lately and that are shown as they are now. */
  get changedByOthers(): readonly FieldName[] {
    return this.#changedByOthers;
  }

  /** The zone (IANA name) that the entry's time is of. */
  get zone(): string {
    return this.options.zoneOf(this.#mine.channel_id ?? this.#entry?.channel_id ?? '');
  }

  value<F extends FieldName>(field: F): Fields[F] {
    const { [field]: mine } = this.#mine;
    if (mine !== undefined) return mine as Fields[F];
    const theirs = this.theirs(field);
    const { [field]: sent } = this.#sent;
    return sent !== undefined && same(this.#answered[field], theirs) ? (sent as Fields[F]) : theirs;
  }

  /** Returns a field as the server has it. */
  theirs<F extends FieldName>(field: F): Fields[F] {
    if (!this.#entry) throw new Error('the entry is not read yet');
    return fieldsOf(this.#entry, this.options.zoneOf(this.#entry.channel_id))[field];
  }

  problem(field: FieldName): Unfit | { said: string } | undefined {
    if (!(field in this.#mine)) return undefined;
    const found = unfit(field, this.value(field));
    if (found) return found;
    if (!(field in this.#refused) || !same(this.#refused[field], this.#mine[field])) return undefined;
    const said = this.#refusal?.fields.find((problem) => fieldOfProblem(problem.field) === field)?.message;
    return said ? { said } : undefined;
  }

  set<F extends FieldName>(field: F, value: Fields[F]): void {
    if (!this.#entry) return;
    this.#changedByOthers = this.#changedByOthers.filter((name) => name !== field);
    if (!(field in this.#before)) this.#before = { ...this.#before, [field]: this.theirs(field) };
    const isAsBefore = same(value, this.theirs(field)) && !this.#isBusy && !this.#conflicts.includes(field);
    this.#mine = isAsBefore ? without(this.#mine, [field]) : { ...this.#mine, [field]: value };
    this.#sent = without(this.#sent, [field]);
    if (isAsBefore) this.#before = without(this.#before, [field]);
    this.#keep();
    this.#sendSoon(TYPING_MS);
  }

  /** Takes what the server says now, asked by whomever. The first time it brings back what was kept. */
  receive(entry: Entry): void {
    if (!this.#entry) {
      this.#entry = entry;
      const kept = this.options.drafts.read(this.id);
      if (!kept) return;
      this.#before = kept.before;
      this.#lay(kept.mine, kept.before);
      this.#sendSoon(0);
      return;
    }
    if (entry.version < this.#entry.version || this.#isBusy) return;
    if (entry.version === this.#entry.version) {
      this.#entry = entry; // what one may do may have changed
      return;
    }
    this.#meet(entry);
    this.#sendSoon(TYPING_MS);
  }

  /** Sends at once what can be sent. Resolves, when that is done, to whether the server has all. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#inTurn(() => this.#sendAll());
    return this.isSaved;
  }

  /** Tries again what was refused or did not arrive. */
  retry(): void {
    this.#refused = {};
    this.#refusal = undefined;
    this.#sendSoon(0);
  }

  /**
   * Does something else to the entry, after what was typed was sent: approves it, moves it. Throws what the server
   * refuses; where somebody else was first, the entry is then as it is now, to be looked at again.
   */
  async act(action: (entry: Entry) => Promise<Entry>): Promise<Entry> {
    await this.flush();
    if (this.#conflicts.length > 0 || this.#isWaiting || !this.#entry)
      throw this.#refusal ?? asApiError(new TypeError());
    let done: Entry | undefined;
    await this.#inTurn(async () => {
      this.#isBusy = true;
      try {
        done = await action(this.#entry as Entry);
        this.#entry = done;
        this.#sendSoon(0);
      } catch (error) {
        if (asApiError(error).code === 'stale') this.#meet(await this.options.far.read());
        throw error;
      } finally {
        this.#isBusy = false;
      }
    });
    return done as Entry;
  }

  /** Settles a conflict: one's own version, theirs, or a third. */
  settle<F extends FieldName>(field: F, version: 'mine' | 'theirs' | { value: Fields[F] }): void {
    if (version === 'theirs') {
      this.#mine = without(this.#mine, [field]);
      this.#before = without(this.#before, [field]);
    } else {
      const value = version === 'mine' ? this.value(field) : version.value;
      this.#mine = { ...this.#mine, [field]: value };
      this.#before = { ...this.#before, [field]: this.theirs(field) };
    }
    this.#conflicts = this.#conflicts.filter((name) => name !== field);
    this.#keep();
    this.#sendSoon(0);
  }

  /** Shows what others changed as read. */
  seen(): void {
    this.#changedByOthers = [];
  }

  get #sendable(): Partial<Fields> {
    return only(
      this.#mine,
      namesIn(this.#mine).filter(
        (name) =>
          !unfit(name, this.#mine[name] as Fields[FieldName]) &&
          !(name in this.#refused && same(this.#refused[name], this.#mine[name]))
      )
    );
  }

  #sendSoon(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#inTurn(() => this.#sendAll()), afterMs);
  }

  /** One request at a time. */
  #inTurn(task: () => Promise<void>): Promise<void> {
    const next = this.#running.then(task);
    this.#running = next.catch(() => undefined);
    return next;
  }

  async #sendAll(): Promise<void> {
    // What is deleted takes nothing; what was typed waits until it is restored.
    while (this.#entry && !this.#entry.deleted_at && this.#conflicts.length === 0) {
      const fields = this.#sendable;
      if (namesIn(fields).length === 0) return;
      this.#isBusy = true;
      try {
        const entry = await this.options.far.save(patchOf(fields, this.zone), this.#entry.version);
        this.#took(entry, fields);
      } catch (error) {
        if (!(await this.#goesOnAfter(asApiError(error), fields))) return;
      } finally {
        this.#isBusy = false;
      }
    }
  }

  #took(entry: Entry, fields: Partial<Fields>): void {
    const answered = fieldsOf(entry, this.options.zoneOf(entry.channel_id));
    const names = namesIn(fields);
    const done = names.filter((name) => same(this.#mine[name], fields[name]));
    this.#entry = entry;
    this.#sent = { ...this.#sent, ...only(fields, done) };
    this.#answered = { ...this.#answered, ...only(answered, names) };
    this.#mine = without(this.#mine, done);
    this.#before = {
      ...without(this.#before, done),
      ...only(
        answered,
        names.filter((name) => !done.includes(name))
      )
    };
    this.#refusal = namesIn(this.#refused).some((name) => name in this.#mine) ? this.#refusal : undefined;
    this.#isWaiting = false;
    this.#retryMs = FIRST_RETRY_MS;
    this.#keep();
    this.options.onsaved?.(entry, names);
  }

  /** Reports whether to send again at once, after a refusal. */
  async #goesOnAfter(refusal: ApiError, fields: Partial<Fields>): Promise<boolean> {
    if (refusal.code === 'stale') {
      try {
        this.#meet(await this.options.far.read());
        return true;
      } catch (error) {
        return this.#goesOnAfter(asApiError(error), fields);
      }
    }
    if (refusal.code === 'not_found' && (await this.#isDeleted())) return false;
    this.#refusal = refusal;
    if (refusal.passes) {
      this.#isWaiting = true;
      this.#sendSoon(this.#retryMs);
      this.#retryMs = Math.min(2 * this.#retryMs, LONGEST_RETRY_MS);
      return false;
    }
    this.#isWaiting = false;
    const wrong = refusal.fields.map(({ field }) => fieldOfProblem(field)).filter((name) => name && name in fields);
    const names = wrong.length > 0 ? (wrong as FieldName[]) : namesIn(fields);
    this.#refused = { ...this.#refused, ...only(fields, names) };
    return names.length < namesIn(fields).length; // the others are sent without it
  }

  /** Looks whether somebody has deleted the entry, and then shows it as that. */
  async #isDeleted(): Promise<boolean> {
    try {
      const entry = await this.options.far.read();
      if (entry.deleted_at) this.#meet(entry);
      return Boolean(entry.deleted_at);
    } catch {
      return false;
    }
  }

  /** Meets a version that somebody else made. */
  #meet(entry: Entry): void {
    if (!this.#entry) return;
    const was = fieldsOf(this.#entry, this.options.zoneOf(this.#entry.channel_id));
    this.#entry = entry;
    const is = fieldsOf(entry, this.options.zoneOf(entry.channel_id));
    const changed = namesIn(is).filter((name) => !same(was[name], is[name]));
    this.#lay(this.#mine, this.#before);
    this.#changedByOthers = fieldNames
      .filter((name) => this.#changedByOthers.includes(name) || changed.includes(name))
      .filter((name) => !(name in this.#mine));
  }

  #lay(mine: Partial<Fields>, before: Partial<Fields>): void {
    const entry = this.#entry as Entry;
    const merged = merge(before, mine, fieldsOf(entry, this.options.zoneOf(entry.channel_id)));
    this.#mine = merged.mine;
    this.#conflicts = merged.conflicts;
    this.#keep();
  }

  #keep(): void {
    if (this.isSaved) {
      this.options.drafts.forget(this.id);
      this.#isKept = true;
    } else {
      this.#isKept = this.options.drafts.write(this.id, { mine: this.#mine, before: this.#before });
    }
  }
}
