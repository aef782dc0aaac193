import { describe, expect, it } from 'vitest';
import { feedForm, feedSent, mayBePublic } from './forms';

const usual = { name: 'Plan', member_id: 'ada', language: 'de' as const };

describe('a feed', () => {
  it('of channels is not whole without one', () => {
    expect(feedSent({ ...feedForm(undefined, usual), scope: 'channel' })).toBeUndefined();
  });

  it('says only what belongs to its scope', () => {
    const form = { ...feedForm(undefined, usual), channel_ids: ['blog'] };
    expect(feedSent(form)).toMatchObject({ scope: 'workspace', channel_ids: [], member_id: null });
    expect(feedSent({ ...form, scope: 'member' })).toMatchObject({ channel_ids: [], member_id: 'ada' });
    expect(feedSent({ ...form, scope: 'channel' })).toMatchObject({ channel_ids: ['blog'], member_id: null });
  });
});

it.each([
  ['https://plan.example.org/feeds/x.ics', true],
  ['http://plan.example.org/', false],
  ['https://localhost/', false],
  ['https://plan/', false],
  ['https://192.168.1.5/', false],
  ['https://172.20.0.1/', false],
  ['https://127.0.0.1:8080/', false],
  ['https://[::1]/', false],
  ['https://[fd00::1]/', false],
  ['https://203.0.113.7/', true],
  ['https://[2001:db8::1]/', true]
])('%s may be public: %s', (address, may) => {
  expect(mayBePublic(address)).toBe(may);
});
