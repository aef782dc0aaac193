import { asApiError, type Stand } from '$lib/api';

/** So long a stream has to say its first word; one that a proxy gathers says none. */
const FIRST_WORD_MS = 5_000;
/** A stream that says nothing is checked this often: it may have died without a sign. */
const CHECK_MS = 60_000;
/** So often is asked where streams do not come through. */
const ASK_MS = 3_000;
/** So long a stream that has never come through is left alone. */
const STREAM_AGAIN_MS = 60_000;

/** The server's two ways to tell of changes. */
export interface Told {
  stream: () => Pick<EventSource, 'addEventListener' | 'close'>;
  read: (after?: number) => Promise<Stand>;
  /** Reports whether the server is known to be out of reach. */
  isAway: () => boolean;
}

/** Tells how a workspace stands after every change: by a stream, or by asking where none comes through. */
export class Source {
  #stream: ReturnType<Told['stream']> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #known: number | undefined;
  #isOver = false;
  /** How often it is asked before a stream is tried again. */
  #asksLeft = 0;

  constructor(
    private readonly told: Told,
    private readonly onstand: (stand: Stand) => void
  ) {}

  start(): void {
    this.#listen();
  }

  stop(): void {
    this.#isOver = true;
    this.#close();
  }

  #listen(): void {
    this.#close();
    let hasCome = false;
    const stream = this.told.stream();
    this.#stream = stream;
    const giveUp = (asks: number) => {
      if (this.#stream !== stream) return;
      this.#close();
      this.#asksLeft = asks;
      void this.#ask();
    };
    const doWithout = () => giveUp(Math.ceil(STREAM_AGAIN_MS / ASK_MS));
    stream.addEventListener('changed', (event) => {
      if (this.#stream !== stream) return;
      hasCome = true;
      this.#take(JSON.parse((event as MessageEvent<string>).data) as Stand);
      this.#in(CHECK_MS, () => void this.#check(stream, doWithout));
    });
    // One that has worked broke off because the server is being restarted, say: it is listened to again.
    stream.addEventListener('error', () => (hasCome ? giveUp(1) : doWithout()));
    this.#in(FIRST_WORD_MS, doWithout);
  }

  /** Asks what the stream should have told. */
  async #check(stream: unknown, doWithout: () => void): Promise<void> {
    const known = this.#known;
    const now = await this.told.read(known).catch(() => undefined);
    if (this.#isOver || this.#stream !== stream) return;
    if (now && (now.revision === known || now.revision === this.#known))
      this.#in(CHECK_MS, () => void this.#check(stream, doWithout));
    else doWithout();
  }

  async #ask(): Promise<void> {
    if (!this.told.isAway()) {
      try {
        const stand = await this.told.read(this.#known);
        if (this.#isOver) return;
        this.#take(stand);
        this.#asksLeft--;
      } catch (error) {
        // Who may not read it any more need not ask again; what they see then says so.
        if (this.#isOver || ['forbidden', 'not_found'].includes(asApiError(error).code)) return;
      }
    }
    if (this.#asksLeft > 0) this.#in(ASK_MS, () => void this.#ask());
    else this.#in(ASK_MS * Math.random(), () => this.#listen());
  }

  #take(stand: Stand): void {
    if (stand.revision === this.#known) return;
    this.#known = stand.revision;
    this.onstand(stand);
  }

  #in(ms: number, task: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(task, ms);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#stream?.close();
    this.#stream = undefined;
  }
}
