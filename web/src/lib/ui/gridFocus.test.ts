import { expect, test } from 'vitest';
import { GridFocus } from './gridFocus.svelte';

const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey, metaKey: false });

test('arrows stay inside, and ends are reached', () => {
  const focus = new GridFocus(
    () => 3,
    () => 5,
    { row: 0, column: 4 }
  );
  expect(focus.move(key('ArrowRight'))).toEqual({ row: 0, column: 4 });
  expect(focus.move(key('ArrowDown'))).toEqual({ row: 1, column: 4 });
  expect(focus.move(key('Home'))).toEqual({ row: 1, column: 0 });
  expect(focus.move(key('End', true))).toEqual({ row: 2, column: 4 });
  expect(focus.move(key('PageUp'))).toEqual({ row: 0, column: 4 });
  expect(focus.move(key('x'))).toBeUndefined();
  expect(focus.is(0, 4)).toBe(true);
});

test('a grid that shrinks keeps a cell to tab to', () => {
  let rows = 9;
  const focus = new GridFocus(
    () => rows,
    () => 5,
    { row: 8, column: 2 }
  );
  rows = 2;
  expect(focus.place).toEqual({ row: 1, column: 2 });
});
