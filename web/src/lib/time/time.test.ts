import { describe, expect, it, test } from 'vitest';
import { addDays, daysBetween, daysOf, epochDay, fromEpochDay, isDay, overlap, weekdayOf } from './day';
import { formatsOf } from './format';
import { addMonths, addMonthsToDay, addQuarters, monthSpan, quarterOf, quarterSpan } from './month';
import { addWeeks, mondayOf, weekOf, weekSpan, weeksIn } from './week';
import { instantOf, moveToDay, showSame, wallOf } from './zone';

const BERLIN = 'Europe/Berlin';

describe('days', () => {
  test.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-13-01', false],
    ['2027-1-1', false],
    ['gestern', false]
  ])('%s is a day: %s', (text, is) => expect(isDay(text)).toBe(is));

  it('go over the ends of months, years and summer time', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-12-31', 1)).toBe('2028-01-01');
    expect(addDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2);
    expect(daysBetween('2027-11-01', '2027-10-30')).toBe(-2);
    expect(daysOf({ from: '2027-02-27', to: '2027-03-01' })).toEqual(['2027-02-27', '2027-02-28', '2027-03-01']);
  });

  it('know their weekday, before 1970 too', () => {
    expect(weekdayOf('2027-04-05')).toBe(1);
    expect(weekdayOf('2027-04-04')).toBe(7);
    expect(weekdayOf('1969-12-28')).toBe(7);
  });

  it('overlap where they share a day', () => {
    expect(overlap({ from: '2027-01-01', to: '2027-01-31' }, { from: '2027-01-31', to: '2027-02-01' })).toBe(true);
    expect(overlap({ from: '2027-01-01', to: '2027-01-31' }, { from: '2027-02-01', to: '2027-02-01' })).toBe(false);
  });
});

describe('ISO weeks', () => {
  test.each([
    ['2026-12-31', '2026-W53'],
    ['2027-01-01', '2026-W53'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2028-02-29', '2028-W09'],
    ['2027-03-28', '2027-W12']
  ])('%s lies in %s', (day, week) => expect(weekOf(day)).toBe(week));

  it('has 53 of them in some years', () => {
    expect([2020, 2026, 2032].map(weeksIn)).toEqual([53, 53, 53]);
    expect([2024, 2025, 2027, 2028].map(weeksIn)).toEqual([52, 52, 52, 52]);
  });

  it('is the week of each of its days, and the next begins after it', () => {
    for (let at = epochDay('2019-12-01'); at < epochDay('2033-02-01'); at++) {
      const day = fromEpochDay(at);
      const week = weekOf(day);
      const { from, to } = weekSpan(week);
      expect(from <= day && day <= to && weekdayOf(from) === 1).toBe(true);
      expect(addDays(to, 1)).toBe(mondayOf(addWeeks(week, 1)));
    }
  });
});

describe('months and quarters', () => {
  it('end where they end', () => {
    expect(monthSpan('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(monthSpan('2027-12').to).toBe('2027-12-31');
    expect(addMonths('2027-11', 3)).toBe('2028-02');
    expect(addMonthsToDay('2027-01-31', 1)).toBe('2027-02-28');
    expect(addMonthsToDay('2028-02-29', 12)).toBe('2029-02-28');
    expect(quarterOf('2027-06-30')).toBe('2027-Q2');
    expect(quarterSpan('2027-Q4')).toEqual({ from: '2027-10-01', to: '2027-12-31' });
    expect(addQuarters('2027-Q4', 1)).toBe('2028-Q1');
  });
});

describe('zones', () => {
  it('reads a wall in the zone, not in the machine’s', () => {
    expect(wallOf('2027-02-10T09:00:00Z', BERLIN)).toEqual({ day: '2027-02-10', time: '10:00' });
    expect(wallOf('2027-02-10T23:30:00Z', BERLIN)).toEqual({ day: '2027-02-11', time: '00:30' });
  });

  test.each([
    ['winter', '2027-02-10', '10:00', '2027-02-10T10:00:00+01:00'],
    ['summer', '2027-07-10', '10:00', '2027-07-10T10:00:00+02:00'],
    ['before the spring night', '2027-03-28', '01:59', '2027-03-28T01:59:00+01:00'],
    ['skipped in spring', '2027-03-28', '02:30', '2027-03-28T03:30:00+02:00'],
    ['after the spring night', '2027-03-28', '03:00', '2027-03-28T03:00:00+02:00'],
    ['before the autumn night', '2027-10-31', '01:30', '2027-10-31T01:30:00+02:00'],
    ['twice in autumn: the first', '2027-10-31', '02:30', '2027-10-31T02:30:00+02:00'],
    ['after the autumn night', '2027-10-31', '03:00', '2027-10-31T03:00:00+01:00']
  ])('%s', (_name, day, time, instant) => expect(instantOf({ day, time }, BERLIN)).toBe(instant));

  it('writes UTC and negative and odd offsets', () => {
    expect(instantOf({ day: '2027-01-01', time: '00:00' }, 'UTC')).toBe('2027-01-01T00:00:00Z');
    expect(instantOf({ day: '2027-01-01', time: '00:00' }, 'America/St_Johns')).toBe('2027-01-01T00:00:00-03:30');
  });

  it('keeps the time of day over both nights', () => {
    expect(moveToDay('2027-03-26T10:00:00+01:00', '2027-03-29', BERLIN)).toBe('2027-03-29T10:00:00+02:00');
    expect(moveToDay('2027-10-30T10:00:00+02:00', '2027-11-01', BERLIN)).toBe('2027-11-01T10:00:00+01:00');
  });

  it('gives back every wall that a clock shows', () => {
    for (const zone of [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']) {
      for (let hour = 0; hour < 24 * 366; hour += 5) {
        const at = Date.UTC(2027, 0, 1) + hour * 3_600_000;
        const wall = wallOf(at, zone);
        expect(wallOf(instantOf(wall, zone), zone)).toEqual(wall);
      }
    }
  });

  it('says where no zone need be named', () => {
    expect(showSame(BERLIN, 'Europe/Vienna', '2027-07-01T00:00:00Z')).toBe(true);
    expect(showSame(BERLIN, 'Europe/London', '2027-07-01T00:00:00Z')).toBe(false);
  });
});

describe('formats', () => {
  const de = formatsOf('de');
  const en = formatsOf('en');
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');

  test.each([
    ['day', de.day('2027-04-03'), '3. April', en.day('2027-04-03'), '3 April'],
    ['with its year', de.dayAndYear('2027-04-03'), '3. April 2027', en.dayAndYear('2027-04-03'), '3 April 2027'],
    ['weekday', de.weekdayAndDay('2027-04-05'), 'Mo 5.4.', en.weekdayAndDay('2027-04-05'), 'Mon 5 Apr'],
    [
      'in full',
      de.dayInFull('2027-04-05'),
      'Montag, 5. April 2027',
      en.dayInFull('2027-04-05'),
      'Monday, 5 April 2027'
    ],
    ['week', de.week('2027-W14'), 'KW 14', en.week('2027-W14'), 'Week 14'],
    ['week’s year', de.weekAndYear(weekOf('2027-01-01')), 'KW 53, 2026', en.weekAndYear('2026-W53'), 'Week 53, 2026'],
    ['month', de.monthAndYear('2027-03'), 'März 2027', en.monthAndYear('2027-03'), 'March 2027'],
    ['quarter', de.quarter('2027-Q2'), '2. Quartal 2027', en.quarter('2027-Q2'), 'Q2 2027'],
    [
      'span in a month',
      de.span({ from: '2027-04-05', to: '2027-04-11' }),
      '5.–11. April',
      en.span({ from: '2027-04-05', to: '2027-04-11' }),
      '5–11 April'
    ],
    [
      'span over a year',
      de.span({ from: '2026-12-28', to: '2027-01-03' }),
      '28. Dezember 2026 – 3. Januar 2027',
      en.span({ from: '2026-12-28', to: '2027-01-03' }),
      '28 December 2026 – 3 January 2027'
    ],
    [
      'moment',
      de.moment('2027-04-05T08:00:00Z', BERLIN),
      'Mo 5.4., 10:00',
      en.moment('2027-04-05T08:00:00Z', BERLIN),
      'Mon 5 Apr, 10:00'
    ],
    ['share', de.percent(0.999), '99 %', en.percent(1), '100%'],
    ['share of hundredths', de.percent(0.29), '29 %', en.percent(0.57), '57%'],
    ['number', de.number(100000), '100.000', en.number(100000), '100,000']
  ])('%s', (_name, german, wantGerman, english, wantEnglish) => {
    expect(plain(german)).toBe(wantGerman);
    expect(plain(english)).toBe(wantEnglish);
  });
});
