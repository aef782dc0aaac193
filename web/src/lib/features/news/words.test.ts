import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { causeInWords, howItFares } from './words';

const chat: Schemas['Chat'] = {
  id: '1',
  name: '#redaktion',
  form: 'slack',
  host: 'https://hooks.example.org',
  language: 'de',
  enabled: true,
  disabled_at: null,
  disabled_why: null,
  failing_since: null,
  last_at: null,
  last_status: null,
  last_outcome: null,
  last_report: null,
  created_at: '2027-03-01T09:00:00Z',
  updated_at: '2027-03-01T09:00:00Z',
  version: 1
};
const report = { report_id: '2', attempts: 3, outcome: null };

describe('why something did not arrive', () => {
  it('is said in German, with the status', () => {
    expect(causeInWords('it answers with 404')).toContain('404');
    expect(causeInWords('it answers with 302; redirects are not followed')).toMatch(/weiter.*302/);
    expect(causeInWords('something new')).toBe(causeInWords('it cannot be reached'));
  });
});

describe('how a chat room fares', () => {
  it('alarms where a report was given up, or is tried again', () => {
    const dead = { ...report, state: 'dead' as const, outcome: 'its name is not found' };
    expect(howItFares({ ...chat, last_report: dead })).toMatchObject({ alarms: true });
    expect(howItFares({ ...chat, last_report: { ...dead, state: 'failed' } }).alarms).toBe(true);
  });
  it('is calm where the last report arrived, and where somebody switched it off', () => {
    expect(howItFares({ ...chat, last_report: { ...report, state: 'delivered' } }).alarms).toBe(false);
    expect(howItFares({ ...chat, disabled_why: 'by_hand', last_outcome: 'it answers with 500' }).alarms).toBe(false);
  });
  it('alarms where a trial failed after the last report arrived', () => {
    const arrived = { ...chat, last_report: { ...report, state: 'delivered' as const } };
    expect(howItFares({ ...arrived, last_outcome: 'it answers with 500' }).alarms).toBe(true);
  });
});
