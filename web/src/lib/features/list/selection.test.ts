import { describe, expect, it } from 'vitest';
import { Selection } from './selection.svelte';

describe('what is chosen', () => {
  it('is nothing at first, and what is chosen one by one', () => {
    const selection = new Selection();
    expect([selection.count(10), selection.has('a')]).toEqual([0, false]);
    selection.toggle('a');
    selection.toggle('b');
    selection.toggle('a');
    expect([selection.has('a'), selection.has('b'), selection.count(10)]).toEqual([false, true, 1]);
  });

  it('may be all that match, but some', () => {
    const selection = new Selection();
    selection.toggle('a');
    selection.chooseAll();
    expect([selection.has('a'), selection.has('never seen'), selection.count(100_000)]).toEqual([true, true, 100_000]);
    selection.toggle('a');
    expect([selection.has('a'), selection.count(100_000)]).toEqual([false, 99_999]);
    selection.add(['a', 'b']);
    expect(selection.count(100_000)).toBe(100_000);
  });

  it('begins anew with others', () => {
    const selection = new Selection();
    selection.chooseAll();
    selection.set(['a', 'b', 'a']);
    selection.add(['c']);
    expect([selection.isAll, selection.count(10)]).toEqual([false, 3]);
    selection.clear();
    expect(selection.count(10)).toBe(0);
  });
});
