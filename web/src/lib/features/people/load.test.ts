import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatsOf } from '$lib/time';
import { cellInWords, reckoned } from './load';

const week: Schemas['CapacityWeek'] = {
  week: '2027-W10',
  from: '2027-03-08',
  to: '2027-03-14',
  budget_hours: 9.6,
  effort_hours: 11,
  entries: 2,
  overload: true
};
const jana: Schemas['MemberCapacity'] = {
  member_id: 'm',
  member_name: 'Jana',
  weekly_hours: 12,
  region: null,
  weeks: [week]
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the load of a week', () => {
  it('is said whole, for who does not see it', () => {
    expect(plain(cellInWords(jana, week, formatsOf('de')))).toBe(
      'Jana, KW 10: 11 Std. von 9,6 Std., 2 Beiträge, zu viel'
    );
    const free = { ...week, budget_hours: null, entries: 1, overload: false };
    expect(plain(cellInWords(jana, free, formatsOf('de')))).toBe('Jana, KW 10: 11 Std., 1 Beitrag');
    overwriteGetLocale(() => 'en');
    expect(plain(cellInWords(jana, week, formatsOf('en')))).toBe('Jana, Week 10: 11 h of 9.6 h, 2 entries, too much');
  });

  it('is told of those who said how much time they have', () => {
    const ben = { ...jana, member_id: 'b', weekly_hours: null };
    expect(reckoned({ from: week.from, to: week.to, items: [ben, jana] })).toEqual([jana]);
  });
});
