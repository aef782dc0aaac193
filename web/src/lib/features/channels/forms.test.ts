import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { channelForm, channelSent, isCrossed, newPlanForm, planAsked, planForm, planPatch, planSent } from './forms';

describe('a channel', () => {
  it('has its spacing in hours, to the minute, and none where it is not asked', () => {
    const spacing = (min_spacing_minutes: number) =>
      channelForm({ min_spacing_minutes } as Schemas['Channel'], 'Europe/Berlin').spacing_hours;
    expect([0, 50, 240].map(spacing)).toEqual([null, 50 / 60, 4]);
    expect([null, 50 / 60, 4, 0.5].map((spacing_hours) => channelSent({ spacing_hours }).min_spacing_minutes)).toEqual([
      0, 50, 240, 30
    ]);
  });

  it('is of no region where none is chosen', () => {
    expect(channelSent({ region: '' })).toEqual({ region: null });
    expect(channelSent({ region: 'DE-BY', skip_holidays: true })).toEqual({ region: 'DE-BY', skip_holidays: true });
  });
});

describe('the mix of a plan', () => {
  const form = newPlanForm(2027, 'Plan', '2027-01-01');
  const sent = (least: number | null, most: number | null) => planSent({ ...form, company_share: { least, most } });

  it('has a bound that is left out at its end, and is not asked where both are', () => {
    expect(sent(null, 30)?.company_share).toEqual({ at_least: 0, at_most: 30 });
    expect(sent(20, null)?.company_share).toEqual({ at_least: 20, at_most: 100 });
    expect(sent(null, 0)?.company_share).toEqual({ at_least: 0, at_most: 0 });
    expect(sent(null, null)?.company_share).toBeNull();
  });

  it('comes back as it was typed', () => {
    const plan = (company_share: Schemas['NullableShare']) =>
      planForm({ cadence: { quota: 1, per: 'week' }, company_share, curated_share: null } as Schemas['Plan']);
    expect(plan({ at_least: 0, at_most: 30 }).company_share).toEqual({ least: null, most: 30 });
    expect(plan({ at_least: 20, at_most: 100 }).company_share).toEqual({ least: 20, most: null });
    expect(plan(null).company_share).toEqual({ least: null, most: null });
  });

  it('is sent alone where it alone was changed, and no part of what is asked of the cadence', () => {
    const changed = { ...form, curated_share: { least: 10, most: 40 } };
    expect(planPatch(changed, { curated_share: changed.curated_share })).toEqual({
      curated_share: { at_least: 10, at_most: 40 }
    });
    const asked = planSent(changed) ?? expect.fail('it is whole');
    expect(Object.keys(planAsked(asked, 'blog', undefined)).filter((key) => /share|theme|name/.test(key))).toEqual([]);
  });

  it('cannot ask for more than it allows', () => {
    expect(isCrossed({ least: 40, most: 30 })).toBe(true);
    expect(isCrossed({ least: 30, most: 30 })).toBe(false);
    expect(isCrossed({ least: 100, most: null })).toBe(false);
  });
});
