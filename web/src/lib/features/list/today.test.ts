import { describe, expect, it } from 'vitest';
import { noFilter } from '$lib/features/filter';
import type { Arrangement } from './arrangement';
import { Lines } from './lines';
import { countedUntil, holdsToday, lineOfToday } from './today';

const TODAY = '2027-03-24'; // a Wednesday of week 12
const order = (sort: Arrangement['sort'], group: Arrangement['group'] = '') => ({ sort, group });
const lines = (keys: string[], count = 2) =>
  new Lines(
    keys.map((key) => ({ key, count, filter: noFilter })),
    keys[0] !== 'all'
  );

describe('today in the list', () => {
  it.each([
    ['by day', order('date'), {}, true],
    ['by day, backwards', order('-date'), {}, true],
    ['under months, by title', order('title', 'month'), {}, true],
    ['by title', order('title'), {}, false],
    ['under channels', order('date', 'channel'), {}, false],
    ['from today on', order('date'), { from: TODAY }, true],
    ['until yesterday', order('date'), { to: '2027-03-23' }, false],
    ['from tomorrow on', order('date'), { from: '2027-03-25' }, false],
    ['of what has no date', order('date'), { undated: true }, false],
    ['of what has a date', order('date'), { undated: false }, true]
  ])('is there or not: %s', (_, order, filter, want) => {
    expect(holdsToday({ ...noFilter, ...filter }, order, TODAY)).toBe(want);
  });

  it.each([
    ['all before it', order('date'), {}, '2027-03-23'],
    ['it and all before it, backwards', order('-date'), {}, TODAY],
    ['nothing where all begins today', order('date'), { from: TODAY }, undefined],
    ['nothing under heads', order('date', 'week'), {}, undefined]
  ])('is found by counting %s', (_, order, filter, want) => {
    expect(countedUntil({ ...noFilter, ...filter }, order, TODAY)).toBe(want);
  });

  it.each([
    ['after what is counted', order('date'), lines(['all'], 9), 4, 4],
    ['behind what comes later, backwards', order('-date'), lines(['all'], 9), 4, 5],
    ['at the head of its month', order('date', 'month'), lines(['2027-01', '2027-03', '2027-04', '']), 0, 3],
    ['at the next month, where its own has none', order('date', 'month'), lines(['2027-01', '2027-04', '']), 0, 3],
    ['where all is past, at what has no date', order('date', 'week'), lines(['2027-W10', '']), 0, 3],
    ['where all is past, behind it', order('date', 'week'), lines(['2027-W10']), 0, 3],
    ['at its week, backwards', order('-date', 'week'), lines(['', '2027-W13', '2027-W12']), 0, 6]
  ])('begins %s', (_, order, lines, counted, want) => {
    expect(lineOfToday(lines, order, counted, TODAY)).toBe(want);
  });
});
