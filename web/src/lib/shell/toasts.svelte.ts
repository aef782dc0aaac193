/** What is told in passing, at the edge of the screen and to screen readers. */
export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'problem';
  /** One thing to do about it. */
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 6_000;
const SHOWN_WITH_ACTION_MS = 12_000;
const MOST_SHOWN = 4;

export class Toasts {
  #shown = $state<Toast[]>([]);
  #timers: Record<number, ReturnType<typeof setTimeout>> = {};
  #next = 1;

  get shown(): readonly Toast[] {
    return this.#shown;
  }

  /** Tells something; returns its id. What went wrong stays until it is closed. */
  tell(text: string, more: { tone?: Toast['tone']; action?: Toast['action'] } = {}): number {
    const toast: Toast = { id: this.#next++, text, tone: more.tone ?? 'done', action: more.action };
    this.#shown = [...this.#shown, toast].slice(-MOST_SHOWN);
    this.#start(toast);
    return toast.id;
  }

  close(id: number): void {
    clearTimeout(this.#timers[id]);
    delete this.#timers[id];
    this.#shown = this.#shown.filter((toast) => toast.id !== id);
  }

  /** Lets all stay while somebody reads one. */
  hold(): void {
    for (const timer of Object.values(this.#timers)) clearTimeout(timer);
    this.#timers = {};
  }

  /** Lets them go on to end. */
  release(): void {
    this.hold();
    for (const toast of this.#shown) this.#start(toast);
  }

  #start(toast: Toast): void {
    if (toast.tone === 'problem') return;
    const after = toast.action ? SHOWN_WITH_ACTION_MS : SHOWN_MS;
    this.#timers[toast.id] = setTimeout(() => this.close(toast.id), after);
  }
}

export const toasts = new Toasts();
