import { tick, untrack } from 'svelte';
import { isTyping, pressed } from '$lib/ui/keys';
import type { IconName } from '$lib/ui/icons';

/** Something one can do: found in the palette (Ctrl+K), told by "?" where it has keys, and done by them. */
export interface Action {
  /** Unique, "year.next". */
  id: string;
  /** In the imperative. */
  label: string;
  /** Under which heading it stands. */
  group: 'go' | 'do' | 'view' | 'help';
  icon?: IconName;
  /** "mod+k", "?", or one after the other "g y". Single keys do nothing while one types. */
  keys?: string;
  /** Further words it is found by. */
  words?: string;
  run: () => void;
}

/** How long the second key of two may take. */
const SEQUENCE_MS = 1_000;

/** All that can be done on what is shown. The later added of two with the same keys wins. */
export class Actions {
  #lists = $state.raw<(() => Action[])[]>([]);
  #begun = '';
  #begunAt = 0;
  #held = 0;
  #before = Promise.resolve();

  /** What leads to another screen now, null where nothing does. */
  underWay: () => Promise<void> | null = () => null;

  /** All actions, in the order in which they were added. */
  get all(): Action[] {
    return this.#lists.flatMap((list) => list());
  }

  /** Adds a list, read anew whenever it is needed; returns what takes it away. */
  add(list: () => Action[]): () => void {
    // Whoever adds within an effect does not want to follow what others add.
    this.#lists = [...untrack(() => this.#lists), list];
    return () => (this.#lists = untrack(() => this.#lists).filter((other) => other !== list));
  }

  /** Does what the keys are for. Give it every keydown of the window. */
  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = pressed(event);
    if (!keys) return;
    const isChord = keys.startsWith('mod+') || keys.startsWith('alt+');
    if (!isChord && (isTyping(event.target) || isInDialog(event.target))) return;
    if (isChord && keys === 'mod+z' && isTyping(event.target)) return; // the field's own

    const begun = event.timeStamp - this.#begunAt < SEQUENCE_MS ? this.#begun : '';
    const all = this.all.toReversed();
    const found =
      (begun && all.find((action) => action.keys === `${begun} ${keys}`)) || all.find((action) => action.keys === keys);
    this.#begun = '';
    if (found) {
      event.preventDefault();
      this.#do(found);
    } else if (all.some((action) => action.keys?.startsWith(`${keys} `))) {
      this.#begun = keys;
      this.#begunAt = event.timeStamp;
    }
  }

  /** Runs an action. What is pressed while one screen leads to the next is meant for that one, and waits until it stands. */
  #do(action: Action): void {
    if (!this.#held && !this.underWay()) {
      action.run();
      return;
    }
    this.#held++;
    this.#before = this.#before.then(() => this.#doLater(action.id));
  }

  async #doLater(id: string): Promise<void> {
    await this.underWay()?.catch(() => undefined); // another way was taken
    await tick();
    setTimeout(() => this.all.findLast((action) => action.id === id)?.run());
    await new Promise((resolve) => setTimeout(resolve)); // it has run by then, and may lead on itself
    this.#held--;
  }
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}

export const actions = new Actions();

/** Offers actions for as long as the component that calls it is shown. */
export function useActions(list: () => Action[]): void {
  $effect(() => actions.add(list));
}
