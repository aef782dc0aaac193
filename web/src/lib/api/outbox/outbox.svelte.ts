import { ApiError, asApiError } from '../problem';
import type { Change, Waiting } from './change';
import { deliver, isPutOff, type Far } from './deliver';
import type { Shelf } from './shelf';

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** What an outbox needs of the world around it. */
export interface Around {
  far: Far;
  shelf: Shelf;
  /** Does something while no other page of this browser does it. */
  alone: (task: () => Promise<void>) => Promise<void>;
  /** Reports whether what is sent now may arrive. */
  isOpen: () => boolean;
}

/** Is told what becomes of changes that waited. */
export interface Follower {
  onrefused: (change: Waiting) => void;
  /** Some have gone. */
  onsent: () => void;
}

/** What was sent, or that it waits. */
export type Sent<T> = { data: T } | { waits: true };

/**
 * Changes on their way. One that does not reach the server is kept in this browser and sent when it is reached, in the
 * order in which they were made and once, whichever page sends it.
 */
export class Outbox {
  #all = $state.raw<Waiting[]>([]);
  #retryMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #whenEmpty: (() => void)[] = [];
  #followers: Follower[] = [];

  constructor(private readonly around: Around) {
    this.#all = around.shelf.all;
  }

  /** Tells somebody what becomes of changes; returns what ends it. */
  follow(follower: Follower): () => void {
    this.#followers = [...this.#followers, follower];
    return () => (this.#followers = this.#followers.filter((other) => other !== follower));
  }

  /** What waits to be sent, in its order. */
  get waiting(): Waiting[] {
    return this.#all.filter(({ refused }) => !refused);
  }

  /** What the server did not take, until somebody has decided what becomes of it. */
  get refused(): Waiting[] {
    return this.#all.filter(({ refused }) => refused);
  }

  /**
   * Sends a change, after those that wait. Throws what the server refuses, and `not_kept` where it is not reached and
   * there is no room for another.
   */
  async send<T>(change: Change, id: string = crypto.randomUUID()): Promise<Sent<T>> {
    const isFirst = this.waiting.length === 0;
    if (isFirst && this.around.isOpen()) {
      try {
        return { data: (await deliver(change, id, this.around.far)) as T };
      } catch (error) {
        if (!isPutOff(asApiError(error))) throw error;
      }
    }
    const order = 1 + Math.max(0, ...this.around.shelf.all.map((other) => other.order));
    if (!this.around.shelf.put({ ...change, id, order })) throw new ApiError(0, 'not_kept', '', '');
    this.reread();
    if (isFirst) this.#sendLater();
    else void this.sendAll();
    return { waits: true };
  }

  /** Sends what waits, once no other page does. What does not arrive is tried again later. */
  async sendAll(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.around.isOpen() || this.waiting.length === 0) return;
    try {
      await this.around.alone(() => this.#sendInTurn());
    } catch {
      this.#sendLater();
    }
  }

  /** Sends again what was refused. */
  async retry(id: string): Promise<void> {
    const found = this.around.shelf.get(id);
    if (!found) return;
    const { refused: _, on, ...change } = found;
    // Somebody has looked at it and wants it still: it goes on top of whatever the thing is now.
    const now = on && (await this.around.far.read(on.path));
    this.around.shelf.put({ ...change, ...(on && now ? { on: { ...on, version: now.version, before: now } } : {}) });
    this.reread();
    await this.sendAll();
  }

  /** Throws a change away. */
  discard(id: string): void {
    this.around.shelf.remove(id);
    this.reread();
  }

  /** Resolves once nothing waits any more. */
  async empty(): Promise<void> {
    if (this.waiting.length > 0) await new Promise<void>((resolve) => this.#whenEmpty.push(resolve));
  }

  /** Looks again at what is kept: another page may have changed it. */
  reread(): void {
    this.#all = this.around.shelf.all;
    if (this.waiting.length === 0) for (const tell of this.#whenEmpty.splice(0)) tell();
  }

  async #sendInTurn(): Promise<void> {
    this.reread();
    let hasSent = false;
    try {
      for (let next = this.waiting[0]; next; next = this.waiting[0]) {
        await this.#sendOne(next);
        hasSent = true;
        this.#retryMs = FIRST_RETRY_MS;
        this.reread();
      }
    } finally {
      if (hasSent) this.#tellSent();
    }
  }

  #tellSent(): void {
    for (const { onsent } of this.#followers) onsent();
  }

  /** Throws where it has to be sent again. */
  async #sendOne(waiting: Waiting): Promise<void> {
    try {
      await deliver(waiting, waiting.id, this.around.far);
      this.around.shelf.remove(waiting.id);
    } catch (error) {
      const { code, detail, fields } = asApiError(error);
      if (isPutOff(asApiError(error))) throw error;
      const refused = { ...waiting, refused: { code, detail: fields[0]?.message ?? detail } };
      if (this.around.shelf.get(waiting.id)) this.around.shelf.put(refused);
      for (const { onrefused } of this.#followers) onrefused(refused);
    }
  }

  #sendLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.sendAll(), this.#retryMs);
    this.#retryMs = Math.min(2 * this.#retryMs, LONGEST_RETRY_MS);
  }
}
