import type { Bar, Frame, Row } from './grid';
import type { Place } from '$lib/ui/gridFocus.svelte';
import type { Grip } from './stretch';

/** A theme that an event happened on. */
export interface BarHit {
  row: number;
  bar: Bar;
  element: HTMLElement;
}

/** So near to an edge of the view, in pixels, a drag scrolls; and so far a bar is held by its edge. */
const SCROLLS = 32;
const HOLDS = 8;

/** Where things are on the drawn grid. Cells carry data-row and data-column, bars data-in and data-bar, heads data-head. */
export class GridSurface {
  constructor(
    private readonly box: () => HTMLElement,
    private readonly frame: () => Frame,
    private readonly rows: () => Row[]
  ) {}

  cell({ row, column }: Place): HTMLElement | null {
    return this.box().querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`);
  }

  bar(row: number, bar: Bar): HTMLElement | null {
    return this.box().querySelector<HTMLElement>(`[data-bar="${bar.id}"][data-in="${row}"]`);
  }

  /** Returns the theme that an event happened on, undefined outside of all. */
  hitOf(target: EventTarget | null): BarHit | undefined {
    const element = target instanceof Element ? target.closest<HTMLElement>('[data-bar]') : null;
    const row = Number(element?.dataset.in);
    const bar = element && this.rows()[row]?.bars.find(({ id }) => id === element.dataset.bar);
    return bar ? { row, bar, element } : undefined;
  }

  /** Returns what a pointer holds a bar by: a few pixels at its ends are its edges, where those are in view. */
  gripAt(x: number, { bar, element }: BarHit): Grip {
    const { left, right, width } = element.getBoundingClientRect();
    const edge = Math.min(HOLDS, width / 4);
    if (bar.from >= this.frame().from && x - left <= edge) return 'from';
    return bar.to <= this.frame().to && right - x <= edge ? 'to' : 'body';
  }

  /** Returns the column under a pointer, the nearest one beside them all. */
  columnAt(x: number): number {
    const { columns } = this.frame();
    const left = this.#head(0)?.getBoundingClientRect().left ?? 0;
    const right = this.#head(columns.length - 1)?.getBoundingClientRect().right ?? 0;
    const column = Math.floor(((x - left) / Math.max(1, right - left)) * columns.length);
    return Math.max(0, Math.min(column, columns.length - 1));
  }

  /** Brings a column into view, a quarter into it. */
  show(column: number): void {
    const box = this.box();
    const head = this.#head(column);
    if (head) box.scrollLeft = head.offsetLeft - this.#fixed - (box.clientWidth - this.#fixed) / 4;
  }

  /** Scrolls on while something is dragged at an edge. */
  scrollAtEdge(x: number): void {
    const box = this.box();
    const { left, right } = box.getBoundingClientRect();
    if (x > right - SCROLLS) box.scrollLeft += SCROLLS;
    else if (x < left + this.#fixed + SCROLLS) box.scrollLeft -= SCROLLS;
  }

  #head(column: number): HTMLElement | null {
    return this.box().querySelector<HTMLElement>(`[data-head="${column}"]`);
  }

  /** Width of the heads, which stay while the rest scrolls. */
  get #fixed(): number {
    return this.box().querySelector<HTMLElement>('[role=rowheader]')?.offsetWidth ?? 0;
  }
}
