import { m } from '$lib/paraglide/messages';
import { refusalText } from './refusals';
import { toasts, type Toasts } from './toasts.svelte';

/** Says that something was not taken back, and that whoever was to do it has told so. */
export class ToldAlready extends Error {}

/** Something that was done and can be taken back. */
export interface Change {
  /** What was done, as the toast says it: "3 Einträge verschoben". */
  done: string;
  undo: () => Promise<void>;
  /** Does it again after it was taken back; left out where that cannot be. */
  redo?: () => Promise<void>;
}

const MOST_KEPT = 50;

/** Something done, or still on its way to the server: then nobody knows yet how to take it back. */
interface Step {
  change?: Change;
  /** Resolves once the server has answered, never rejects. */
  answered: Promise<unknown>;
  /** Somebody has asked for it to be taken back. */
  isWanted?: true;
}

/** What was done lately, the latest last. Ctrl+Z takes it back, Ctrl+Shift+Z does it again. */
export class UndoStack {
  #done = $state.raw<Step[]>([]);
  #undone = $state.raw<Change[]>([]);
  /** So many are being taken back: what was asked for meanwhile may be done again once they are. */
  #returning = $state(0);
  /** What is taken back or done again waits for what was asked for before it. */
  #turn: Promise<void> = Promise.resolve();
  /** By change, the toast that offers to take it back. */
  readonly #toasts = new WeakMap<Change, number>();

  constructor(private readonly told: Toasts) {}

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#returning > 0 || this.#undone.at(-1)?.redo !== undefined;
  }

  /** Notes what was just done, and tells it with a button that takes it back. */
  push(change: Change): void {
    this.#add({ change, answered: Promise.resolve() });
    this.#undone = [];
    this.#tell(change);
  }

  /**
   * Keeps the place of something that is being done, so that Ctrl+Z means it from the moment on at which it shows, and
   * waits for the answer. What it then was, `change` says; nothing where it cannot be taken back. Gives what `work` gives,
   * and throws what it throws: what was refused was never done.
   */
  async during<T>(work: Promise<T>, change: (result: T) => Change | undefined): Promise<T> {
    const step: Step = { answered: Promise.resolve() };
    const noted = work.then(
      (result) => this.#answered(step, change(result)),
      () => this.#remove(step)
    );
    step.answered = noted;
    this.#add(step);
    await noted;
    return work;
  }

  /** Takes the latest back, once it is done. What the server refuses is told, and is not tried again. */
  async undo(): Promise<void> {
    const step = this.#done.findLast(({ isWanted }) => !isWanted);
    if (step) await this.#undoStep(step);
  }

  /** Does again what was taken back last. */
  redo(): Promise<void> {
    return this.#inTurn(async () => {
      const change = this.#undone.at(-1);
      if (!change?.redo) return;
      this.#undone = this.#undone.filter((other) => other !== change);
      await this.#attempt(change, change.redo, () => {
        this.#add({ change, answered: Promise.resolve() });
        this.#tell(change);
      });
    });
  }

  /** Forgets all, where the workspace changes. */
  clear(): void {
    this.#done = [];
    this.#undone = [];
  }

  #answered(step: Step, change: Change | undefined): void {
    if (!change) return this.#remove(step);
    if (!this.#done.includes(step)) return void this.told.tell(change.done); // of a workspace that was left
    step.change = change;
    this.#undone = [];
    this.#tell(change);
  }

  #tell(change: Change): void {
    const toast = this.told.tell(change.done, {
      action: { label: m.shell_undo(), run: () => void this.#undoThis(change) }
    });
    this.#toasts.set(change, toast);
  }

  /** The toast's button means its own change; where others came after it, they come back first. */
  async #undoThis(change: Change): Promise<void> {
    const from = this.#done.findIndex((step) => step.change === change);
    if (from < 0) return;
    for (const step of this.#done.slice(from).reverse()) if (!(await this.#undoStep(step))) return;
  }

  /** Takes a step back once it is known how; false where that was refused. */
  async #undoStep(step: Step): Promise<boolean> {
    let isBack = true;
    step.isWanted = true;
    this.#returning++;
    await this.#inTurn(async () => {
      await step.answered;
      const { change } = step;
      if (!change || !this.#done.includes(step)) return;
      this.#remove(step);
      this.told.close(this.#toasts.get(change) ?? 0); // its button would do nothing
      isBack = await this.#attempt(change, change.undo, () => {
        this.#undone = [...this.#undone, change];
        this.told.tell(m.shell_undone({ done: change.done }));
      });
    });
    this.#returning--;
    return isBack;
  }

  #add(step: Step): void {
    this.#done = [...this.#done, step].slice(-MOST_KEPT);
  }

  #remove(step: Step): void {
    this.#done = this.#done.filter((other) => other !== step);
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    return (this.#turn = this.#turn.then(run));
  }

  async #attempt(change: Change, run: () => Promise<void>, then: () => void): Promise<boolean> {
    try {
      await run();
      then();
      return true;
    } catch (error) {
      if (error instanceof ToldAlready) return false;
      this.told.tell(m.shell_undo_failed({ done: change.done, why: refusalText(error) }), { tone: 'problem' });
      return false;
    }
  }
}

export const undoStack = new UndoStack(toasts);
