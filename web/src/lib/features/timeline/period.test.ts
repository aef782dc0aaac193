import { describe, expect, it, test } from 'vitest';
import { daysOf, formatsOf } from '$lib/time';
import {
  anchorOf,
  daysIn,
  groupsOf,
  monthsIn,
  paramsOf,
  periodOf,
  stepped,
  titleOf,
  zoomedBy,
  type Period
} from './period';

const asked = (search: string) => periodOf(new URLSearchParams(search), '2027-03-18');
const week: Period = { zoom: 'week', key: '2026-W53' };
const month: Period = { zoom: 'month', key: '2027-03' };
const quarter: Period = { zoom: 'quarter', key: '2027-Q1' };

test.each([
  ['nothing', '', '2027-03'],
  ['a week', 'week=2026-W53', '2026-W53'],
  ['a month', 'month=2028-02', '2028-02'],
  ['a quarter', 'quarter=2027-Q4', '2027-Q4'],
  ['a week that its year has not', 'week=2027-W53', '2027-03'],
  ['a month there is not', 'month=2027-13', '2027-03'],
  ['a quarter there is not', 'quarter=2027-Q5', '2027-03'],
  ['a time out of reach', 'month=0001-01', '2027-03'],
  ['any text', 'week=gestern', '2027-03']
])('an address that asks for %s', (_, search, key) => expect(asked(search).key).toBe(key));

test('an address says one period, and is read as it is written', () => {
  for (const period of [week, month, quarter]) {
    const search = new URLSearchParams(Object.entries(paramsOf(period)).filter(([, value]) => value)).toString();
    expect(asked(search)).toEqual(period);
  }
});

describe('its days', () => {
  it('are those of the calendar', () => {
    expect(daysIn(week)).toEqual({ from: '2026-12-28', to: '2027-01-03' });
    expect(daysIn({ zoom: 'month', key: '2028-02' })).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(daysIn(quarter)).toEqual({ from: '2027-01-01', to: '2027-03-31' });
  });

  it('lie in so many months', () => {
    expect(monthsIn(daysIn(week))).toEqual(['2026-12', '2027-01']);
    expect(monthsIn(daysIn(month))).toEqual(['2027-03']);
    expect(monthsIn(daysIn({ zoom: 'quarter', key: '2026-Q4' }))).toEqual(['2026-10', '2026-11', '2026-12']);
  });

  it.each([week, month, quarter])('have heads that cover them: $key', (period) => {
    const groups = groupsOf(period, formatsOf('de'));
    const covered = groups.reduce((days, group) => days + group.days, 0);
    expect(covered).toBe(period.zoom === 'week' ? 0 : daysOf(daysIn(period)).length);
    for (const group of groups) expect(daysOf(group).length).toBe(group.days);
  });
});

test('one step on and back is where one was', () => {
  for (const period of [week, month, quarter]) expect(stepped(stepped(period, 1), -1)).toEqual(period);
  expect(stepped(week, 1).key).toBe('2027-W01');
  expect(stepped({ zoom: 'quarter', key: '2026-Q4' }, 1).key).toBe('2027-Q1');
});

test('nearer and farther keep a day in view, to the ends', () => {
  expect(zoomedBy(month, -1, '2027-03-18')).toEqual({ zoom: 'week', key: '2027-W11' });
  expect(zoomedBy(month, 1, '2027-03-18')).toEqual(quarter);
  expect(zoomedBy(week, -1, '2027-01-01')).toBeUndefined();
  expect(zoomedBy(quarter, 1, '2027-01-01')).toBeUndefined();
  expect(anchorOf(month, '2027-03-18')).toBe('2027-03-18');
  expect(anchorOf(month, '2027-04-18')).toBe('2027-03-01');
});

test('its name is what people call it', () => {
  const title = (period: Period) => titleOf(period, formatsOf('de')).replaceAll('\u00a0', ' ');
  expect([week, month, quarter].map(title)).toEqual([
    'KW 53, 28. Dezember 2026 – 3. Januar 2027',
    'März 2027',
    '1. Quartal 2027'
  ]);
});
