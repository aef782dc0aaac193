import { asApiError, type ApiError } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText } from './refusals';

/**
 * What is typed into a form, until the server has taken it. What it refuses stays typed; where somebody else changed the
 * thing meanwhile, their changes come into the fields that were left alone here, and saving again is all there is to do.
 */
export class Draft<T extends object> {
  values = $state() as T;
  #base = $state.raw() as T;
  #sending = $state(false);
  #wrong = $state.raw<Record<string, string>>({});
  #refusal = $state.raw<ApiError>();

  constructor(base: T) {
    this.values = { ...base };
    this.#base = base;
  }

  get sending(): boolean {
    return this.#sending;
  }

  /** What differs from what the server has. */
  get changes(): Partial<T> {
    const keys = (Object.keys(this.values) as (keyof T)[]).filter((key) => !same(this.values[key], this.#base[key]));
    return Object.fromEntries(keys.map((key) => [key, this.values[key]])) as Partial<T>;
  }

  get isChanged(): boolean {
    return Object.keys(this.changes).length > 0;
  }

  /** What is wrong with a field, by its name in the contract; "" where nothing is. */
  problem(field: string): string {
    return this.#wrong[field] || (this.#refusal?.field(field) ?? '');
  }

  /** Says before it is sent what is wrong, by field, in a sentence; "" where nothing is. Returns whether all is well. */
  check(wrong: Record<string, string>): boolean {
    this.#wrong = wrong;
    this.#refusal = undefined;
    return Object.values(wrong).every((problem) => problem === '');
  }

  /** What is wrong with all of it, in a sentence; "" where only fields are, or nothing. Name the fields that tell for themselves. */
  refused(...told: string[]): string {
    const refusal = this.#refusal;
    if (!refusal) return '';
    if (refusal.code === 'stale') return m.shell_draft_stale();
    if (refusal.fields.length > 0 && refusal.fields.every(({ field }) => told.includes(field))) return '';
    return refusal.fields.find(({ field }) => !told.includes(field))?.message ?? refusalText(refusal);
  }

  /** Sends it; returns whether it was taken. `reread` gives what it is now, where somebody else has changed it. */
  async send(send: () => Promise<void>, reread?: () => Promise<T>): Promise<boolean> {
    if (this.#sending) return false;
    this.#sending = true;
    this.#refusal = undefined;
    try {
      await send();
      return true;
    } catch (error) {
      this.#refusal = asApiError(error);
      if (this.#refusal.code === 'stale' && reread) await this.#takeOver(reread);
      return false;
    } finally {
      this.#sending = false;
    }
  }

  async #takeOver(reread: () => Promise<T>): Promise<void> {
    try {
      const theirs = await reread();
      this.values = { ...theirs, ...this.changes };
      this.#base = theirs;
    } catch (error) {
      this.#refusal = asApiError(error);
    }
  }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
