/** Whether the browser believes to be connected. */
class Connection {
  #online = $state(navigator.onLine);

  get online(): boolean {
    return this.#online;
  }

  /** Follows the browser; returns what ends it. */
  start(): () => void {
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('online', () => (this.#online = true), { signal });
    window.addEventListener('offline', () => (this.#online = false), { signal });
    return () => ended.abort();
  }
}

export const connection = new Connection();
