import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { copyOf, plansToCopy } from './next_year';

function plan(part: Partial<Schemas['Plan']> = {}): Schemas['Plan'] {
  return {
    id: crypto.randomUUID(),
    channel_id: 'blog',
    name: 'Redaktionsplan 2027',
    starts_on: '2027-01-01',
    ends_on: '2027-12-31',
    cadence: { quota: 2, per: 'week' },
    lead_time_days: 7,
    max_silence_days: 10,
    owner_id: 'anna',
    deputy_id: null,
    four_eyes: null,
    theme_each_month: true,
    company_share: { at_least: 0, at_most: 30 },
    curated_share: null,
    created_at: '2026-12-01T09:00:00Z',
    updated_at: '2026-12-01T09:00:00Z',
    deleted_at: null,
    version: 3,
    ...part
  };
}

const channel = (part: Partial<Schemas['YearChannel']> = {}) => ({
  channel_id: 'blog',
  name: 'Werkblog',
  status: 'active' as const,
  plans: [],
  ...part
});

describe('a plan in the next year', () => {
  it('promises the same, under the year’s name', () => {
    expect(copyOf(plan(), 2028)).toEqual({
      channel_id: 'blog',
      name: 'Redaktionsplan 2028',
      starts_on: '2028-01-01',
      ends_on: '2028-12-31',
      cadence: { quota: 2, per: 'week' },
      lead_time_days: 7,
      max_silence_days: 10,
      owner_id: 'anna',
      deputy_id: null,
      four_eyes: null,
      theme_each_month: true,
      company_share: { at_least: 0, at_most: 30 },
      curated_share: null
    });
  });

  it.each([
    ['a leap year’s February', '2027-02-01', '2027-02-28', '2028-02-01', '2028-02-29'],
    ['from a leap day', '2028-02-29', '2028-03-14', '2029-02-28', '2029-03-14'],
    ['after one that reaches into the year', '2027-03-01', '2028-05-31', '2028-06-01', '2029-05-31'],
    ['over the year’s end', '2027-11-01', '2028-01-31', '2028-11-01', '2029-01-31']
  ])('%s', (_name, starts_on, ends_on, start, end) => {
    const year = Number(starts_on.slice(0, 4)) + 1;
    const { starts_on: from, ends_on: to } = copyOf(plan({ starts_on, ends_on }), year);
    expect([from, to]).toEqual([start, end]);
  });
});

describe('what is copied', () => {
  it('is the latest plan of each active channel without one', () => {
    const old = plan({ starts_on: '2026-01-01', ends_on: '2026-12-31' });
    const copies = plansToCopy(
      2028,
      [
        channel(),
        channel({ channel_id: 'has', plans: [{ id: '1', label: '', starts_on: '', ends_on: '', version: 1 }] }),
        channel({ channel_id: 'quiet', status: 'listening' }),
        channel({ channel_id: 'never' })
      ],
      [old, plan(), plan({ channel_id: 'has' }), plan({ channel_id: 'quiet' })]
    );
    expect(copies.map(({ channel, draft }) => [channel, draft.starts_on])).toEqual([['blog', '2028-01-01']]);
  });
});
