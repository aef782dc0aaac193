import { describe, expect, it } from 'vitest';
import { chosen, isNarrow, sectionsOf, selectionFrom, selectionInto, type Selection } from './sections';
import type { Gap } from './sentence';

const gap = (id: string, more: Partial<Gap>) =>
  ({ id, channel_id: 'blog', owner_id: 'anna', rule: 'cadence', severity: 'warning', ...more }) as Gap;
const gaps = [
  gap('1', { severity: 'critical', rule: 'overdue', owner_id: null }),
  gap('2', {}),
  gap('3', { channel_id: 'news', owner_id: 'ben' }),
  gap('4', { severity: 'notice', rule: 'horizon' })
];
const names = {
  channel: (id: string | null) => ({ blog: 'Werkblog', news: 'Newsletter' })[id ?? ''] ?? 'Alle Kanäle',
  member: (id: string | null) => ({ anna: 'Anna', ben: 'Ben' })[id ?? ''] ?? ''
};
const all: Selection = { channel: '', owner: '', rule: '', group: 'urgency' };
const ids = (of: Gap[]) => of.map(({ id }) => id).join();

describe('a selection', () => {
  it('stands in the address, beside what else stands there', () => {
    const params = new URLSearchParams('entry=7&channel=blog&owner=nobody&rule=overdue&group=owner');
    const selection = selectionFrom(params);
    expect(selection).toEqual({ channel: 'blog', owner: 'nobody', rule: 'overdue', group: 'owner' });
    expect(selectionInto(new URLSearchParams('entry=7'), selection).toString()).toBe(params.toString());
    expect(selectionInto(params, all).toString()).toBe('entry=7');
  });

  it('falls back to all of it, by urgency', () => {
    expect(selectionFrom(new URLSearchParams('group=weather'))).toEqual(all);
    expect(isNarrow(all)).toBe(false);
    expect(isNarrow({ ...all, rule: 'overdue' })).toBe(true);
  });

  it.each([
    [{}, '1,2,3,4'],
    [{ channel: 'news' }, '3'],
    [{ owner: 'anna' }, '2,4'],
    [{ owner: 'nobody' }, '1'],
    [{ channel: 'blog', rule: 'cadence' }, '2']
  ] as const)('%j leaves %s', (part, left) => {
    expect(ids(chosen(gaps, { ...all, ...part }))).toBe(left);
  });
});

describe('headings', () => {
  it.each([
    ['urgency', 'dringend:1 bald:2,3 später:4'],
    ['channel', 'Newsletter:3 Werkblog:1,2,4'],
    ['owner', 'Anna:2,4 Ben:3 niemand:1'],
    ['rule', 'Plan endet zu früh:4 Überfällig:1 Zugesagtes fehlt:2,3']
  ] as const)('by %s', (group, expected) => {
    const sections = sectionsOf(gaps, group, names);
    expect(sections.map(({ title, gaps }) => `${title}:${ids(gaps)}`).join(' ')).toBe(expected);
  });

  it('put what is about a member under all channels', () => {
    const [gap] = gaps;
    const sections = sectionsOf([{ ...(gap as Gap), channel_id: null, rule: 'overload' }], 'channel', names);
    expect(sections.map(({ title }) => title)).toEqual(['Alle Kanäle']);
    expect(chosen([{ ...(gap as Gap), channel_id: null }], { ...all, channel: 'blog' })).toEqual([]);
  });
});
