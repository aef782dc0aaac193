import type { Schemas } from '$lib/api';
import { placeOf, type GridFocus, type Place } from '$lib/ui/gridFocus.svelte';
import type { Column } from './columns';
import type { Lines } from './lines';
import type { Selection } from './selection.svelte';

type Entry = Schemas['Entry'];

/** What keys and clicks lead to. */
export interface KeyTargets {
  lines: () => Lines;
  columns: () => Column[];
  entryAt: (line: number) => Entry | undefined;
  /** Undefined where nothing can be chosen. */
  selection: () => Selection | undefined;
  /** Whether cells can be written in. */
  edits: () => boolean;
  /** How many lines are in view at once. */
  page: () => number;
  /** Opens the entry of a line. */
  open: (line: number) => void;
  fold: (key: string) => void;
  /** Chooses the entries of some lines too, both ends inclusive. */
  chooseRange: (from: number, to: number) => void;
  /** Puts the focus on a cell, once it is drawn. */
  go: (place: Place) => void;
}

/**
 * Keyboard and clicks on the list: arrows go from cell to cell, Enter opens, E writes in a cell, X chooses, Shift chooses from
 * where choosing began.
 */
export class ListKeys {
  #edited = $state<{ line: number; column: number }>();
  /** Where choosing a range begins. */
  #anchor: number;

  constructor(
    private readonly focus: GridFocus,
    private readonly to: KeyTargets
  ) {
    this.#anchor = focus.place.row;
  }

  /** Which column of a line is being written in; -1 for none. */
  editedOn(line: number): number {
    return this.#edited?.line === line ? this.#edited.column : -1;
  }

  /** Begins anew, at a line: another list is shown. */
  reset(line: number): void {
    this.#anchor = line;
    this.#edited = undefined;
  }

  endEdit(): void {
    this.#edited = undefined;
  }

  /** Writes in the cell in focus, or in the title where nothing can be written there. */
  editHere(): void {
    const { row, column } = this.focus.place;
    this.#edit(row, this.#columnAt(column)?.edit ? column : this.#shift);
  }

  /** Chooses the entry in focus, or no longer; of a head, all below it. */
  chooseHere(): void {
    this.choose(this.focus.place.row, false);
  }

  /** Chooses the entry of a line, or no longer; as a range, all from where choosing began. */
  choose(line: number, isRange: boolean): void {
    const entry = this.to.entryAt(line);
    const selection = this.to.selection();
    if (!selection) return;
    if (!entry) this.#chooseGroup(line);
    else if (isRange) this.#chooseTo(line);
    else {
      selection.toggle(entry.id);
      this.#anchor = line;
    }
  }

  click(event: MouseEvent): void {
    const place = placeOf(event.target);
    if (!place || !(event.target instanceof Element)) return;
    if (event.target.closest('input, select')) return;
    this.focus.set(place);
    const here = this.to.lines().at(place.row);
    if (here?.kind === 'head') this.to.fold(here.group.key);
    else if (event.shiftKey && this.to.selection()) {
      event.preventDefault();
      this.choose(place.row, true);
    } else if (event.target.matches('.choose') || (isWithControl(event) && !event.target.closest('a'))) {
      this.choose(place.row, false);
    }
  }

  doubleClick(event: MouseEvent): void {
    const place = placeOf(event.target);
    if (place && !(event.target instanceof Element && event.target.closest('a, input, select, .choose')))
      this.#edit(place.row, place.column);
  }

  down(event: KeyboardEvent): void {
    const place = placeOf(event.target);
    if (!place || event.altKey) return;
    const isHandled = this.#act(event, place.row) || this.#move(event, place.row);
    if (isHandled) event.preventDefault();
  }

  /** Does what a key is for; false for one that is for nothing. */
  #act(event: KeyboardEvent, line: number): boolean {
    const selection = this.to.selection();
    const key = event.key.toLowerCase();
    if (isWithControl(event)) {
      if (key !== 'a' || !selection) return false;
      selection.chooseAll();
      return true;
    }
    if (key === 'enter') this.#open(line);
    else if ((key === ' ' || key === 'x') && selection) this.choose(line, event.shiftKey);
    else if (key === 'e' || key === 'f2') this.editHere();
    else if (key === 'escape' && selection && selection.count(this.to.lines().entries) > 0) selection.clear();
    else return false;
    return true;
  }

  #move(event: KeyboardEvent, line: number): boolean {
    const to = this.#pageFrom(event.key) ?? this.focus.move(event);
    if (!to) return false;
    if (event.shiftKey && this.to.selection() && to.row !== line) this.#chooseTo(to.row);
    else if (!event.shiftKey) this.#anchor = to.row;
    this.to.go(to);
    return true;
  }

  #pageFrom(key: string): Place | undefined {
    const by = { PageDown: 1, PageUp: -1 }[key];
    if (!by) return undefined;
    const { row, column } = this.focus.place;
    return { row: Math.max(0, Math.min(this.to.lines().length - 1, row + by * this.to.page())), column };
  }

  #open(line: number): void {
    const here = this.to.lines().at(line);
    if (here?.kind === 'head') this.to.fold(here.group.key);
    else this.to.open(line);
  }

  #edit(line: number, column: number): void {
    const entry = this.to.entryAt(line);
    const what = this.#columnAt(column)?.edit;
    if (!entry || !what || !this.to.edits()) return;
    if (what === 'state' ? !entry.may?.move_to.length : !entry.may?.change) return;
    this.focus.set({ row: line, column });
    this.#edited = { line, column };
  }

  /** Chooses from where choosing began; the line itself in any case, however long the way is. */
  #chooseTo(line: number): void {
    const entry = this.to.entryAt(line);
    if (entry) this.to.selection()?.add([entry.id]);
    this.to.chooseRange(Math.min(this.#anchor, line), Math.max(this.#anchor, line));
  }

  #chooseGroup(line: number): void {
    const head = this.to.lines().at(line);
    if (head?.kind === 'head' && !head.isFolded) this.to.chooseRange(line + 1, line + head.group.count);
  }

  /** Before the columns of the entries stands the one to choose them in. */
  get #shift(): number {
    return this.to.selection() ? 1 : 0;
  }

  #columnAt(column: number): Column | undefined {
    return this.to.columns()[column - this.#shift];
  }
}

function isWithControl({ ctrlKey, metaKey }: MouseEvent | KeyboardEvent): boolean {
  return ctrlKey || metaKey;
}
