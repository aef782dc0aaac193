import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { standingsOf } from './standing';

const member = (id: string, more: Partial<Schemas['Member']> = {}) =>
  ({ id, name: id, role: 'editor', deactivated: false, user_id: `user of ${id}`, ...more }) as Schemas['Member'];
const channel = (name: string, owner_id: string, more: Partial<Schemas['Channel']> = {}) =>
  ({ name, owner_id, status: 'active', owner_accepted_at: '2027-01-01T00:00:00Z', ...more }) as Schemas['Channel'];

describe('a member', () => {
  it('stands with what they own, and what they are asked to', () => {
    const [anna] = standingsOf(
      [member('Anna')],
      [
        channel('Blog', 'Anna'),
        channel('News', 'Anna', { owner_accepted_at: null }),
        channel('Alt', 'Anna', { status: 'retired' }),
        channel('LinkedIn', 'Ben')
      ],
      [],
      '2027-04-01'
    );
    expect(anna).toMatchObject({ owns: ['Blog'], asked: ['News'], away: undefined });
  });

  it('is away on the days of an absence, both ends within', () => {
    const absence = { member_id: 'Anna', starts_on: '2027-04-01', ends_on: '2027-04-05' } as Schemas['Absence'];
    const away = (today: string) => standingsOf([member('Anna')], [], [absence], today)[0]?.away !== undefined;
    expect(['2027-03-31', '2027-04-01', '2027-04-05', '2027-04-06'].map(away)).toEqual([false, true, true, false]);
  });

  it('comes by name, deactivated ones last', () => {
    const order = standingsOf(
      [member('Cem'), member('Änne'), member('Ben', { deactivated: true })],
      [],
      [],
      '2027-04-01'
    );
    expect(order.map((standing) => standing.member.id)).toEqual(['Änne', 'Cem', 'Ben']);
  });

  it.each([
    ['the only lead', [member('Anna', { role: 'lead' }), member('Ben')], true],
    ['one of two', [member('Anna', { role: 'lead' }), member('Ben', { role: 'lead' })], false],
    [
      'the other deactivated',
      [member('Anna', { role: 'lead' }), member('Ben', { role: 'lead', deactivated: true })],
      true
    ],
    [
      'the other cannot sign in',
      [member('Anna', { role: 'lead' }), member('Ben', { role: 'lead', user_id: null })],
      true
    ],
    ['no lead', [member('Anna')], false]
  ])('is the last lead: %s', (_, members, isLast) => {
    expect(standingsOf(members, [], [], '2027-04-01')[0]?.isLastLead).toBe(isLast);
  });
});
