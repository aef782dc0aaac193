/** So many umlauts of a word are each taken for one or not; those behind them are taken as the last of these is. */
const MOST_SPELLED = 3;
/** Shorter, "ue" would find all that begins with a "u". */
const SHORTEST = 2;

/** Writes Brücke as Bruecke. It leaves where words begin and end. */
export function withoutUmlauts(text: string): string {
  return text.normalize('NFC').replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD').charAt(0)}e`);
}

/**
 * Returns how a word may stand in a text without marks that is sought as `own`, and written without umlauts: "bruecke" and
 * "brucke", which is Brücke without its mark (store/spellings.go). The first is its own. Behind a vowel or a q it is no umlaut.
 */
export function spellingsOf(own: string, written: string): string[] {
  const places = [...written.matchAll(/(?<![aeiouq])[aou]e/g)].map(({ index }) => index + 1);
  const ways = 1 << Math.min(places.length, MOST_SPELLED);
  const others = Array.from({ length: ways }, (_, way) =>
    [...written]
      .filter((_, at) => {
        const place = places.indexOf(at);
        return place < 0 || ((way >> Math.min(place, MOST_SPELLED - 1)) & 1) === 0;
      })
      .join('')
  );
  return [...new Set([own, ...others.filter((other) => other.length >= Math.min(SHORTEST, own.length))])];
}
