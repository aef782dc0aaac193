import { describe, expect, it } from 'vitest';
import { may, type Role, type Schemas } from '$lib/api';
import type { Gap } from './sentence';
import { placeOf, waysOf, type Rights } from './ways';

const slots = { id: 'p', cadence: { rule: 'FREQ=WEEKLY;BYDAY=TU', time: '09:30:00' } } as Schemas['Plan'];
const quota = { id: 'p', cadence: { quota: 2, per: 'week' } } as Schemas['Plan'];

function gap(rule: Gap['rule'], from: string, to: string, more: Partial<Gap> = {}): Gap {
  return {
    rule,
    from,
    to,
    channel_id: 'c',
    plan_id: 'p',
    owner_id: 'anna',
    severity: 'warning',
    state: 'open',
    subject: null,
    ...more
  } as Gap;
}
const as = (role: Role, memberId = 'ben'): Rights => ({ memberId, may: (permission) => may(role, permission) });

describe('where an entry would mend a gap', () => {
  it.each([
    ['a slot, at its time', gap('cadence', '2027-04-13', '2027-04-13'), slots, { day: '2027-04-13', time: '09:30' }],
    ['a week ahead, on its first day', gap('cadence', '2027-04-12', '2027-04-18'), quota, { day: '2027-04-12' }],
    ['a week that has begun, today', gap('cadence', '2027-03-29', '2027-04-04'), quota, { day: '2027-04-01' }],
    ['the first dry slot', gap('runs_dry', '2027-05-04', '2027-12-31'), slots, { day: '2027-05-04', time: '09:30' }],
    [
      'dry already: today, which need be no slot',
      gap('runs_dry', '2027-03-30', '2027-12-31'),
      slots,
      { day: '2027-04-01' }
    ],
    ['silence, in its middle', gap('silence', '2027-05-03', '2027-05-20'), quota, { day: '2027-05-11' }],
    [
      'silence that has begun, in the middle of its rest',
      gap('silence', '2027-03-01', '2027-04-11'),
      quota,
      { day: '2027-04-06' }
    ]
  ])('%s', (_, of, plan, place) => {
    expect(placeOf(of, plan, '2027-04-01')).toEqual({ channel: 'c', ...place });
  });

  it('is nowhere where no entry would', () => {
    expect(placeOf(gap('horizon', '2028-01-01', '2028-04-11'), undefined, '2027-04-01')).toBeUndefined();
    expect(placeOf(gap('uncovered_absence', '2027-05-03', '2027-05-07'), quota, '2027-04-01')).toBeUndefined();
  });
});

describe('what can be done', () => {
  const entry = { subject: { kind: 'entry', id: 'e' } } as Partial<Gap>;
  const ways = (of: Gap, rights: Rights) => waysOf(of, quota, '2027-04-01', rights);

  it('is nothing for a viewer, but to look', () => {
    expect(ways(gap('cadence', '2027-04-12', '2027-04-18'), as('viewer'))).toEqual({ assign: [], cover: false });
    expect(ways(gap('overdue', '2027-03-30', '2027-03-30', entry), as('viewer'))).toEqual({
      entry: 'e',
      assign: [],
      cover: false
    });
    expect(ways(gap('uncovered_absence', '2027-05-03', '2027-05-07'), as('viewer')).cover).toBe(false);
  });

  it('is for a contributor to fill, and to pass on what is theirs', () => {
    expect(ways(gap('cadence', '2027-04-12', '2027-04-18'), as('contributor'))).toEqual({
      fill: { channel: 'c', day: '2027-04-12' },
      assign: [],
      cover: false
    });
    const late = gap('overdue', '2027-03-30', '2027-03-30', entry);
    expect(ways(late, as('contributor')).assign).toEqual([]);
    expect(ways(late, as('contributor', 'anna')).assign).toEqual([{ kind: 'entry', id: 'e' }]);
  });

  it('is for whoever is away to name a deputy, and for leads', () => {
    const away = gap('uncovered_absence', '2027-05-03', '2027-05-07');
    expect(ways(away, as('viewer', 'anna')).cover).toBe(true);
    expect(ways(away, as('lead')).cover).toBe(true);
    expect(ways(away, as('editor')).cover).toBe(false);
  });

  it('is for everybody to look at the week that is too full', () => {
    const subject = { kind: 'member', id: 'anna' } as const;
    const full = gap('overload', '2027-04-12', '2027-04-18', { subject, channel_id: null, plan_id: null });
    for (const role of ['viewer', 'lead'] as const) {
      expect(ways(full, as(role))).toEqual({
        week: { member: 'anna', days: { from: '2027-04-12', to: '2027-04-18' } },
        assign: [],
        cover: false
      });
    }
  });

  it('is for leads to give a plan or its channel to somebody', () => {
    expect(ways(gap('runs_dry', '2027-04-12', '2027-12-31'), as('lead')).assign).toEqual([
      { kind: 'plan', id: 'p' },
      { kind: 'channel', id: 'c' }
    ]);
    expect(ways(gap('horizon', '2028-01-01', '2028-04-11', { plan_id: null }), as('lead'))).toEqual({
      plan: 'c',
      assign: [{ kind: 'channel', id: 'c' }],
      cover: false
    });
  });

  it('leads to where a theme is laid, and to the entries that are mixed', () => {
    const missing = gap('theme_missing', '2027-04-01', '2027-04-30');
    expect(ways(missing, as('editor')).theme).toBe('2027-04-01');
    expect(ways(missing, as('viewer'))).toEqual({ assign: [], cover: false });
    const mixed = gap('mix', '2027-04-01', '2027-06-29', { subject: { kind: 'company', id: 'p' } });
    expect(ways(mixed, as('viewer'))).toEqual({
      among: { channel: 'c', days: { from: '2027-04-01', to: '2027-06-29' } },
      assign: [],
      cover: false
    });
    expect(ways(gap('clash', '2027-04-01', '2027-04-01', entry), as('viewer')).entry).toBe('e');
    expect(ways(gap('holiday', '2027-04-01', '2027-04-01', entry), as('viewer')).entry).toBe('e');
  });

  it('is nothing any more once it is missed', () => {
    expect(ways(gap('cadence', '2027-03-01', '2027-03-07', { state: 'missed' }), as('lead'))).toEqual({
      assign: [],
      cover: false
    });
  });
});
