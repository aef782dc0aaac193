import { placeOf, type GridFocus, type Place } from '$lib/ui/gridFocus.svelte';
import type { Draft, GridDrag } from './drag.svelte';
import type { Bar, Row } from './grid';
import type { Grip } from './stretch';
import type { GridSurface } from './surface';

/** What keys lead to. */
export interface KeyTargets {
  rows: () => Row[];
  /** Whether themes can be gone to, and moved. */
  opensThemes: () => boolean;
  movesThemes: () => boolean;
  /** Whether stretches can be marked. */
  marks: () => boolean;
  open: (place: Place) => void;
  /** Takes what was moved or marked. */
  finish: (draft: Draft | undefined) => void;
  /** Puts the focus on a cell, once it is drawn as such. */
  go: (place: Place) => void;
}

/**
 * The keyboard on the grid. Arrows go from cell to cell, and over the themes between the rows. On a cell, Enter opens, Space
 * marks from there on; on a theme, Alt with an arrow moves it, Shift its last day, both its first. Escape gives up.
 */
export class GridKeys {
  #isMarking = $state(false);

  constructor(
    private readonly focus: GridFocus,
    private readonly drag: GridDrag,
    private readonly surface: GridSurface,
    private readonly to: KeyTargets
  ) {}

  /** Whether a stretch is being marked. */
  get isMarking(): boolean {
    return this.#isMarking;
  }

  down(event: KeyboardEvent): void {
    if (event.key === 'Escape') {
      if (!this.drag.draft) return;
      event.preventDefault();
      this.giveUp();
      return;
    }
    const at = this.surface.hitOf(event.target);
    const place = placeOf(event.target);
    const isHandled =
      at && this.to.opensThemes() ? this.#onBar(event, at.row, at.bar) : place && this.#onCell(event, place);
    if (isHandled) event.preventDefault();
  }

  /** What keys moved is done when they are let go. */
  up(event: KeyboardEvent): void {
    if (this.drag.draft?.bar && !event.altKey && !event.shiftKey) this.to.finish(this.drag.drop());
  }

  /** What is under way when the focus leaves: a theme was moved, a mark was not. */
  leave(): void {
    if (this.drag.draft?.bar) this.to.finish(this.drag.drop());
    else if (this.#isMarking) this.drag.cancel();
  }

  giveUp(): void {
    this.#isMarking = false;
    this.drag.cancel();
  }

  #onCell(event: KeyboardEvent, from: Place): boolean {
    if (event.altKey || event.shiftKey) return false;
    const isHead = from.column < 0;
    if (event.key === 'Enter' && !isHead) {
      const draft = this.#isMarking ? this.drag.drop() : undefined;
      this.giveUp();
      if (draft) this.to.finish(draft);
      else this.to.open(from);
      return true;
    }
    if (event.key === ' ' && !isHead) {
      if (this.#isMarking) this.giveUp();
      else this.#begin(from);
      return true;
    }
    if (!this.#isMarking && this.#throughBars(event, from)) return true;
    const to = this.focus.move(event);
    if (!to) return false;
    if (this.#isMarking && to.row === from.row && to.column >= 0) this.drag.mark(to.row, to.column);
    else if (this.#isMarking) this.giveUp();
    this.to.go(to);
    return true;
  }

  #begin(from: Place): void {
    if (!this.to.marks()) {
      this.to.open(from);
      return;
    }
    this.#isMarking = true;
    this.drag.mark(from.row, from.column);
  }

  /** Leads to the themes that lie between a cell and the one above or below. */
  #throughBars(event: KeyboardEvent, from: Place): boolean {
    if (!this.to.opensThemes() || from.column < 0 || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'ArrowDown') return this.#goToBar(from.row, this.#over(from.row, from.column)[0]);
    return event.key === 'ArrowUp' && this.#goToBar(from.row - 1, this.#over(from.row - 1, from.column).at(-1));
  }

  #onBar(event: KeyboardEvent, row: number, at: Bar): boolean {
    const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (across && (event.altKey || event.shiftKey)) {
      if (this.to.movesThemes()) this.drag.nudge(row, at, gripOf(event), across);
      return true;
    }
    const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (across) this.#goAcross(row, at, across);
    else if (down) this.#goDown(row, at, down);
    return Boolean(across ?? down);
  }

  #goAcross(row: number, at: Bar, by: number): void {
    const bars = this.to.rows()[row]?.bars ?? [];
    const next = bars[bars.indexOf(at) + by];
    if (!next) return;
    this.focus.set({ row, column: next.first });
    this.#goToBar(row, next);
  }

  #goDown(row: number, at: Bar, by: number): void {
    const { column } = this.focus.place;
    const over = this.#over(row, column);
    if (this.#goToBar(row, over[over.indexOf(at) + by])) return;
    this.to.go({ row: by < 0 ? row : Math.min(row + 1, this.to.rows().length - 1), column });
  }

  /** Returns the themes of a row that lie over a column, from above. */
  #over(row: number, column: number): Bar[] {
    return (this.to.rows()[row]?.bars ?? [])
      .filter(({ first, last }) => first <= column && column <= last)
      .toSorted((a, b) => a.lane - b.lane);
  }

  #goToBar(row: number, bar: Bar | undefined): boolean {
    const element = bar && this.surface.bar(row, bar);
    element?.focus();
    return Boolean(element);
  }
}

function gripOf(event: KeyboardEvent): Grip {
  if (!event.shiftKey) return 'body';
  return event.altKey ? 'from' : 'to';
}
