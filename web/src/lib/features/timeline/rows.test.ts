import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { placed, type Channel, type Entry, type Opening } from '$lib/features/calendar';
import { formatsOf } from '$lib/time';
import { placeByKey } from './keys';
import { gapsOf, rowsOf, shownOf, type Content, type MonthRows } from './rows';

const channel = (id: string) => ({ id, name: id, time_zone: 'Europe/Berlin', status: 'active' }) as Channel;
const blog = channel('blog');
const news = channel('news');

function entry(id: string, day: string, time: string | null = null, of = blog) {
  const at = time ? { publish_at: `${day}T${time}:00+01:00`, publish_on: null } : { publish_at: null, publish_on: day };
  const one = { id, channel_id: of.id, title: id, state: 'planned', published_at: null, ...at } as Entry;
  return placed(one, of, 'Europe/Berlin') ?? expect.fail('it has no date');
}
const opening = (day: string, time: string): Opening => ({ key: `${day} ${time}`, channel: blog, day, time });

type Gap = Schemas['Severity'] | null;
const monthOf = (from: string, gaps: Gap[], bars: Partial<Schemas['YearChannel']> = {}): MonthRows => ({
  from,
  channels: [{ channel_id: 'blog', themes: [], pauses: [], cells: gaps.map((gap) => ({ gap })), ...bars }] as never,
  holidays: {}
});

const week = { from: '2027-03-01', to: '2027-03-07' };
const room = { reach: 3, lines: 3 };
const nothing: Content = { channels: [blog, news], entries: [], openings: [], months: [], formats: formatsOf('de') };
const rowOf = (content: Partial<Content>, of = 0) => {
  const row = rowsOf(week, { ...nothing, ...content }, room)[of];
  return row ?? expect.fail('there is no row');
};
const drawn = (row: ReturnType<typeof rowOf>) =>
  row.days.flatMap(({ day, drawn }) =>
    drawn.map(({ item, lane, reach }) => {
      const id = item.kind === 'entry' ? item.place.entry.id : item.opening.time;
      return `${day.slice(-2)} ${id} in ${lane} over ${reach}`;
    })
  );

describe('what stands on the days of a row', () => {
  it('is the channel’s own, in the order of the day, free slots after what has their time', () => {
    const content = {
      entries: [
        entry('late', '2027-03-02', '18:00'),
        entry('whole', '2027-03-02'),
        entry('other', '2027-03-02', '08:00', news)
      ],
      openings: [opening('2027-03-02', '10:00')]
    };
    expect(drawn(rowOf(content))).toEqual(['02 whole in 0 over 3', '02 10:00 in 1 over 3', '02 late in 2 over 3']);
    expect(drawn(rowOf(content, 1))).toEqual(['02 other in 0 over 3']);
  });

  it('runs on until the next in its line, as far as its words may, and not beyond the last day', () => {
    const entries = ['2027-03-01', '2027-03-03', '2027-03-06', '2027-03-07'].map((day) => entry(day.slice(-2), day));
    expect(drawn(rowOf({ entries }))).toEqual([
      '01 01 in 0 over 2',
      '03 03 in 0 over 3',
      '06 06 in 0 over 1',
      '07 07 in 0 over 1'
    ]);
  });

  it('is cut where there is no room, and the day still knows all of it', () => {
    const entries = ['a', 'b', 'c', 'd', 'e'].map((id) => entry(id, '2027-03-04'));
    const row = rowOf({ entries });
    const day = row.days[3];
    expect(day?.items.length).toBe(5);
    expect(day?.drawn.length).toBe(2);
    expect(row.lanes).toBe(3);
  });
});

describe('gaps', () => {
  it('are joined over days and months, as long as they are as pressing', () => {
    const gaps = gapsOf('blog', [
      monthOf('2027-02-27', [null, 'critical']),
      monthOf('2027-03-01', ['critical', 'warning', null, 'warning'])
    ]);
    expect(gaps.map(({ from, to, severity }) => [from, to, severity])).toEqual([
      ['2027-02-28', '2027-03-01', 'critical'],
      ['2027-03-02', '2027-03-02', 'warning'],
      ['2027-03-04', '2027-03-04', 'warning']
    ]);
  });

  it('are not joined over a month that is not known', () => {
    const gaps = gapsOf('blog', [monthOf('2027-01-31', ['notice']), monthOf('2027-03-01', ['notice'])]);
    expect(gaps.length).toBe(2);
  });
});

it('themes that lie in two months are one, and a pause marks its days', () => {
  const theme = { id: 't', label: 'Frühling', starts_on: '2027-02-20', ends_on: '2027-03-03' } as Schemas['YearBar'];
  const pause = { id: 'p', label: 'Umzug', starts_on: '2027-03-05', ends_on: '2027-03-20' } as Schemas['YearBar'];
  const row = rowOf({
    months: [
      monthOf('2027-02-01', [], { themes: [theme] }),
      monthOf('2027-03-01', [], { themes: [theme], pauses: [pause] })
    ]
  });
  expect(row.bars.map(({ kind, first, last, lane }) => [kind, first, last, lane])).toEqual([
    ['theme', 0, 2, 0],
    ['pause', 4, 6, 0]
  ]);
  expect(row.days.map(({ isPaused }) => isPaused)).toEqual([false, false, false, false, true, true, true]);
});

describe('keys', () => {
  const month = { zoom: 'month', key: '2027-03' } as const;
  const days = ['2027-03-01', '2027-03-31'];
  it.each([
    ['ArrowLeft', 'blog', '2027-01-30'],
    ['ArrowRight', 'blog', '2027-02-01'],
    ['ArrowUp', 'blog', '2027-01-31'],
    ['ArrowDown', 'news', '2027-01-31'],
    ['Home', 'blog', '2027-03-01'],
    ['End', 'blog', '2027-03-31'],
    ['PageDown', 'blog', '2027-02-28'],
    ['PageUp', 'blog', '2026-12-31']
  ])('%s', (key, channel, day) =>
    expect(placeByKey({ channel: 'blog', day: '2027-01-31' }, key, ['blog', 'news'], days, month)).toEqual({
      channel,
      day
    })
  );

  it('others lead nowhere', () =>
    expect(placeByKey({ channel: 'blog', day: '2027-01-31' }, 'x', ['blog'], days, month)).toBeUndefined());
});

it.each([
  [3, 3, 3],
  [4, 3, 2],
  [9, 1, 0],
  [0, 3, 0],
  [9, Infinity, 9]
])('of %i items in %i lines %i are drawn', (count, lines, shown) => expect(shownOf(count, lines)).toBe(shown));
