import { describe, expect, it } from 'vitest';
import { noFilter } from '$lib/features/filter';
import type { Group } from './groups';
import { drawnLines, Lines, PAGE } from './lines';

const group = (key: string, count: number): Group => ({ key, count, filter: noFilter });

describe('the lines of a list', () => {
  it('are its entries where there are no heads, however many', () => {
    const lines = new Lines([group('', 100_000)], false);
    expect(lines.length).toBe(100_000);
    expect(lines.at(99_999)).toMatchObject({ kind: 'entry', at: 99_999 });
    expect(lines.at(100_000)).toBeUndefined();
    expect(lines.at(-1)).toBeUndefined();
  });

  it('have a head before each group', () => {
    const lines = new Lines([group('a', 2), group('b', 1)], true);
    const told = Array.from({ length: lines.length }, (_, i) => {
      const line = lines.at(i);
      return line?.kind === 'head' ? line.group.key : `${line?.group.key}${line?.at}`;
    });
    expect(told).toEqual(['a', 'a0', 'a1', 'b', 'b0']);
    expect(lines.entries).toBe(3);
  });

  it('are the heads alone of groups that are folded, whose entries count all the same', () => {
    const lines = new Lines([group('a', 50_000), group('b', 1)], true, (key) => key === 'a');
    expect([lines.length, lines.entries]).toEqual([3, 50_001]);
    expect(lines.at(0)).toMatchObject({ kind: 'head', isFolded: true });
    expect(lines.at(1)).toMatchObject({ kind: 'head', group: { key: 'b' }, isFolded: false });
  });

  it('are none of an empty list', () => {
    expect(new Lines([], true).at(0)).toBeUndefined();
    expect(new Lines([], false).pages(0, 10)).toEqual([]);
  });

  it('are read by pages, each once, of each group for itself', () => {
    const lines = new Lines([group('a', PAGE + 1), group('b', 3)], true);
    const pages = lines.pages(PAGE, PAGE + 4).map((of) => `${of.group.key}${of.page}`);
    expect(pages).toEqual(['a0', 'a1', 'b0']);
    expect(lines.pages(-5, 0)).toEqual([]);
  });
});

describe('what is drawn', () => {
  it.each([
    ['at the top', 0, 400, 1000, { first: 0, last: 14 }],
    ['in the middle', 4_000, 400, 1000, { first: 95, last: 114 }],
    ['at the end', 39_600, 400, 1000, { first: 985, last: 999 }],
    ['of a short list', 0, 400, 3, { first: 0, last: 2 }],
    ['of a list that has become shorter', 9_000, 400, 3, { first: 2, last: 2 }],
    ['of an empty list', 0, 400, 0, { first: 0, last: -1 }]
  ])('%s is what is in view, and a little around it', (_, top, height, length, want) => {
    expect(drawnLines(top, height, 40, length, 5)).toEqual(want);
  });
});
