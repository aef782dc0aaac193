import { describe, expect, it, test } from 'vitest';
import type { Schemas } from '$lib/api';
import { formatsOf } from '$lib/time';
import { barsOf, rowsOf, spanOfWeeks, weeksOf, type Stretch } from './layout';
import { openingsOf } from './openings';
import { inReach, monthSteps, weekSteps } from './steps';
import { placed, type Channel, type Entry } from './placing';

const blog = { id: 'blog', name: 'Werkblog', time_zone: 'Europe/Berlin' } as Channel;

const entry = (id: string, at: string | null, on: string | null = null, channel = 'blog') =>
  ({
    id,
    channel_id: channel,
    title: id,
    state: 'planned',
    publish_at: at,
    publish_on: on,
    published_at: null
  }) as Entry;
const place = (one: Entry) => placed(one, blog, 'Europe/Berlin') ?? expect.fail('it has no date');

const nothing = { entries: [], openings: [], years: [], formats: formatsOf('de'), shows: () => true };

describe('the weeks of a month', () => {
  test.each([
    ['of six weeks', '2027-05', ['2027-W17', '2027-W22']],
    ['that begins in the week 53 of the year before', '2027-01', ['2026-W53', '2027-W04']],
    ['whose first Monday is its fourth day', '2021-01', ['2020-W53', '2021-W04']],
    ['that ends in the week 1 of the next year', '2024-12', ['2024-W48', '2025-W01']],
    ['with a 29 February', '2028-02', ['2028-W05', '2028-W09']],
    ['of four weeks', '2027-02', ['2027-W05', '2027-W08']]
  ])('%s', (_, month, [first, last]) => {
    const weeks = weeksOf(month);
    expect([weeks[0], weeks.at(-1)]).toEqual([first, last]);
  });

  it('are as many as it touches', () => {
    expect(['2027-02', '2028-02', '2027-01', '2027-08'].map((month) => weeksOf(month).length)).toEqual([4, 5, 5, 6]);
  });

  it('hold every day once, Monday first, those of others told apart', () => {
    const rows = rowsOf(weeksOf('2028-02'), '2028-02', nothing, '2028-02-29');
    const days = rows.flatMap((row) => row.days);
    expect(days.filter(({ isInside }) => isInside).map(({ day }) => day)).toEqual(
      Array.from({ length: 29 }, (_, i) => `2028-02-${String(i + 1).padStart(2, '0')}`)
    );
    expect(days[0]).toMatchObject({ day: '2028-01-31', isInside: false });
    expect(days.find(({ isToday }) => isToday)?.day).toBe('2028-02-29');
    expect(spanOfWeeks(weeksOf('2028-02'))).toEqual({ from: '2028-01-31', to: '2028-03-05' });
  });
});

describe('a day', () => {
  const items = (content: Partial<typeof nothing>) =>
    rowsOf(['2027-W14'], undefined, { ...nothing, ...content }, '2027-04-05')[0]?.days[0]?.items.map((item) =>
      item.kind === 'entry' ? item.place.entry.id : item.opening.key
    );
  const entries = [
    entry('noon', '2027-04-05T12:00:00+02:00'),
    entry('early', '2027-04-04T22:30:00Z'), // half past midnight in Berlin
    entry('some time', null, '2027-04-05'),
    entry('other', '2027-04-05T08:00:00Z', null, 'letter')
  ].map(place);
  const openings = [{ key: 'free', channel: blog, day: '2027-04-05', time: '12:00' }];

  it('has what has no time first, then by the channel’s clock, free slots after entries', () => {
    expect(items({ entries, openings: openings as never[] } as never)).toEqual([
      'some time',
      'early',
      'other',
      'noon',
      'free'
    ]);
  });

  it('shows the chosen channels alone', () => {
    expect(items({ entries, shows: (channel: string) => channel === 'letter' } as never)).toEqual(['other']);
  });
});

test('a day pauses where all channels shown do that have a plan on it', () => {
  const days = { starts_on: '2027-04-05', ends_on: '2027-04-11' };
  const channelOf = (id: string, pauses: object[], plans: object[] = [days]) => ({
    channel_id: id,
    name: id,
    themes: [],
    plans,
    pauses,
    cells: [{ gap: null }]
  });
  const year = {
    weeks: [{ week: '2027-W14' }],
    holidays: {},
    channels: [
      channelOf('blog', [{ ...days, label: 'Ferien', ends_on: '2027-04-06' }]),
      channelOf('news', []),
      channelOf('new', [], [])
    ]
  } as unknown as Schemas['Year'];
  const pausedOf = (...channels: string[]) =>
    rowsOf(['2027-W14'], undefined, { ...nothing, years: [year], shows: (id) => channels.includes(id) }, '2027-04-05')
      .flatMap((row) => row.days)
      .filter(({ isPaused }) => isPaused)
      .map(({ day }) => day);
  expect(pausedOf('blog', 'news')).toEqual([]);
  expect(pausedOf('blog', 'new')).toEqual(['2027-04-05', '2027-04-06']);
  expect(pausedOf('new')).toEqual([]);
});

test('months and weeks end where nothing can be planned', () => {
  const formats = formatsOf('de');
  expect(monthSteps('2100-11', formats).at(-1)?.key).toBe('2100-12');
  expect(weekSteps('1990-W02', formats)[0]?.key).toBe('1990-W01');
  expect(['1989-12', '2101-W01', '9999-12'].some(inReach)).toBe(false);
});

describe('bars', () => {
  const stretch = (label: string, from: string, to: string): Stretch => ({
    key: label,
    kind: 'theme',
    label,
    channels: [],
    from,
    to
  });
  const week = { from: '2027-04-05', to: '2027-04-11' };

  it('share a line where they do not touch', () => {
    const { bars, lanes } = barsOf(
      [
        stretch('a', '2027-03-01', '2027-04-06'),
        stretch('b', '2027-04-06', '2027-04-30'),
        stretch('c', '2027-04-07', '2027-04-07'),
        stretch('before', '2027-03-01', '2027-04-04')
      ],
      week
    );
    expect(bars.map(({ label, first, last, lane }) => [label, first, last, lane])).toEqual([
      ['a', 0, 1, 0],
      ['b', 1, 6, 1],
      ['c', 2, 2, 0]
    ]);
    expect(lanes).toBe(2);
  });

  it('are counted where there is no line left', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((label) => stretch(label, '2027-04-05', '2027-04-11'));
    expect(barsOf(many, week)).toMatchObject({ lanes: 3, moreBars: 2 });
  });
});

describe('free slots', () => {
  const slot = (at: string, more: object = {}) =>
    ({ plan_id: 'plan', at, active: true, ended: false, entry_id: null, ...more }) as Schemas['Slot'];
  const span = { from: '2027-04-05', to: '2027-04-11' };
  const now = { day: '2027-04-06', time: '10:00' };
  const days = (...slots: Schemas['Slot'][]) => openingsOf(slots, blog, span, now).map(({ day, time }) => [day, time]);

  it('are those ahead that nobody fills and no pause takes away', () => {
    expect(
      days(
        slot('2027-04-05T18:00:00'),
        slot('2027-04-06T10:00:00'),
        slot('2027-04-06T10:30:00'),
        slot('2027-04-08T10:00:00', { entry_id: 'x' }),
        slot('2027-04-09T10:00:00', { active: false }),
        slot('2027-04-12T10:00:00')
      )
    ).toEqual([['2027-04-06', '10:30']]);
  });

  it('are none in the periods of a quota', () => {
    expect(days({ ...slot(''), at: null })).toEqual([]);
  });
});
