import { expect, it } from 'vitest';
import { formatsOf } from '$lib/time';
import { countsInWords, everyInWords, jobName } from './words';

it('says what a run did, and nothing of what it did not', () => {
  const told = (counts: Record<string, number>) => countsInWords(counts, formatsOf('de'));
  expect(told({ channels_scanned: 1200, channels_changed: 0 })).toBe('1.200 Kanäle geprüft');
  expect(told({ mails_sent: 2 })).toBe('mails_sent: 2');
  expect(told({})).toBe('');
});

it('says how often a job is due', () => {
  expect([60, 900, 3600, 90].map(everyInWords)).toEqual(['1 min', '15 min', '1 Std.', '90 s']);
});

it('names jobs of a later program as they name themselves', () => {
  expect([jobName('scan'), jobName('digest')]).toEqual(['Lücken suchen', 'digest']);
});
