import { fieldNames, same, type FieldName, type Fields } from './fields';

/** What became of one's own changes when somebody else had changed the entry. */
export interface Merged {
  /** One's own changes that hold still. */
  mine: Partial<Fields>;
  /** The fields that both changed, each to something else. */
  conflicts: FieldName[];
}

/**
 * Lays one's own changes over a newer version: `before` is what one began from, `theirs` what it is now. What only
 * one of both changed is not in question; what both changed alike is no change any more.
 */
export function merge(before: Partial<Fields>, mine: Partial<Fields>, theirs: Fields): Merged {
  const kept: Partial<Fields> = {};
  const conflicts: FieldName[] = [];
  for (const field of fieldNames) {
    if (!(field in mine) || same(mine[field], theirs[field])) continue;
    put(kept, field, mine[field]);
    if (field in before && !same(before[field], theirs[field])) conflicts.push(field);
  }
  return { mine: kept, conflicts };
}

/** Returns the fields given without those named. */
export function without(fields: Partial<Fields>, names: readonly FieldName[]): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name as FieldName)));
}

/** Returns of the fields given those named. */
export function only(fields: Partial<Fields>, names: readonly FieldName[]): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name as FieldName)));
}

/** Returns the names of the fields given. */
export function namesIn(fields: Partial<Fields>): FieldName[] {
  return fieldNames.filter((name) => name in fields);
}

function put<F extends FieldName>(fields: Partial<Fields>, field: F, value: Fields[F] | undefined): void {
  fields[field] = value;
}

/** A piece of a text, and whether the other lacks it. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Marks in a text what another lacks: between the words with which both begin and those with which both end. */
export function difference(text: string, other: string): Piece[] {
  const words = text.split(/(?<=\s)/);
  const others = other.split(/(?<=\s)/);
  let first = 0;
  while (first < words.length && words[first] === others[first]) first++;
  let last = 0;
  while (last < words.length - first && last < others.length - first && words.at(-1 - last) === others.at(-1 - last))
    last++;
  return [
    { text: words.slice(0, first).join(''), differs: false },
    { text: words.slice(first, words.length - last).join(''), differs: true },
    { text: words.slice(words.length - last).join(''), differs: false }
  ].filter((piece) => piece.text !== '');
}

/** Puts two versions of a text together: both where they differ, theirs first, the rest once. */
export function together(theirs: string, mine: string): string {
  if (!theirs || mine.includes(theirs)) return mine;
  if (!mine || theirs.includes(mine)) return theirs;
  const lines = theirs.split('\n');
  const own = mine.split('\n');
  let first = 0;
  while (first < lines.length && lines[first] === own[first]) first++;
  let last = 0;
  while (last < lines.length - first && last < own.length - first && lines.at(-1 - last) === own.at(-1 - last)) last++;
  return [
    ...lines.slice(0, lines.length - last),
    ...own.slice(first, own.length - last),
    ...lines.slice(lines.length - last)
  ].join('\n');
}
