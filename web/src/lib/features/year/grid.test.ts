import { render } from '@testing-library/svelte';
import { describe, expect, it, test } from 'vitest';
import type { Schemas } from '$lib/api';
import { addDays, formatsOf, mondayOf, weekFrom, weeksIn, weekSpan } from '$lib/time';
import { barsOf, frameOf, MOST_MARKS, rowOf, type Marks } from './grid';
import YearGrid from './YearGrid.svelte';
import type { Zoom } from './zoom';

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
    region: null,
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
    plans: [{ id: 'plan', label: 'Plan', starts_on: '2026-01-01', ends_on: '2026-12-31', version: 1 }],
    themes: [],
    pauses: [],
    ...part
  };
}

const year = (year = ACROSS): Zoom => ({ kind: 'year', year });
const frame = frameOf(year(), '2026-07-01');
const formats = formatsOf('de');
const holidays = {
  'DE-BY': [
    { day: '2026-04-03', name: { de: 'Karfreitag', en: 'Good Friday' } },
    { day: '2026-04-06', name: { de: 'Ostermontag', en: 'Easter Monday' } },
    { day: '2027-01-01', name: { de: 'Neujahr', en: 'New Year’s Day' } }
  ]
};

describe('holidays', () => {
  const told = (region: string | null, of = frame, language: 'de' | 'en' = 'de') =>
    rowOf(channel({ region }), of, holidays, formatsOf(language)).cells.flatMap(({ holiday }, i) =>
      holiday ? [`${of.columns[i]?.key}: ${holiday}`] : []
    );

  it('stand in the week or the day they fall on, of the channel’s own region, in the viewer’s language', () => {
    expect(told('DE-BY').map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      '2026-W14: Feiertag: Karfreitag am 3. April',
      '2026-W15: Feiertag: Ostermontag am 6. April',
      '2026-W53: Feiertag: Neujahr am 1. Januar'
    ]);
    const april = frameOf({ kind: 'month', month: '2026-04' }, '2026-07-01');
    expect(told('DE-BY', april)).toEqual(['2026-04-03: Feiertag: Karfreitag', '2026-04-06: Feiertag: Ostermontag']);
    expect(told('AT')).toEqual([]);
    expect(told(null)).toEqual([]);
  });
});

describe('the grid', () => {
  it('marks the week of the present day, also on a day of another year', () => {
    const now = (today: string) => frameOf(year(), today).columns.flatMap(({ key, isNow }) => (isNow ? [key] : []));
    expect(now('2026-07-01')).toEqual(['2026-W27']);
    expect(now('2027-01-03')).toEqual(['2026-W53']);
    expect(now('2027-01-04')).toEqual([]);
  });

  it('puts every week under the month of its Thursday', () => {
    expect(frame.groups.map(({ key }) => key)).toEqual(
      Array.from({ length: 12 }, (_, i) => `2026-${String(i + 1).padStart(2, '0')}`)
    );
    expect(frame.groups.reduce((sum, { columns }) => sum + columns, 0)).toBe(53);
    expect(frame.columns.filter(({ starts }) => starts)).toHaveLength(11);
  });

  it('shows the weeks of a quarter, each with its own cell', () => {
    const quarter = frameOf({ kind: 'quarter', quarter: '2026-Q4' }, '2026-07-01');
    expect(quarter.columns.map(({ key }) => key)).toEqual(Array.from({ length: 14 }, (_, i) => `2026-W${40 + i}`));
    const cells = weeksOf(ACROSS).map((_, i) => ({ ...nothing, planned: i + 1 }));
    expect(rowOf(channel({ cells }), quarter, {}, formats).cells.map(({ planned }) => planned)).toEqual(
      Array.from({ length: 14 }, (_, i) => 40 + i)
    );
  });

  it('shows the days of a month under their weeks', () => {
    const may = frameOf({ kind: 'month', month: '2026-05' }, '2026-05-04');
    expect(may.columns).toHaveLength(31);
    expect(may.groups.map(({ key, columns }) => [key, columns])).toEqual([
      ['2026-W18', 3],
      ['2026-W19', 7],
      ['2026-W20', 7],
      ['2026-W21', 7],
      ['2026-W22', 7]
    ]);
    expect(may.columns.filter(({ rests }) => rests)).toHaveLength(10);
    expect(may.columns.filter(({ isNow }) => isNow).map(({ key }) => key)).toEqual(['2026-05-04']);
  });

  it('tells a week that pauses wholly from one that does in part', () => {
    const pause = {
      id: '1',
      label: 'Betriebsferien',
      starts_on: mondayOf('2026-W10'),
      ends_on: addDays(mondayOf('2026-W11'), 2),
      version: 1
    };
    const row = rowOf(channel({ pauses: [pause] }), frame, {}, formats);
    expect(row.cells.slice(8, 12).map(({ paused, pause }) => [paused, pause])).toEqual([
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
    const row = rowOf(channel({}, cell), frame, {}, formats);
    expect(row.cells[0]?.marks).toEqual(marks);
  });

  it('draws shares where there are too many entries', () => {
    const row = rowOf(channel({}, { expected: 100, planned: 100, ready: 50, published: 1 }), frame, {}, formats);
    const marks = row.cells[0]?.marks;
    expect(marks).toEqual({ published: 1, ready: 3, planned: 4, missing: 0 });
    expect(Object.values(marks ?? {}).reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(MOST_MARKS);
  });
});

describe('themes', () => {
  it('lie where their days are, also within a week', () => {
    const [bar] = barsOf(
      [{ id: '1', label: '', starts_on: '2026-01-07', ends_on: '2026-01-16', version: 1 }],
      frame.columns
    );
    expect(bar).toMatchObject({ first: 1, last: 2, inset: { start: (100 * 2) / 14, end: (100 * 2) / 14 } });
  });

  const bar = (id: string, starts_on: string, ends_on: string) => ({ id, label: id, starts_on, ends_on, version: 1 });
  const placed = (...bars: Schemas['YearBar'][]) =>
    barsOf(bars, frame.columns).map(({ id, first, last, lane }) => [id, first, last, lane]);

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
        region: 'DE-BY',
        themes: Array.from({ length: 6 }, (_, j) => ({
          id: crypto.randomUUID(),
          label: 'Thema',
          starts_on: addDays('2026-01-05', 56 * j),
          ends_on: addDays('2026-02-01', 56 * j),
          version: 1
        }))
      },
      { expected: 2, planned: 1, ready: 1, gap: 'warning' }
    )
  );
  const { container } = render(YearGrid, {
    frame,
    rows: channels.map((channel) => rowOf(channel, frame, holidays, formats)),
    formats,
    label: 'Jahr 2026',
    monthAddress: (day: string) => `?month=${day}`,
    start: { row: 0, day: '2026-07-01', hasFocus: false },
    onplace: () => {},
    onopen: () => {},
    onopentheme: () => {}
  });
  expect(container.querySelectorAll('[role=gridcell][data-row]')).toHaveLength(40 * 53);
  expect(container.querySelectorAll('*').length).toBeLessThanOrEqual(6_000);
});
