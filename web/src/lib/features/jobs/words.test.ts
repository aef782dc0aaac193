import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatsOf } from '$lib/time';
import { countsInWords, detailInWords, everyInWords, jobName } from './words';

it('says what a run did, and nothing of what it did not', () => {
  const told = (counts: Record<string, number>) => countsInWords(counts, formatsOf('de'));
  expect(told({ channels_scanned: 1200, channels_changed: 0 })).toBe('1.200 Kanäle geprüft');
  expect(told({ mails_sent: 2 })).toBe('mails_sent: 2');
  expect(told({})).toBe('');
});

it('says how often a job is due', () => {
  expect([60, 900, 3600, 90].map(everyInWords)).toEqual(['1\u00a0min', '15\u00a0min', '1\u00a0Std.', '90\u00a0s']);
});

it('names jobs of a later program as they name themselves', () => {
  expect([jobName('scan'), jobName('baking')]).toEqual(['Lücken suchen', 'baking']);
});

it('names each job of the contract, and what the program counts of each', () => {
  const contract = readFileSync('../api/openapi.yaml', 'utf8');
  const jobs = /^ {4}JobName: \{type: string, enum: \[([a-z, ]+)\]/m.exec(contract)?.[1]?.split(', ') ?? [];
  expect(jobs.length).toBeGreaterThan(2);
  expect(jobs.filter((job) => jobName(job) === job)).toEqual([]);
  const program = readFileSync('../cmd/stetig/jobs.go', 'utf8');
  const counted = [...program.matchAll(/"([a-z]+_[a-z_]+)":/g)].map(([, what = '']) => what);
  expect(counted.length).toBeGreaterThan(3);
  expect(counted.filter((what) => countsInWords({ [what]: 2 }, formatsOf('de')).startsWith(what))).toEqual([]);
});

it('says why a run failed, whatever the server tells of it', () => {
  const sources = ['worker/share.go', 'store/job_runs.go'].map((file) => readFileSync(`../internal/${file}`, 'utf8'));
  const told = sources.flatMap((text) =>
    [...text.matchAll(/"((?:a fault|the server's log|its server was)[^"]+)"/g)].map(([, why = '']) => why)
  );
  expect(new Set(told).size).toBe(3);
  expect(sources[0]).toContain('errors.New("took too long")');
  told.push('took too long: more than 30m0s');
  expect(told.filter((why) => detailInWords(why) === why)).toEqual([]);
  expect(detailInWords('took too long: more than 30m0s')).toBe('Abgebrochen nach 30m0s.');
  expect([detailInWords(''), detailInWords('es brennt')]).toEqual(['', 'es brennt']);
});
