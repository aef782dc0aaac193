import { describe, expect, it } from 'vitest';
import { isSetAs, pathOf, settingOf, viewAddress, viewShown } from './address';

const at = (address: string) => new URL(address, 'http://x');
const setting = (address: string) => settingOf(at(`/w/ws${address}`));

describe('what a view keeps of an address', () => {
  it.each([
    ['', { screen: 'year', settings: {} }],
    ['?year=2027', { screen: 'year', settings: { year: '2027' } }],
    ['?quarter=2027-Q2', { screen: 'quarter', settings: { quarter: '2027-Q2' } }],
    ['/month?month=2027-03&channel=a,b', { screen: 'month', settings: { month: '2027-03', channel: 'a,b' } }],
    ['/list?state=idea&q=Br%C3%BCcke+%26+mehr', { screen: 'list', settings: { state: 'idea', q: 'Brücke & mehr' } }],
    ['/search?q=Messe', { screen: 'search', settings: { q: 'Messe' } }],
    ['/gaps?gap=g1&by=owner&view=v1&entry=e1', { screen: 'gaps', settings: { by: 'owner' } }],
    ['/board?topic=t1&new=c1&day=2027-03-01&time=10:00&about=t2', { screen: 'board', settings: { topic: 't1' } }]
  ])('%s', (address, want) => {
    expect(setting(address)).toEqual(want);
  });

  it.each(['/people', '/settings?part=tokens', '/entries/e1', '/views/v1'])('is nothing at %s', (address) => {
    expect(setting(address)).toBeUndefined();
  });
});

describe('the address of a view', () => {
  it.each([
    '?year=2027',
    '?quarter=2027-Q2',
    '/week',
    '/timeline?channel=a,b',
    '/list?q=Brücke&state=idea',
    '/search?q=x'
  ])('shows what was saved of %s', (address) => {
    const saved = { id: 'v1', ...settingOf(at(`/w/ws${address}`))! };
    const shown = at(viewAddress('/w/ws', saved));
    expect(settingOf(shown)).toEqual({ screen: saved.screen, settings: saved.settings });
    expect(shown.pathname).toBe(at(`/w/ws${address}`).pathname);
    expect(viewShown(shown)).toBe('v1');
  });

  it('reads lists that other programs have written, and leaves out what no address can say', () => {
    const view = {
      id: 'v1',
      screen: 'board' as const,
      settings: { state: ['in_review', 'idea'], days: 7, odd: {}, view: 'v2' }
    };
    expect(viewAddress('/w/ws', view)).toBe('/w/ws/board?state=in_review,idea&days=7&view=v1');
    expect(pathOf(view)).toBe('board');
  });
});

it('is known whether something was changed since', () => {
  const now = setting('/list?state=idea&q=x')!;
  expect(isSetAs(now, { screen: 'list', settings: { q: 'x', state: ['idea'] } })).toBe(true);
  expect(isSetAs(now, { screen: 'board', settings: { q: 'x', state: 'idea' } })).toBe(false);
  expect(isSetAs(now, { screen: 'list', settings: { q: 'x' } })).toBe(false);
});
