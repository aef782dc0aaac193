import { describe, expect, it, test } from 'vitest';
import { daysBetween, formatsOf } from '$lib/time';
import { keptDay, searchOf, spanOf, stepped, titleOf, zoomedBy, zoomOf, zoomTo, type Zoom } from './zoom';

const quarter = (quarter: string): Zoom => ({ kind: 'quarter', quarter });
const month = (month: string): Zoom => ({ kind: 'month', month });
const year = (year: number): Zoom => ({ kind: 'year', year });

describe('the address', () => {
  test.each<[string, Zoom]>([
    ['', year(2026)],
    ['year=2027', year(2027)],
    ['year=20270', year(2026)],
    ['year=next', year(2026)],
    ['quarter=2027-Q2', quarter('2027-Q2')],
    ['quarter=2027-Q5', year(2026)],
    ['month=2027-04', month('2027-04')],
    ['month=2027-13', year(2026)],
    ['month=1989-12', year(2026)],
    ['month=2027-04&year=2028', month('2027-04')]
  ])('%s', (search, zoom) => {
    expect(zoomOf(new URLSearchParams(search), '2027-01-01')).toEqual(zoom); // week 53 of 2026
  });

  it('keeps what else stands in it', () => {
    expect(searchOf(month('2027-04'), '?year=2027&entry=7')).toBe('?month=2027-04&entry=7');
    expect(searchOf(year(2028))).toBe('?year=2028');
  });
});

describe('the days shown', () => {
  test.each<[Zoom, string, string]>([
    [year(2026), '2025-12-29', '2027-01-03'],
    [quarter('2027-Q1'), '2027-01-04', '2027-03-28'],
    [quarter('2026-Q4'), '2026-09-28', '2027-01-03'],
    [month('2028-02'), '2028-02-01', '2028-02-29']
  ])('%o', (zoom, from, to) => {
    expect(spanOf(zoom)).toEqual({ from, to });
  });

  it('are divided among the quarters, none twice', () => {
    for (let at = 2020; at <= 2040; at++) {
      const quarters = [1, 2, 3, 4].map((n) => spanOf(quarter(`${at}-Q${n}`)));
      expect(quarters[0]?.from).toBe(spanOf(year(at)).from);
      expect(quarters[3]?.to).toBe(spanOf(year(at)).to);
      for (const [i, span] of quarters.slice(1).entries()) expect(daysBetween(quarters[i]!.to, span.from)).toBe(1);
    }
  });
});

describe('nearer and farther', () => {
  it('keeps the day in view', () => {
    expect(zoomedBy(year(2027), 1, '2027-05-03')).toEqual(quarter('2027-Q2'));
    expect(zoomedBy(quarter('2027-Q2'), 1, '2027-05-03')).toEqual(month('2027-05'));
    expect(zoomedBy(month('2027-05'), -1, '2027-05-03')).toEqual(quarter('2027-Q2'));
    expect(zoomedBy(month('2027-05'), 1, '2027-05-03')).toBeUndefined();
    expect(zoomedBy(year(2027), -1, '2027-05-03')).toBeUndefined();
  });

  it('shows a day of a week that belongs to another quarter where the week is', () => {
    expect(zoomTo('quarter', '2027-01-01')).toEqual(quarter('2026-Q4'));
    expect(zoomTo('year', '2027-01-01')).toEqual(year(2026));
    expect(zoomTo('month', '2027-01-01')).toEqual(month('2027-01'));
  });

  it('falls back to the present day, then to the first', () => {
    expect(keptDay(year(2027), '2027-05-03', '2027-07-01')).toBe('2027-05-03');
    expect(keptDay(year(2027), '2026-05-03', '2027-07-01')).toBe('2027-07-01');
    expect(keptDay(month('2027-04'), undefined, '2026-07-01')).toBe('2027-04-01');
    expect(zoomTo('quarter', keptDay(year(2027), undefined, '2026-07-01'))).toEqual(quarter('2027-Q1'));
  });
});

test('a step goes on to the next, and ends where nothing can be planned', () => {
  expect(stepped(quarter('2027-Q4'), 1)).toEqual(quarter('2028-Q1'));
  expect(stepped(month('2027-01'), -1)).toEqual(month('2026-12'));
  expect(stepped(year(2100), 1)).toBeUndefined();
});

test('titles', () => {
  expect([year(2027), quarter('2027-Q2'), month('2027-04')].map((zoom) => titleOf(zoom, formatsOf('de')))).toEqual([
    'Jahr 2027',
    '2.\u00a0Quartal 2027',
    'April 2027'
  ]);
});
