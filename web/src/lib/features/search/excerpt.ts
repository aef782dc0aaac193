import { foundIn, type Sought, type Stretch } from './words';

/** A part of a text, and whether it is what was looked for. */
export interface Part {
  text: string;
  found: boolean;
}

/** So much of a copy is shown, and so much before what was found in it. */
const EXCERPT = 180;
const BEFORE = 50;

/** Takes a text apart where the words looked for stand in its own. */
export function partsOf(text: string, sought: Sought[]): Part[] {
  return cut(text, foundIn(text, sought));
}

/** Returns the piece of a copy in which most of the words stand; undefined where none does. */
export function excerptOf(copy: string, sought: Sought[]): Part[] | undefined {
  const text = withoutMarks(copy);
  const found = foundIn(text, sought);
  const first = bestOf(found);
  if (!first) return undefined;
  const from = first.from <= BEFORE ? 0 : beginOfWord(text, first.from - BEFORE);
  const to = from + EXCERPT >= text.length ? text.length : endOfWord(text, Math.max(from + EXCERPT, first.to));
  const inside = found.filter((stretch) => stretch.from >= from && stretch.to <= to);
  const parts = cut(
    text.slice(from, to),
    inside.map((stretch) => ({ from: stretch.from - from, to: stretch.to - from }))
  );
  const rest = (there: boolean): Part[] => (there ? [{ text: '…', found: false }] : []);
  return [...rest(from > 0), ...parts, ...rest(to < text.length)];
}

/** Markdown as it is read, roughly: in one line, without what only lays it out. */
function withoutMarks(copy: string): string {
  return copy
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+/gm, '')
    .replace(/[*`~]+|\b_+|_+\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first of those from which on most are within one excerpt. */
function bestOf(found: Stretch[]): Stretch | undefined {
  const near = (first: Stretch) =>
    found.filter(({ from, to }) => from >= first.from && to <= first.from + EXCERPT - BEFORE).length;
  return found.reduce<Stretch | undefined>((best, next) => (best && near(best) >= near(next) ? best : next), undefined);
}

function beginOfWord(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  return at - space > BEFORE ? wholeFrom(text, at) : space + 1;
}

function endOfWord(text: string, at: number): number {
  const space = text.indexOf(' ', at);
  return space < 0 || space - at > BEFORE ? wholeFrom(text, at) : space;
}

/** Returns the place itself, or the next where it is in the middle of a character. */
function wholeFrom(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at + 1 : at;
}

function cut(text: string, found: Stretch[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { from, to } of found) {
    if (from > at) parts.push({ text: text.slice(at, from), found: false });
    parts.push({ text: text.slice(from, to), found: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), found: false });
  return parts;
}
