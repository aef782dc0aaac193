import { describe, expect, it } from 'vitest';
import { noFilter } from '$lib/features/filter';
import { groupsOf, narrowed } from './groups';

const order = {
  channels: ['c2', 'c1'],
  memberName: (id: string) => ({ m1: 'Zoe', m2: 'Änne' })[id] ?? '',
  backwards: false
};
const counts = (...keys: string[]) => keys.map((key, i) => ({ key, count: i + 1 }));
const keysOf = (groups: { key: string }[]) => groups.map(({ key }) => key);

describe('groups', () => {
  it('are one where nothing is grouped, of all there is', () => {
    expect(groupsOf(counts('idea', 'planned'), '', noFilter, order)).toEqual([{ key: '', count: 3, filter: noFilter }]);
  });

  it.each([
    ['channel', ['c1', 'c2'], ['c2', 'c1']],
    ['owner', ['', 'm1', 'm2'], ['m2', 'm1', '']],
    ['state', ['approved', 'idea', 'planned'], ['idea', 'planned', 'approved']],
    ['month', ['', '2027-01', '2026-12'], ['2026-12', '2027-01', '']],
    ['week', ['2027-W01', '', '2026-W53'], ['2026-W53', '2027-W01', '']]
  ] as const)('by %s stand as people look for them', (by, keys, want) => {
    expect(keysOf(groupsOf(counts(...keys), by, noFilter, order))).toEqual(want);
  });

  it('of time turn with the list, and what has no date with them', () => {
    const groups = groupsOf(counts('', '2026-12', '2027-01'), 'month', noFilter, { ...order, backwards: true });
    expect(keysOf(groups)).toEqual(['', '2027-01', '2026-12']);
  });
});

describe('what a group holds', () => {
  it.each([
    ['channel', 'c1', { channel: ['c1'] }],
    ['owner', 'm1', { owner: ['m1'] }],
    ['owner', '', { owner: ['nobody'] }],
    ['state', 'idea', { state: ['idea'] }],
    ['month', '2028-02', { from: '2028-02-01', to: '2028-02-29' }],
    ['week', '2026-W53', { from: '2026-12-28', to: '2027-01-03' }],
    ['week', '', { undated: true }]
  ] as const)('by %s “%s”', (by, key, want) => {
    expect(narrowed(noFilter, by, key)).toEqual({ ...noFilter, ...want });
  });

  it('is no more than what is asked for', () => {
    const asked = { ...noFilter, from: '2027-02-10', to: '2027-03-02', q: 'x' };
    expect(narrowed(asked, 'month', '2027-02')).toEqual({ ...asked, to: '2027-02-28' });
    expect(narrowed(asked, 'month', '2027-03')).toEqual({ ...asked, from: '2027-03-01' });
  });
});
