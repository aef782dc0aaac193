import { describe, expect, it } from 'vitest';
import { mixDays, mixSpans } from './mix';

const none = { from: '', to: '' };
const plan = { starts_on: '2027-01-01', ends_on: '2027-12-31' };

describe('the days of a mix', () => {
  it('are the next 90 that the plan has', () => {
    expect(mixDays('ahead', plan, '2027-03-01', none)).toEqual({ from: '2027-03-01', to: '2027-05-29' });
    expect(mixDays('ahead', plan, '2027-12-01', none)).toEqual({ from: '2027-12-01', to: '2027-12-31' });
    expect(mixDays('ahead', plan, '2026-12-01', none)).toEqual({ from: '2027-01-01', to: '2027-02-28' });
  });

  it('are what has been, up to yesterday', () => {
    expect(mixDays('past', plan, '2027-03-01', none)).toEqual({ from: '2027-01-01', to: '2027-02-28' });
    expect(mixDays('past', plan, '2028-06-01', none)).toEqual({ from: '2027-01-01', to: '2027-12-31' });
    expect(mixDays('past', plan, '2027-01-01', none)).toBeUndefined();
  });

  it('are those that somebody chose, as far as the plan has them', () => {
    const own = (from: string, to: string) => mixDays('own', plan, '2027-03-01', { from, to });
    expect(own('2027-02-10', '2027-04-05')).toEqual({ from: '2027-02-10', to: '2027-04-05' });
    expect(own('2026-11-01', '2027-01-05')).toEqual({ from: '2027-01-01', to: '2027-01-05' });
    expect(own('2027-04-05', '2027-02-10')).toBeUndefined();
    expect(own('2028-02-01', '2028-02-10')).toBeUndefined();
    expect(own('2027-02-10', '')).toBeUndefined();
  });

  it('are offered only where the plan has some', () => {
    expect(mixSpans(plan, '2027-03-01')).toEqual(['ahead', 'past', 'all', 'own']);
    expect(mixSpans(plan, '2028-06-01')).toEqual(['past', 'all', 'own']);
    expect(mixSpans(plan, '2026-06-01')).toEqual(['all', 'own']);
  });
});
