const FIRST_PROBE_MS = 1_000;
const LONGEST_PROBE_MS = 15_000;

/** Whether the server is reached, and whether it still knows who asks. What comes of each request tells it. */
export class Connection {
  #isOnline = $state(true);
  #isSignedOut = $state(false);
  #wasSignedIn = false;
  #probeMs = FIRST_PROBE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #probe: (() => Promise<unknown>) | undefined;

  get online(): boolean {
    return this.#isOnline;
  }

  /** Whether the session has ended while the page was in use. */
  get isSignedOut(): boolean {
    return this.#isSignedOut;
  }

  /** Whether what is sent now may arrive. */
  get isOpen(): boolean {
    return this.#isOnline && !this.#isSignedOut;
  }

  /** Notes that the server has answered; whether it knew who asked, where that showed. */
  reached(isSignedIn?: boolean): void {
    clearTimeout(this.#timer);
    this.#probeMs = FIRST_PROBE_MS;
    this.#isOnline = true;
    if (isSignedIn) {
      this.#wasSignedIn = true;
      this.#isSignedOut = false;
    }
  }

  /** Notes that the server was not reached. It is asked again and again until it is. */
  lost(): void {
    this.#isOnline = false;
    this.#probeLater();
  }

  /** Notes that nobody is signed in; returns whether somebody was, on this page. */
  signedOut(): boolean {
    this.#isSignedOut = this.#wasSignedIn;
    return this.#wasSignedIn;
  }

  /** Follows the browser; returns what ends it. `probe` asks the server anything. */
  start(probe: () => Promise<unknown>): () => void {
    this.#probe = probe;
    const ended = new AbortController();
    const { signal } = ended;
    const look = () => !this.isOpen && document.visibilityState === 'visible' && this.#probeNow();
    window.addEventListener('offline', () => this.lost(), { signal });
    window.addEventListener('online', look, { signal });
    window.addEventListener('focus', look, { signal });
    document.addEventListener('visibilitychange', look, { signal });
    if (!navigator.onLine) this.lost();
    return () => {
      ended.abort();
      clearTimeout(this.#timer);
      this.#probe = undefined;
    };
  }

  #probeLater(): void {
    if (!this.#probe) return;
    clearTimeout(this.#timer);
    // Not all at once, when a server comes back.
    this.#timer = setTimeout(() => this.#probeNow(), this.#probeMs * (0.75 + Math.random() / 2));
    this.#probeMs = Math.min(2 * this.#probeMs, LONGEST_PROBE_MS);
  }

  #probeNow(): void {
    clearTimeout(this.#timer);
    this.#probe?.().catch(() => undefined);
  }
}

export const connection = new Connection();
