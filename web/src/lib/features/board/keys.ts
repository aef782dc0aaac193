/**
 * Returns the card that an arrow leads to from a card: the one above or below it in its column, or the one as far down
 * in the next column that has any. Columns carry data-state, cards data-card.
 */
export function neighbourOf(card: HTMLElement, key: string): HTMLElement | undefined {
  const column = card.closest('[data-state]');
  const lane = card.closest('[data-lane]');
  if (!column || !lane) return undefined;
  const linksIn = (of: Element) => [...of.querySelectorAll<HTMLElement>('[data-card] > a')];
  const at = linksIn(column).findIndex((link) => link.contains(card));
  if (key === 'ArrowUp' || key === 'ArrowDown') return linksIn(column)[at + (key === 'ArrowUp' ? -1 : 1)];
  const columns = [...lane.querySelectorAll('[data-state]')];
  const here = columns.indexOf(column);
  const others = key === 'ArrowLeft' ? columns.slice(0, here).reverse() : columns.slice(here + 1);
  const links = others.map(linksIn).find(({ length }) => length > 0);
  return links?.[Math.min(at, links.length - 1)];
}
