import { expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { lastPosition, moved } from './positions';

const channels = (...positions: number[]) =>
  positions.map((position, i) => ({ id: 'abcd'[i], position }) as Schemas['Channel']);
const told = (all: Schemas['Channel'][], id: string, by: number) =>
  moved(all, id, by).map(({ channel, position }) => `${channel.id}${position}`);

it.each([
  ['down, and only those it passes change', channels(0, 1, 2, 3), 'b', 1, ['c1', 'b2']],
  ['up', channels(0, 1, 2, 3), 'd', -1, ['d2', 'c3']],
  ['past the end is the end', channels(0, 1, 2), 'a', 9, ['b0', 'c1', 'a2']],
  ['at the end already', channels(0, 1), 'b', 1, []],
  ['equal positions become different ones', channels(0, 0, 0), 'c', -1, ['c1', 'b2']],
  ['one that is not there', channels(0, 1), 'x', 1, []]
])('moves %s', (_, all, id, by, want) => {
  expect(told(all, id, by)).toEqual(want);
});

it('puts a new one last', () => {
  expect(lastPosition([])).toBe(0);
  expect(lastPosition(channels(4, 7, 2))).toBe(8);
});
