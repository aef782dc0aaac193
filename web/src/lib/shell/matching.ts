import { spellingsOf, withoutUmlauts } from '$lib/ui/spellings';
import type { Action } from './actions.svelte';

/** Returns the actions in whose label or words every word of the query begins a word or stands within one, the former first. */
export function matching(actions: Action[], query: string): Action[] {
  const written = plain(withoutUmlauts(query)).split(' ');
  const asked = plain(query)
    .split(' ')
    .filter(Boolean)
    .map((word, i) => spellingsOf(word, written[i] ?? word));
  return actions
    .map((action) => ({ action, rank: rankOf(plain(`${action.label} ${action.words ?? ''}`), asked) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ action }) => action);
}

/** Returns 0 where a word is missing, more the more of them begin a word. */
function rankOf(text: string, asked: string[][]): number {
  let rank = 1;
  for (const spellings of asked) {
    if (!spellings.some((word) => text.includes(word))) return 0;
    if (spellings.some((word) => ` ${text}`.includes(` ${word}`))) rank++;
  }
  return rank;
}

/** Small letters without marks, so that "loschen" finds "Löschen". */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
