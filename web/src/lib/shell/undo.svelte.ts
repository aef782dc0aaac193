import { m } from '$lib/paraglide/messages';
import { refusalText } from './refusals';
import { toasts, type Toasts } from './toasts.svelte';

/** Something that was done and can be taken back. */
export interface Change {
  /** What was done, as the toast says it: "3 Einträge verschoben". */
  done: string;
  undo: () => Promise<void>;
  /** Does it again after it was taken back; left out where that cannot be. */
  redo?: () => Promise<void>;
}

const MOST_KEPT = 50;

/** What was done lately, the latest last. Ctrl+Z takes it back, Ctrl+Shift+Z does it again. */
export class UndoStack {
  #done = $state.raw<Change[]>([]);
  #undone = $state.raw<Change[]>([]);
  #busy = false;

  constructor(private readonly told: Toasts) {}

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.at(-1)?.redo !== undefined;
  }

  /** Notes what was just done, and tells it with a button that takes it back. */
  push(change: Change): void {
    this.#done = [...this.#done, change].slice(-MOST_KEPT);
    this.#undone = [];
    this.#tell(change);
  }

  /** Takes the latest back. What the server refuses is told, and is not tried again. */
  async undo(): Promise<void> {
    const change = this.#done.at(-1);
    if (!change) return;
    await this.#take(change, change.undo, () => {
      this.#undone = [...this.#undone, change];
      this.told.tell(m.shell_undone({ done: change.done }));
    });
  }

  /** Does again what was taken back last. */
  async redo(): Promise<void> {
    const change = this.#undone.at(-1);
    if (!change?.redo) return;
    await this.#take(change, change.redo, () => {
      this.#done = [...this.#done, change];
      this.#tell(change);
    });
  }

  /** Forgets all, where the workspace changes. */
  clear(): void {
    this.#done = [];
    this.#undone = [];
  }

  #tell(change: Change): void {
    this.told.tell(change.done, { action: { label: m.shell_undo(), run: () => void this.#undoThis(change) } });
  }

  /** The toast's button means its own change; where others came after it, they come back first. */
  async #undoThis(change: Change): Promise<void> {
    while (this.#done.includes(change)) {
      const before = this.#done.length;
      await this.undo();
      if (this.#done.length >= before) return;
    }
  }

  async #take(change: Change, run: () => Promise<void>, then: () => void): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      this.#done = this.#done.filter((other) => other !== change);
      this.#undone = this.#undone.filter((other) => other !== change);
      await run();
      then();
    } catch (error) {
      this.told.tell(m.shell_undo_failed({ done: change.done, why: refusalText(error) }), { tone: 'problem' });
    } finally {
      this.#busy = false;
    }
  }
}

export const undoStack = new UndoStack(toasts);
