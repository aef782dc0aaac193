import { render } from '@testing-library/svelte';
import { describe, expect, it, test } from 'vitest';
import type { Schemas } from '$lib/api';
import { addDays, formatsOf, mondayOf, weekFrom, weeksIn, weekSpan } from '$lib/time';
import { barsOf, gridOf, MOST_MARKS, type Marks } from './grid';
import YearGrid from './YearGrid.svelte';

const ACROSS = 2026; // 53 weeks

function weeksOf(year: number): Schemas['YearWeek'][] {
  return Array.from({ length: weeksIn(year) }, (_, i) => {
    const week = weekFrom(year, i + 1);
    return { week, ...weekSpan(week) };
  });
}

const nothing: Schemas['YearCell'] = { expected: 0, planned: 0, ready: 0, published: 0, gap: null };

function channel(
  part: Partial<Schemas['YearChannel']> = {},
  cell: Partial<Schemas['YearCell']> = {}
): Schemas['YearChannel'] {
  return {
    channel_id: crypto.randomUUID(),
    name: 'Werkblog',
    platform: 'blog',
    status: 'active',
    color: '#2f5d8a',
    runway: { days: 12, until: '2026-03-01' },
    figures: {
      from: '2026-01-01',
      to: '2026-12-31',
      expected: 8,
      kept: 7,
      unconfirmed: 0,
      planned: 20,
      ready: 12,
      published: 9,
      promised: 26,
      rate: 0.875
    },
    cells: weeksOf(ACROSS).map(() => ({ ...nothing, ...cell })),
    themes: [],
    pauses: [],
    ...part
  };
}

const yearWith = (...channels: Schemas['YearChannel'][]): Schemas['Year'] => ({
  year: ACROSS,
  weeks: weeksOf(ACROSS),
  channels
});

describe('the grid', () => {
  it('marks the week of the present day, also on a day of another year', () => {
    const now = (today: string) =>
      gridOf(yearWith(channel()), today).columns.flatMap(({ week, isNow }) => (isNow ? [week] : []));
    expect(now('2026-07-01')).toEqual(['2026-W27']);
    expect(now('2027-01-03')).toEqual(['2026-W53']);
    expect(now('2027-01-04')).toEqual([]);
  });

  it('puts every week under the month of its Thursday', () => {
    const { months, columns } = gridOf(yearWith(), '2026-07-01');
    expect(months.map(({ month }) => month)).toEqual(
      Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
    );
    expect(months.reduce((sum, { weeks }) => sum + weeks, 0)).toBe(53);
    expect(columns.filter(({ startsMonth }) => startsMonth)).toHaveLength(11);
  });

  it('tells a week that pauses wholly from one that does in part', () => {
    const pause = {
      id: '1',
      label: 'Betriebsferien',
      version: 1,
      starts_on: mondayOf('2026-W10'),
      ends_on: addDays(mondayOf('2026-W11'), 2)
    };
    const [row] = gridOf(yearWith(channel({ pauses: [pause] })), '2026-01-01').rows;
    expect(row?.cells.slice(8, 12).map(({ paused, pause }) => [paused, pause])).toEqual([
      ['no', ''],
      ['whole', 'Betriebsferien'],
      ['partly', 'Betriebsferien'],
      ['no', '']
    ]);
  });

  test.each<[string, Partial<Schemas['YearCell']>, Marks]>([
    [
      'each entry',
      { expected: 3, planned: 3, ready: 2, published: 1 },
      { published: 1, ready: 1, planned: 1, missing: 0 }
    ],
    [
      'what a gap misses',
      { expected: 2, planned: 1, gap: 'critical' },
      { published: 0, ready: 0, planned: 1, missing: 1 }
    ],
    ['nothing missing without a gap', { expected: 2, planned: 1 }, { published: 0, ready: 0, planned: 1, missing: 0 }]
  ])('draws %s', (_name, cell, marks) => {
    const [row] = gridOf(yearWith(channel({}, cell)), '2026-01-01').rows;
    expect(row?.cells[0]?.marks).toEqual(marks);
  });

  it('draws shares where there are too many entries', () => {
    const [row] = gridOf(
      yearWith(channel({}, { expected: 100, planned: 100, ready: 50, published: 1 })),
      '2026-01-01'
    ).rows;
    const marks = row?.cells[0]?.marks;
    expect(marks).toEqual({ published: 1, ready: 3, planned: 4, missing: 0 });
    expect(Object.values(marks ?? {}).reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(MOST_MARKS);
  });
});

describe('themes', () => {
  const bar = (id: string, starts_on: string, ends_on: string) => ({ id, label: id, starts_on, ends_on, version: 1 });
  const placed = (...bars: Schemas['YearBar'][]) =>
    barsOf(bars, weeksOf(ACROSS)).map(({ id, first, last, lane }) => [id, first, last, lane]);

  it('lie side by side, or below each other where they share a week', () => {
    expect(
      placed(
        bar('c', '2026-01-19', '2026-02-01'),
        bar('a', '2026-01-05', '2026-01-18'),
        bar('b', '2026-01-12', '2026-01-21')
      )
    ).toEqual([
      ['a', 1, 2, 0],
      ['b', 2, 3, 1],
      ['c', 3, 4, 0]
    ]);
  });

  it('are cut at the year’s ends, and left out beyond', () => {
    expect(
      placed(
        bar('before', '2025-11-01', '2026-01-06'),
        bar('gone', '2025-01-01', '2025-12-28'),
        bar('after', '2026-12-30', '2027-03-01')
      )
    ).toEqual([
      ['before', 0, 1, 0],
      ['after', 52, 52, 0]
    ]);
  });
});

test('40 channels of 53 weeks stay light', () => {
  const channels = Array.from({ length: 40 }, (_, i) =>
    channel(
      {
        name: `Kanal ${i}`,
        themes: Array.from({ length: 6 }, (_, j) => ({
          id: crypto.randomUUID(),
          label: 'Thema',
          version: 1,
          starts_on: addDays('2026-01-05', 56 * j),
          ends_on: addDays('2026-02-01', 56 * j)
        }))
      },
      { expected: 2, planned: 1, ready: 1, gap: 'warning' }
    )
  );
  const { container } = render(YearGrid, {
    year: ACROSS,
    grid: gridOf(yearWith(...channels), '2026-07-01'),
    formats: formatsOf('de'),
    label: 'Jahr 2026'
  });
  expect(container.querySelectorAll('[role=gridcell][data-row]')).toHaveLength(40 * 53);
  expect(container.querySelectorAll('*').length).toBeLessThanOrEqual(6_000);
});
