import { describe, expect, it } from 'vitest';
import { cadenceOf, formOf, LAST, ruleOf, usualCadence, type CadenceForm } from './cadence';

const form = (more: Partial<CadenceForm>): CadenceForm => ({ ...usualCadence, ...more });

describe('a rule', () => {
  it.each([
    ['weekdays in their order', form({ kind: 'weekly', weekdays: [4, 2] }), 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['every second week', form({ kind: 'weekly', weekdays: [1], every: 2 }), 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'],
    ['the first Tuesday', form({ kind: 'monthly', nths: [1], weekday: 2 }), 'FREQ=MONTHLY;BYDAY=1TU'],
    ['first and last Friday', form({ kind: 'monthly', nths: [LAST, 1], weekday: 5 }), 'FREQ=MONTHLY;BYDAY=1FR,-1FR'],
    ['the 15th', form({ kind: 'monthly', by: 'day', monthDay: 15 }), 'FREQ=MONTHLY;BYMONTHDAY=15'],
    [
      'the last of each quarter',
      form({ kind: 'monthly', by: 'day', monthDay: LAST, every: 3 }),
      'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1'
    ],
    ['by hand', form({ kind: 'rule', rule: ' freq=daily;byday=mo,tu ' }), 'FREQ=DAILY;BYDAY=MO,TU']
  ])('is composed: %s', (_, given, rule) => {
    expect(ruleOf(given)).toBe(rule);
  });

  it.each([
    ['no weekday', form({ kind: 'weekly', weekdays: [] })],
    ['no week', form({ kind: 'weekly', every: null })],
    ['no place in the month', form({ kind: 'monthly', nths: [] })],
    ['no rule', form({ kind: 'rule', rule: '  ' })],
    ['no time', form({ kind: 'weekly', time: '' })],
    ['no quota', form({ quota: null })]
  ])('is not there with %s', (_, given) => {
    expect(cadenceOf(given)).toBeUndefined();
  });
});

describe('a cadence', () => {
  it.each([
    ['a quota', { quota: 3, per: 'month' as const }],
    ['weekdays', { rule: 'FREQ=WEEKLY;BYDAY=TU,TH', time: '10:00', tolerance_hours: 24 }],
    ['months', { rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU,-1TU', time: '08:30', tolerance_hours: 0 }],
    ['the 31st', { rule: 'FREQ=MONTHLY;BYMONTHDAY=31', time: '10:00', tolerance_hours: 12 }],
    ['something else', { rule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1', time: '10:00', tolerance_hours: 24 }],
    ['two weekdays a month', { rule: 'FREQ=MONTHLY;BYDAY=1TU,2WE', time: '10:00', tolerance_hours: 24 }],
    ['days of a week in a month', { rule: 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1', time: '10:00', tolerance_hours: 24 }]
  ])('is the same after being taken apart: %s', (_, cadence) => {
    expect(cadenceOf(formOf(cadence))).toEqual(cadence);
  });

  it('is shown in words where there are some, else as its rule', () => {
    expect(formOf({ rule: 'FREQ=WEEKLY;WKST=MO;BYDAY=TH,TU;INTERVAL=1', time: '10:00' }).kind).toBe('weekly');
    expect(formOf({ rule: 'FREQ=MONTHLY;BYDAY=1TU,2WE', time: '10:00' }).kind).toBe('rule');
    expect(formOf({ rule: 'FREQ=DAILY', time: '10:00' }).kind).toBe('rule');
  });
});
