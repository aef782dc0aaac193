import { describe, expect, it, test } from 'vitest';
import { dayKeyOf, type DayKey } from './dayKeys';

const MONDAY = '2027-03-01';
const bare = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };

const go = (day: string): DayKey => ({ does: 'go', day });
const move = (day: string): DayKey => ({ does: 'move', day });

describe('a key on a Monday', () => {
  test.each<[string, 'week' | 'month', DayKey | undefined]>([
    ['ArrowLeft', 'month', go('2027-02-28')],
    ['ArrowRight', 'month', go('2027-03-02')],
    ['ArrowUp', 'month', go('2027-02-22')],
    ['ArrowDown', 'month', go('2027-03-08')],
    ['Home', 'month', go('2027-03-01')],
    ['End', 'month', go('2027-03-07')],
    ['PageUp', 'month', go('2027-02-01')],
    ['PageDown', 'month', go('2027-04-01')],
    ['PageUp', 'week', go('2027-02-22')],
    ['PageDown', 'week', go('2027-03-08')],
    ['m', 'month', { does: 'ask' }],
    ['Enter', 'month', { does: 'open' }],
    ['x', 'month', undefined]
  ])('%s, by the %s', (key, page, asked) => expect(dayKeyOf({ ...bare, key }, MONDAY, page)).toEqual(asked));

  test.each<[string, DayKey | undefined]>([
    ['ArrowRight', move('2027-03-02')],
    ['ArrowUp', move('2027-02-22')],
    ['Home', undefined],
    ['PageDown', undefined],
    ['m', undefined],
    ['Enter', undefined]
  ])('Alt and %s', (key, asked) => expect(dayKeyOf({ ...bare, altKey: true, key }, MONDAY, 'month')).toEqual(asked));

  test.each(['ctrlKey', 'metaKey', 'shiftKey'])('means nothing with %s', (held) => {
    for (const key of ['ArrowLeft', 'm', 'Enter', 'Home', 'PageUp'])
      expect(dayKeyOf({ ...bare, [held]: true, key }, MONDAY, 'month')).toBeUndefined();
  });
});

it('begins and ends a week at its Monday and its Sunday', () => {
  expect(dayKeyOf({ ...bare, key: 'Home' }, '2027-01-03', 'month')).toEqual(go('2026-12-28'));
  expect(dayKeyOf({ ...bare, key: 'End' }, '2026-12-30', 'month')).toEqual(go('2027-01-03'));
});

it('stays in a month that is shorter', () => {
  expect(dayKeyOf({ ...bare, key: 'PageDown' }, '2028-01-31', 'month')).toEqual(go('2028-02-29'));
});
