import { describe, expect, it } from 'vitest';
import { joinMonths, partsOf } from './months';
import type { Gap } from './sentence';

const ends = ['01-31', '02-28', '03-31', '04-30'];
const month = (id: string, number: number, changed: Partial<Gap> = {}): Gap => {
  const days = { from: `2027-0${number}-01`, to: `2027-${ends[number - 1]}` };
  return { id, rule: 'theme_missing', plan_id: 'p', severity: 'notice', ...days, ...changed } as Gap;
};
const told = (gaps: Gap[], opened = '') =>
  joinMonths(gaps, opened).map((gap) => `${gap.from}..${gap.to} ${partsOf(gap).map(({ id }) => id)}`);

describe('months of a plan without a theme', () => {
  it('are one where they follow each other, whatever stands between', () => {
    const other = month('x', 2, { rule: 'cadence' });
    expect(told([month('a', 1), month('b', 1, { plan_id: 'q' }), other, month('c', 2), month('d', 3)])).toEqual([
      '2027-01-01..2027-03-31 a,c,d',
      '2027-01-01..2027-01-31 b',
      '2027-02-01..2027-02-28 x'
    ]);
  });

  it('are apart where a month has one, or they press differently', () => {
    expect(told([month('a', 1, { severity: 'warning' }), month('b', 2), month('c', 4)])).toEqual([
      '2027-01-01..2027-01-31 a',
      '2027-02-01..2027-02-28 b',
      '2027-04-01..2027-04-30 c'
    ]);
  });

  it('begin anew with the one that is opened', () => {
    expect(told([month('a', 1), month('b', 2), month('c', 3)], 'b')).toEqual([
      '2027-01-01..2027-01-31 a',
      '2027-02-01..2027-03-31 b,c'
    ]);
  });

  it('are kept as they were', () => {
    const gaps = [month('a', 1), month('b', 2)];
    joinMonths(gaps, '');
    expect(gaps[0]!.to).toBe('2027-01-31');
  });
});
