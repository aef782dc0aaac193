import { describe, expect, it } from 'vitest';
import { formatsOf } from '$lib/time';
import { endInWords, linkSent, newLinkForm } from './forms';

describe('a read-only link', () => {
  const form = { ...newLinkForm('2027-03-01', 'de', 'blog', 'w08'), name: 'Beirat' };

  it('is good for 90 days, to the end of the last one in the workspace’s zone', () => {
    expect(form.until).toBe('2027-05-30');
    expect(linkSent(form, 'Europe/Berlin')).toEqual({
      name: 'Beirat',
      shows: 'latest_report',
      names: false,
      language: 'de',
      expires_at: '2027-05-31T00:00:00+02:00'
    });
  });

  it('tells its last day as it was chosen', () => {
    const told = (at: string) => endInWords(at, 'Europe/Berlin', formatsOf('en')).replaceAll('\u00a0', ' ');
    expect(told(linkSent(form, 'Europe/Berlin').expires_at ?? '')).toBe('30 May 2027');
    expect(told('2027-05-30T10:00:00Z')).toBe('30 May 2027, 12:00');
  });

  it('says of what it shows only what that needs', () => {
    expect(linkSent({ ...form, shows: 'report' }, 'UTC')).toMatchObject({ shows: 'report', report_id: 'w08' });
    expect(linkSent({ ...form, shows: 'report' }, 'UTC')).not.toHaveProperty('channel_id');
    expect(linkSent({ ...form, shows: 'channel_year' }, 'UTC')).toMatchObject({ channel_id: 'blog', year: 2027 });
    expect(linkSent({ ...form, shows: 'channel_year' }, 'UTC')).not.toHaveProperty('report_id');
    expect(linkSent({ ...form, until: '' }, 'UTC')).not.toHaveProperty('expires_at');
  });
});
