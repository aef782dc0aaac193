import type { Waiting } from './change';

const PREFIX = 'stetig.outbox.';

/** So many changes are kept at most. */
export const MOST_KEPT = 200;

/** Where they are kept: the browser's storage, which a private window may refuse. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/**
 * The changes of a member that wait, each under a key of its own, so that pages beside each other do not write over what
 * the other keeps. Another member who signs in on this machine neither sees nor sends them.
 */
export class Shelf {
  readonly #prefix: string;

  constructor(
    private readonly storage: () => Storage,
    member: string
  ) {
    this.#prefix = `${PREFIX}${member}.`;
  }

  /** All of them, in the order in which they were made. */
  get all(): Waiting[] {
    return this.#keys
      .map((key) => parsed(this.storage().getItem(key)))
      .filter((kept) => kept !== undefined)
      .toSorted((a, b) => a.order - b.order || a.id.localeCompare(b.id));
  }

  get(id: string): Waiting | undefined {
    try {
      return parsed(this.storage().getItem(this.#prefix + id));
    } catch {
      return undefined;
    }
  }

  /** Keeps a change; returns whether there was room for it. */
  put(waiting: Waiting): boolean {
    try {
      if (!this.get(waiting.id) && this.#keys.length >= MOST_KEPT) return false;
      this.storage().setItem(this.#prefix + waiting.id, JSON.stringify(waiting));
      return true;
    } catch {
      return false;
    }
  }

  remove(id: string): void {
    try {
      this.storage().removeItem(this.#prefix + id);
    } catch {
      // Nothing was kept, then.
    }
  }

  /** Reports whether a key of the storage is one of these. */
  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.#prefix);
  }

  get #keys(): string[] {
    try {
      const kept = this.storage();
      return Array.from({ length: kept.length }, (_, i) => kept.key(i) ?? '').filter((key) => this.owns(key));
    } catch {
      return [];
    }
  }
}

function parsed(text: string | null): Waiting | undefined {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    const isWaiting = typeof kept === 'object' && kept !== null && 'path' in kept && 'id' in kept && 'told' in kept;
    return isWaiting ? (kept as Waiting) : undefined;
  } catch {
    return undefined;
  }
}
