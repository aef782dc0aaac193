import { ApiError, type Schemas } from '$lib/api';
import type { EntryState } from '$lib/features/entry';

type Entry = Schemas['Entry'];

/** When and on which channel an idea is planned before it goes on. */
export type Plan = Pick<Schemas['EntryPatch'], 'publish_at' | 'publish_on' | 'channel_id'>;

/** A way to another state, with what was asked for it. */
export interface Step {
  to: EntryState;
  plan?: Plan;
  publication?: Pick<Schemas['Transition'], 'published_at' | 'published_on'>;
  /** Why it is rejected. */
  reason?: string;
}

/** What a step needs of the world. */
export interface World {
  read: (id: string) => Promise<Entry>;
  plan: (entry: Entry, plan: Plan) => Promise<Entry>;
  move: (entry: Entry, to: Schemas['Transition']) => Promise<Entry>;
  approve: (entry: Entry) => Promise<Entry>;
  reject: (entry: Entry, reason: string) => Promise<Entry>;
  /** Reads anew what a step changes. */
  refresh: () => Promise<void>;
  /**
   * Notes a step from its beginning on, tells when it is done and, where there is a way back, offers it. Throws what it
   * throws.
   */
  during: (was: Entry, going: Promise<Entry>, back: (now: Entry) => Back | undefined) => Promise<Entry>;
  refused: (entry: Entry, to: EntryState, error: unknown) => void;
}

/** The way back of a step, and forth again. */
export interface Back {
  undo: () => Promise<void>;
  redo: () => Promise<void>;
}

/** Takes entries to other states: shown there at once, and taken back with the reason where the server refuses. */
export class Transitions {
  #shown = $state.raw<readonly Entry[]>([]);
  #pending = $state.raw<Readonly<Record<string, Promise<Entry | undefined>>>>({});

  constructor(private readonly world: World) {}

  /** Entries as they will be, until the server's lists say so. */
  get shown(): readonly Entry[] {
    return this.#shown;
  }

  /** What the server makes of an entry, undefined for a refusal, while it has not answered yet. */
  pending(id: string): Promise<Entry | undefined> | undefined {
    return this.#pending[id];
  }

  /** Takes a step; false where it was refused. Of an entry, one is taken at a time. */
  async take(entry: Entry, step: Step): Promise<boolean> {
    if (this.pending(entry.id)) return false;
    try {
      const going = this.#show(ahead(entry, step), () => this.#send(entry, step));
      await this.world.during(entry, going, (now) => this.#back(entry, now, step));
      return true;
    } catch (error) {
      this.world.refused(entry, step.to, error);
      return false;
    }
  }

  #back(was: Entry, now: Entry, step: Step): Back | undefined {
    if (!now.may?.move_to.includes(was.state)) return undefined;
    return {
      undo: async () => {
        const entry = await this.#still(now);
        await this.#show({ ...entry, state: was.state }, () => this.#return(entry, was, step));
      },
      redo: async () => {
        const entry = await this.#still(was);
        await this.#show(ahead(entry, step), () => this.#send(entry, step));
      }
    };
  }

  /** Reads an entry; refused where somebody has taken it to another state meanwhile. */
  async #still({ id, state }: Entry): Promise<Entry> {
    const entry = await this.world.read(id);
    if (entry.state !== state) throw new ApiError(412, 'stale', '', '');
    return entry;
  }

  async #return(entry: Entry, was: Entry, { plan }: Step): Promise<Entry> {
    const published_at = was.state === 'published' && was.published_at ? { published_at: was.published_at } : {};
    const back = await this.world.move(entry, { to: was.state, ...published_at });
    return plan ? this.world.plan(back, unplanned(was)) : back;
  }

  async #send(entry: Entry, step: Step): Promise<Entry> {
    if (!step.plan) return this.#go(entry, step);
    const planned = await this.world.plan(entry, step.plan);
    try {
      return await this.#go(planned, step);
    } catch (error) {
      await this.world.plan(planned, unplanned(entry));
      throw error;
    }
  }

  #go(entry: Entry, { to, reason, publication }: Step): Promise<Entry> {
    if (reason !== undefined) return this.world.reject(entry, reason);
    if (to === 'approved' && entry.state !== 'published') return this.world.approve(entry);
    return this.world.move(entry, { to, ...publication });
  }

  /** Shows an entry as it will be while it is sent, then as it is until the lists have been read anew. */
  async #show(entry: Entry, send: () => Promise<Entry>): Promise<Entry> {
    this.#put(entry);
    const sent = send();
    const answer = sent.catch(() => undefined);
    this.#pending = { ...this.#pending, [entry.id]: answer };
    const now = await answer;
    this.#pending = Object.fromEntries(Object.entries(this.#pending).filter(([id]) => id !== entry.id));
    if (now) this.#put(now);
    else this.#hide(entry);
    void this.world.refresh().finally(() => now && this.#hide(now));
    return sent;
  }

  #put(entry: Entry): void {
    this.#shown = [...this.#shown.filter(({ id }) => id !== entry.id), entry];
  }

  /** What another step has put in its place stays. */
  #hide(entry: Entry): void {
    this.#shown = this.#shown.filter((shown) => shown !== entry);
  }
}

/** Returns how an entry looks when a step is taken, before the server has said so. */
function ahead(entry: Entry, { to, plan, publication }: Step): Entry {
  const published_at = publication?.published_at ?? entry.published_at;
  return { ...entry, ...plan, state: to, published_at, channel_id: plan?.channel_id ?? entry.channel_id };
}

/** Returns what makes of a planned idea what it was: one without a date, on its channel. */
function unplanned({ channel_id }: Entry): Plan {
  return { publish_at: null, publish_on: null, channel_id };
}
