import type { Group } from './groups';

/** A line of the list: the head of a group, or an entry by its place in its group. */
export type Line = { kind: 'head'; group: Group; isFolded: boolean } | { kind: 'entry'; group: Group; at: number };

/** A page of a group's entries. */
export interface PageOf {
  group: Group;
  page: number;
}

/** How many entries are asked for at once. */
export const PAGE = 100;

/** Returns the page that holds an entry. */
export function pageAt({ group, at }: { group: Group; at: number }): PageOf {
  return { group, page: Math.floor(at / PAGE) };
}

/** All lines of a list, however many: worked out from the groups' counts, never listed. */
export class Lines {
  /** By group, which line is its first. */
  readonly #first: number[] = [];
  readonly length: number;

  constructor(
    readonly groups: readonly Group[],
    private readonly withHeads: boolean,
    private readonly isFolded: (key: string) => boolean = () => false
  ) {
    let length = 0;
    for (const group of groups) {
      this.#first.push(length);
      length += this.#lengthOf(group);
    }
    this.length = length;
  }

  /** How many entries there are, the folded away ones too. */
  get entries(): number {
    return this.groups.reduce((sum, { count }) => sum + count, 0);
  }

  at(line: number): Line | undefined {
    if (line < 0 || line >= this.length) return undefined;
    const number = this.#groupAt(line);
    const group = this.groups[number];
    if (!group) return undefined;
    const within = line - (this.#first[number] ?? 0) - Number(this.withHeads);
    if (within < 0) return { kind: 'head', group, isFolded: this.isFolded(group.key) };
    return { kind: 'entry', group, at: within };
  }

  /** Returns the line of the first head of which something is true; behind all lines, where it is of none. */
  headOf(is: (group: Group) => boolean): number {
    return this.#first[this.groups.findIndex(is)] ?? this.length;
  }

  /** Returns the pages that hold the entries of some lines, both ends inclusive. */
  pages(from: number, to: number): PageOf[] {
    const pages = new Map<string, PageOf>();
    for (let line = Math.max(0, from); line <= Math.min(to, this.length - 1); line++) {
      const here = this.at(line);
      if (here?.kind !== 'entry') continue;
      const page = pageAt(here);
      pages.set(`${page.group.key}:${page.page}`, page);
    }
    return [...pages.values()];
  }

  #lengthOf(group: Group): number {
    return Number(this.withHeads) + (this.isFolded(group.key) ? 0 : group.count);
  }

  #groupAt(line: number): number {
    let [low, high] = [0, this.#first.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#first[middle] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Lines that are drawn, both ends inclusive; `last` is before `first` where there are none. */
export interface DrawnLines {
  first: number;
  last: number;
}

/** Returns the lines to draw: those in view, and some around them for who scrolls on. */
export function drawnLines(
  top: number,
  height: number,
  lineHeight: number,
  length: number,
  around: number
): DrawnLines {
  const last = Math.min(length - 1, Math.ceil((top + height) / lineHeight) - 1 + around);
  return { first: Math.max(0, Math.min(Math.floor(top / lineHeight) - around, last)), last };
}
