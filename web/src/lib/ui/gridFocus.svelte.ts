/** A place in a grid; both begin at 0. */
export interface Place {
  row: number;
  column: number;
}

/**
 * Which cell of a grid the Tab key leads to, and where arrows lead from it (WAI-ARIA, pattern "grid"). The cell has
 * tabindex 0 and all others -1; cells carry data-row and data-column.
 */
export class GridFocus {
  #place = $state<Place>({ row: 0, column: 0 });

  constructor(
    private readonly rows: () => number,
    private readonly columns: () => number,
    start: Place = { row: 0, column: 0 },
    /** -1 where the row's head can be gone to, left of the first column. */
    private readonly first: 0 | -1 = 0
  ) {
    this.#place = start;
  }

  /** The cell in focus, within the bounds that hold now. */
  get place(): Place {
    return this.#within(this.#place);
  }

  is(row: number, column: number): boolean {
    return this.place.row === row && this.place.column === column;
  }

  set(place: Place): void {
    this.#place = place;
  }

  /** Moves by a key; returns the new place, undefined for a key that leads nowhere. */
  move(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): Place | undefined {
    const { row, column } = this.place;
    const far = event.ctrlKey || event.metaKey;
    const to: Record<string, Place> = {
      ArrowLeft: { row, column: column - 1 },
      ArrowRight: { row, column: column + 1 },
      ArrowUp: { row: row - 1, column },
      ArrowDown: { row: row + 1, column },
      Home: { row: far ? 0 : row, column: 0 },
      End: { row: far ? this.rows() - 1 : row, column: this.columns() - 1 },
      PageUp: { row: row - 10, column },
      PageDown: { row: row + 10, column }
    };
    const wanted = to[event.key];
    if (!wanted) return undefined;
    this.#place = this.#within(wanted);
    return this.#place;
  }

  #within({ row, column }: Place): Place {
    const bound = (at: number, count: number, least = 0) => Math.max(least, Math.min(at, count - 1));
    return { row: bound(row, this.rows()), column: bound(column, this.columns(), this.first) };
  }
}

/** Returns the place of the cell that an event happened in, undefined outside of all. */
export function placeOf(target: EventTarget | null): Place | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-row][data-column]') : null;
  return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : undefined;
}
