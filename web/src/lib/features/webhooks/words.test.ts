import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatsOf } from '$lib/time';
import { eventGroups, outcomeInWords, standing } from './words';

describe('why something did not arrive', () => {
  const server = ['notify/webhook.go', 'app/deliver_webhooks.go', 'app/webhooks.go'].map((file) =>
    readFileSync(`../internal/${file}`, 'utf8')
  );
  const told = server
    .flatMap((text) => [
      ...text.matchAll(/(?:Cause: (?:fmt\.Sprintf\()?|cause :?= (?:fmt\.Sprintf\()?|BuryDeliveries\(w\.ID, )"([^"]+)"/g)
    ])
    .map(([, cause = '']) => cause.replace('%d', '503').replace('%s', '10s'));

  it('has words for each cause that the server tells', () => {
    expect(new Set(told).size).toBe(12);
    expect(told.filter((cause) => outcomeInWords(cause) === cause)).toEqual([]);
  });

  it('is told in the viewer’s language, and as the server says it where that is news', () => {
    expect(outcomeInWords('it answers with 503')).toBe('Die Adresse antwortet mit 503.');
    overwriteGetLocale(() => 'en');
    expect(outcomeInWords('it does not answer within 10s')).toBe('The address does not answer within 10s.');
    expect(outcomeInWords('it is on fire')).toBe('it is on fire');
    expect(outcomeInWords(null)).toBe('');
  });
});

describe('a webhook', () => {
  const webhook = (more: Partial<Schemas['Webhook']>) =>
    ({ enabled: true, failing_since: null, last_at: null, ...more }) as Schemas['Webhook'];
  const told = (more: Partial<Schemas['Webhook']>) => standing(webhook(more), 'Europe/Berlin', formatsOf('en'));
  const at = '2027-03-01T11:00:00Z';

  it('says how it fares', () => {
    overwriteGetLocale(() => 'en');
    expect(told({})).toEqual({ text: 'nothing sent yet', bad: false });
    expect(told({ last_at: at }).text).toMatch(/^last arrived 1.March 2027, 12:00$/);
    expect(told({ failing_since: at, last_outcome: 'it refuses connections' })).toMatchObject({ bad: true });
    expect(told({ enabled: false, disabled_at: at, disabled_why: 'by_hand' })).toMatchObject({ bad: false });
    expect(told({ enabled: false, disabled_at: at, disabled_why: 'gone' }).text).toContain('410');
  });

  it('can be told of each event once', () => {
    const all = eventGroups().flatMap(({ events }) => events);
    expect(all).toHaveLength(9);
    expect(new Set(all).size).toBe(9);
  });
});
