import { describe, expect, it, test } from 'vitest';
import { formatsOf } from '$lib/time';
import { byMonth, byWeek, periodAsked } from './periods';

const TODAY = '2027-01-03'; // the Sunday of 2026-W53

test.each([
  ['a month', byMonth, '2027-03', '2027-03', ''],
  ['no month', byMonth, '', '2027-01', ''],
  ['a month that no year has', byMonth, '2027-13', '2027-01', '2027-13'],
  ['a month in which nothing can be planned', byMonth, '1989-12', '2027-01', '1989-12'],
  ['a week', byWeek, '2027-W09', '2027-W09', ''],
  ['no week', byWeek, '', '2026-W53', ''],
  ['a week 53 of a year that has 53', byWeek, '2026-W53', '2026-W53', ''],
  ['a week 53 of a year that has 52', byWeek, '2027-W53', '2026-W53', '2027-W53'],
  ['a week 0', byWeek, '2027-W00', '2026-W53', '2027-W00'],
  ['something else', byWeek, '2027-03', '2026-W53', '2027-03']
])('%s is asked for', (_, period, asked, shown, unknown) =>
  expect(periodAsked(period, asked, TODAY)).toEqual({ shown, unknown })
);

describe.each([
  [byMonth, '2027-01', { first: '2027-01-01', next: '2027-02', title: 'Januar 2027', weeks: 5 }],
  [
    byWeek,
    '2026-W53',
    { first: '2026-12-28', next: '2027-W01', title: 'KW 53, 28. Dezember 2026 – 3. Januar 2027', weeks: 1 }
  ]
])('by $name', (period, key, wanted) => {
  const formats = formatsOf('de');

  it('knows its first day, the next one, what it is called, and its weeks', () => {
    expect({
      first: period.first(key),
      next: period.add(key, 1),
      title: period.title(key, formats).replaceAll(/\s/g, ' '),
      weeks: period.weeks(key).length
    }).toEqual(wanted);
  });

  it('leads back to where one came from, and tells itself among those around it', () => {
    expect(period.of(period.first(key))).toBe(key);
    expect(period.add(period.add(key, 7), -7)).toBe(key);
    expect(period.steps(key, formats).map((step) => step.key)).toContain(period.step(key, formats).key);
  });
});
