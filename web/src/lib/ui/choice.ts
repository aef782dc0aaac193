import { spellingsOf, withoutUmlauts } from './spellings';

/** One of many to choose from. */
export interface Option {
  value: string;
  label: string;
  /** Stands beside it, and it is found by it too. */
  detail?: string;
  /** It is not there yet: choosing it makes one of this name. */
  creates?: string;
}

interface More {
  /** What stands for choosing none. */
  none: string;
  /** Words the offer to make what was typed; undefined where that is not allowed. */
  create: ((name: string) => string) | undefined;
}

/** Returns what to offer for what was typed: none, those that hold it, and to make it where nothing is called so. */
export function optionsFor(options: Option[], query: string, { none, create }: More): Option[] {
  const asked = plain(query);
  if (!asked) return [{ value: '', label: none }, ...options];
  const found = optionsFound(options, query);
  const isThere = options.some(({ label }) => plain(label) === asked);
  const name = query.trim();
  return create && !isThere ? [...found, { value: '+', label: create(name), creates: name }] : found;
}

/** Returns the options that hold what was typed, whatever case and accents. */
export function optionsFound(options: Option[], query: string): Option[] {
  const spellings = spellingsOf(plain(query), plain(withoutUmlauts(query)));
  return options.filter(({ label, detail }) => {
    const text = plain(`${label} ${detail ?? ''}`);
    return spellings.some((asked) => text.includes(asked));
  });
}

function plain(text: string): string {
  return text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
}
