import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { awayIn, weeksFrom, weeksIn } from './away';

const absence = (id: string, member_id: string, starts_on: string, ends_on: string) =>
  ({ id, member_id, starts_on, ends_on }) as Schemas['Absence'];

describe('who is away', () => {
  const span = weeksFrom('2027-04-01');

  it('is shown for twelve weeks from the Monday of this one', () => {
    expect(span).toEqual({ from: '2027-03-29', to: '2027-06-20' });
    expect(weeksIn(span)).toHaveLength(12);
    expect(weeksIn(span)[0]).toBe('2027-W13');
    expect(weeksFrom('2026-12-31').from).toBe('2026-12-28');
  });

  it('stands in rows by member, who is away first comes first', () => {
    const rows = awayIn(
      [
        absence('late', 'anna', '2027-05-31', '2027-06-06'),
        absence('first', 'ben', '2027-03-29', '2027-04-04'),
        absence('early', 'anna', '2027-04-05', '2027-04-05'),
        absence('over', 'cem', '2027-03-01', '2027-03-28'),
        absence('far', 'dora', '2027-06-21', '2027-07-01')
      ],
      span
    );
    expect(rows.map(({ member, bars }) => [member, bars.map((bar) => bar.absence.id)])).toEqual([
      ['ben', ['first']],
      ['anna', ['early', 'late']]
    ]);
    expect(rows[0]?.bars[0]).toMatchObject({ left: 0, width: 7 / 84 });
    expect(rows[1]?.bars[0]).toMatchObject({ left: 7 / 84, width: 1 / 84 });
  });

  it('is cut at both ends', () => {
    const [row] = awayIn([absence('long', 'anna', '2027-01-01', '2027-12-31')], span);
    expect(row?.bars[0]).toMatchObject({ left: 0, width: 1 });
  });
});
