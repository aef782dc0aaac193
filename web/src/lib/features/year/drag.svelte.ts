import type { Span } from '$lib/time';
import { spanOfBar, type Bar, type Column, type Frame, type Row } from './grid';
import { anywhere, dragged, isSame, nudged, stretched, type Grip, type Limits } from './stretch';

/** What is being moved or marked, and where it would be if it were let go now. */
export interface Draft {
  row: number;
  span: Span;
  /** The theme that is moved; undefined where an empty stretch is marked. */
  bar?: Bar;
  /** It was to go farther than the days of its plan, and so is where it was. */
  isHeldBack?: boolean;
}

/** So many pixels may a pointer tremble before it drags. */
const TREMBLE = 4;

/** What is held since the pointer went down, or since a mark was begun by keyboard. */
interface Held {
  row: number;
  column: Column;
  x: number;
  bar?: Bar;
  grip: Grip;
}

/** Moves themes and marks stretches of a grid, by pointer or by keyboard. It changes nothing: whoever asks gets the draft. */
export class GridDrag {
  #draft = $state.raw<Draft>();
  #held: Held | undefined;

  constructor(
    private readonly frame: () => Frame,
    private readonly rows: () => Row[]
  ) {}

  /** What is under way; undefined for nothing. */
  get draft(): Draft | undefined {
    return this.#draft;
  }

  /** Notes where a pointer went down: on a bar, or on a cell. */
  hold(row: number, column: number, x: number, bar?: Bar, grip: Grip = 'body'): void {
    const at = this.frame().columns[column];
    this.#held = at && { row, column: at, x, bar, grip };
  }

  /** Follows the pointer; returns whether it drags. */
  over(column: number, x: number): boolean {
    const held = this.#held;
    const at = this.frame().columns[column];
    if (!held || !at) return false;
    if (!this.#draft && Math.abs(x - held.x) < TREMBLE) return false;
    const { row, bar, grip } = held;
    const span = bar ? dragged(bar, grip, held.column, at, this.limitsOf(row, bar)) : stretched(held.column, at);
    const isHeldBack = bar !== undefined && at.key !== held.column.key && isSame(bar, span);
    if (!this.#draft || !isSame(this.#draft.span, span) || (this.#draft.isHeldBack ?? false) !== isHeldBack)
      this.#draft = { row, span, bar, ...(isHeldBack ? { isHeldBack } : {}) };
    return true;
  }

  /** Moves a bar, or an edge of it, by as many columns. */
  nudge(row: number, bar: Bar, grip: Grip, columns: number): void {
    const days = columns * (this.frame().by === 'week' ? 7 : 1);
    const from = this.#draft?.bar?.id === bar.id ? this.#draft.span : bar;
    this.#draft = { row, bar, span: nudged(from, grip, days, this.limitsOf(row, bar)) };
  }

  /** Begins to mark a stretch by keyboard, or leads it on to another column. */
  mark(row: number, column: number): void {
    const at = this.frame().columns[column];
    if (!at) return;
    if (this.#held?.row !== row || !this.#draft) this.hold(row, column, 0);
    this.#draft = { row, span: stretched(this.#held?.column ?? at, at) };
  }

  /** Ends it; returns what came of it, undefined for a click. */
  drop(): Draft | undefined {
    const draft = this.#draft;
    this.cancel();
    return draft;
  }

  cancel(): void {
    this.#draft = undefined;
    this.#held = undefined;
  }

  /** Returns the days of the plan that a theme lies on. */
  limitsOf(row: number, days: Span): Limits {
    const plan = this.rows()[row]?.channel.plans.find((plan) => plan.starts_on <= days.from && days.to <= plan.ends_on);
    return plan ? spanOfBar(plan) : anywhere;
  }
}
