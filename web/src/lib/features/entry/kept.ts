import type { Fields } from './fields';

/** What somebody typed and the server has not got yet, as the browser keeps it across reloads. */
export interface KeptDraft {
  mine: Partial<Fields>;
  /** What the changed fields were when one began. */
  before: Partial<Fields>;
  /** For an entry that is to be made: the key that keeps it from being made twice. */
  key?: string;
}

const PREFIX = 'stetig.entry.';

/** Where drafts are kept: the browser's storage, which a private window may refuse. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Keeps the drafts of a member: another who signs in on this machine neither sees nor sends them. */
export class Drafts {
  constructor(
    private readonly storage: () => Storage,
    private readonly member: string
  ) {}

  read(name: string): KeptDraft | undefined {
    try {
      const kept: unknown = JSON.parse(this.storage().getItem(this.#key(name)) ?? 'null');
      return isDraft(kept) ? kept : undefined;
    } catch {
      return undefined;
    }
  }

  /** Reports whether it is kept. */
  write(name: string, draft: KeptDraft): boolean {
    try {
      this.storage().setItem(this.#key(name), JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  forget(name: string): void {
    try {
      this.storage().removeItem(this.#key(name));
    } catch {
      // Nothing was kept, then.
    }
  }

  readText(name: string): string {
    try {
      return this.storage().getItem(this.#key(name)) ?? '';
    } catch {
      return '';
    }
  }

  /** Keeps a text, such as a comment that is not sent yet; "" forgets it. */
  writeText(name: string, text: string): void {
    if (!text) return this.forget(name);
    try {
      this.storage().setItem(this.#key(name), text);
    } catch {
      // It is in the field still.
    }
  }

  /** Names of all drafts of entries that are there already. */
  get names(): string[] {
    return keysIn(this.storage)
      .filter((key) => key.startsWith(this.#key('')))
      .map((key) => key.slice(this.#key('').length))
      .filter((name) => /^[0-9a-f-]{36}$/.test(name));
  }

  #key(name: string): string {
    return `${PREFIX}${this.member}.${name}`;
  }
}

/** Reports whether a member has anything here that the server has not got. */
export function hasDrafts(storage: () => Storage, member: string): boolean {
  return new Drafts(storage, member).names.length > 0;
}

function keysIn(storage: () => Storage): string[] {
  try {
    const kept = storage();
    return Array.from({ length: kept.length }, (_, i) => kept.key(i) ?? '');
  } catch {
    return [];
  }
}

function isDraft(kept: unknown): kept is KeptDraft {
  return typeof kept === 'object' && kept !== null && 'mine' in kept && 'before' in kept;
}
