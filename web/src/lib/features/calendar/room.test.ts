import { expect, it, test } from 'vitest';
import type { Item, WeekRow } from './layout';
import { columnsOf, linesIn } from './room';

test.each([
  ['of a wide window', { width: 1200, height: 900 }, 5, 0, 5],
  ['under bars', { width: 1200, height: 900 }, 5, 1, 4],
  ['so narrow that a tile is two lines', { width: 500, height: 900 }, 5, 0, 3],
  ['of a low window, which scrolls', { width: 1200, height: 200 }, 6, 2, 3]
])('lines of a day %s', (_, room, weeks, lanes, lines) => expect(linesIn(room, weeks, lanes)).toEqual(lines));

const week = (...counts: number[]) =>
  ({ days: counts.map((count) => ({ items: Array.from({ length: count }, () => ({}) as Item) })) }) as WeekRow;

it('gives the room of days on which nothing stands to the others, where it may', () => {
  const rows = [week(1, 0, 0), week(0, 0, 2)];
  expect(columnsOf(rows, true)).toBe('minmax(0, 1fr) minmax(0, 0.4fr) minmax(0, 1fr)');
  expect(columnsOf(rows, false)).toBe('minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)');
  expect(columnsOf([], true)).toBe('');
});
