import { spellingsOf, withoutUmlauts } from '$lib/ui/spellings';

/** A stretch of a text, by its UTF-16 units. */
export interface Stretch {
  from: number;
  to: number;
}

/** A word as the server knows it, and where each of its letters stands in the text. */
interface Word {
  letters: string;
  places: Stretch[];
}

/** A word that is looked for, in all its spellings. */
export type Sought = string[];

/** Returns the words that are looked for, as the server takes them from what was typed. */
export function soughtIn(search: string): Sought[] {
  const written = wordsOf(withoutUmlauts(search));
  return wordsOf(search).map(({ letters }, i) => spellingsOf(letters, written[i]?.letters ?? letters));
}

/** Returns where the words stand in those of a text, in their order, none over another. */
export function foundIn(text: string, sought: Sought[]): Stretch[] {
  return wordsOf(text).flatMap(({ letters, places }) => {
    const found: Stretch[] = [];
    for (const { from, to } of sought
      .flat()
      .flatMap((word) => stretchesOf(word, letters))
      .sort((a, b) => a.from - b.from)) {
      const [first, last, before] = [places[from], places[to - 1], found.at(-1)];
      if (!first || !last) continue;
      if (before && first.from <= before.to) before.to = Math.max(before.to, last.to);
      else found.push({ from: first.from, to: last.to });
    }
    return found;
  });
}

/** So many letters a word has at least that is found anywhere in others; a shorter one has to begin them (store/search.go). */
const SHORTEST_PART = 3;

function stretchesOf(word: string, letters: string): Stretch[] {
  const stretches: Stretch[] = [];
  const last = Array.from(word).length < SHORTEST_PART ? 0 : letters.length - word.length;
  for (let from = 0; from <= last; from++) {
    if (letters.startsWith(word, from)) stretches.push({ from, to: from + word.length });
  }
  return stretches;
}

/** The runs of letters and digits, small and without marks: Brücke is brucke, Straße is strasse (store/search.go). */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let word: Word | undefined;
  let at = 0;
  for (const character of text) {
    const place = { from: at, to: (at += character.length) };
    for (const letter of folded(character)) {
      if (/[\p{L}\p{Nd}]/u.test(letter)) {
        if (!word) words.push((word = { letters: '', places: [] }));
        word.letters += letter;
        for (let unit = 0; unit < letter.length; unit++) word.places.push(place);
      } else word = undefined;
    }
    // A mark of its own belongs to the letter before it.
    const last = word?.places.at(-1);
    if (last && /\p{Mn}/u.test(character)) last.to = at;
  }
  return words;
}

function folded(character: string): string {
  return character
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ß', 'ss');
}
