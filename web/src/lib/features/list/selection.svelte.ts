import { SvelteSet } from 'svelte/reactivity';

/** Which entries are chosen: some, or all that match but some. */
export class Selection {
  /** Those that are chosen or, of all, taken out again. */
  readonly #ids = new SvelteSet<string>();
  #isAll = $state(false);

  /** Whether all that match are meant, but those taken out again. */
  get isAll(): boolean {
    return this.#isAll;
  }

  /** Those that were chosen one by one, where not all are meant. */
  get ids(): string[] {
    return [...this.#ids];
  }

  has(id: string): boolean {
    return this.#isAll !== this.#ids.has(id);
  }

  /** How many are chosen, of so many that match. */
  count(matching: number): number {
    return this.#isAll ? matching - this.#ids.size : this.#ids.size;
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** Chooses some more. */
  add(ids: Iterable<string>): void {
    for (const id of ids) {
      if (this.#isAll) this.#ids.delete(id);
      else this.#ids.add(id);
    }
  }

  /** Chooses these alone. */
  set(ids: Iterable<string>): void {
    this.#isAll = false;
    this.#ids.clear();
    this.add(ids);
  }

  chooseAll(): void {
    this.#isAll = true;
    this.#ids.clear();
  }

  clear(): void {
    this.set([]);
  }
}
