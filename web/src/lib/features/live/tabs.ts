import type { Stand } from '$lib/api';

/** What a page needs of the browser to share one source with others. */
export interface Browser {
  locks: { request: (name: string, options: { signal: AbortSignal }, task: () => Promise<void>) => Promise<unknown> };
  channel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'close'>;
}

type Message = { stand: Stand } | { asks: true };

/**
 * One source for all pages of a browser: the page that holds the lock listens and tells the others. When it is closed or
 * hidden, the next takes its place.
 */
export class SharedSource {
  #channel: ReturnType<Browser['channel']> | undefined;
  #ended = new AbortController();
  #latest: Stand | undefined;
  #leads = false;

  constructor(
    private readonly name: string,
    private readonly browser: Browser,
    /** Begins to listen to the server; returns what ends it. */
    private readonly listen: (onstand: (stand: Stand) => void) => () => void,
    private readonly onstand: (stand: Stand) => void
  ) {}

  start(): void {
    if (this.#channel) return;
    const channel = this.browser.channel(this.name);
    this.#channel = channel;
    this.#ended = new AbortController();
    const { signal } = this.#ended;
    channel.addEventListener('message', ({ data }) => this.#hear((data as Message) ?? {}));
    channel.postMessage({ asks: true });
    this.browser.locks.request(this.name, { signal }, () => this.#lead(signal)).catch(() => undefined);
  }

  stop(): void {
    this.#ended.abort();
    this.#channel?.close();
    this.#channel = this.#latest = undefined;
  }

  #hear(message: Message): void {
    if ('stand' in message) this.onstand(message.stand);
    else if (this.#leads && this.#latest) this.#channel?.postMessage({ stand: this.#latest });
  }

  /** Listens until this page stops. */
  async #lead(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#leads = true;
    const end = this.listen((stand) => {
      this.#latest = stand;
      this.#channel?.postMessage({ stand });
      this.onstand(stand);
    });
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    end();
    this.#leads = false;
  }
}
