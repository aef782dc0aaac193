import { expect, it } from 'vitest';
import { formatsOf } from '$lib/time';
import { remarksOf, topicInWords, whenInWords } from './preview';

const german = formatsOf('de');

it('says when a row appears, with the year and as exactly as it is known', () => {
  const row = { outcome: 'new', day: '2027-03-28', time: '03:30' } as const;
  expect(whenInWords(row, german)).toBe('So 28.\u00a0März 2027, 03:30');
  expect(whenInWords({ ...row, time: null }, german)).toBe('So 28.\u00a0März 2027');
});

it('knows an idea, which has no date, from a date that cannot be read', () => {
  expect(whenInWords({ outcome: 'new', day: null, time: null }, german)).not.toBe('');
  expect(whenInWords({ outcome: 'error', day: null, time: null }, german)).toBe('');
});

it('says all that is wrong, and what becomes of an hour that the clock skips', () => {
  const problems = [
    { line: 4, column: 'Status', reason: 'gibt es nicht' },
    { line: 4, column: '', reason: 'ist zu lang' }
  ];
  const remarks = remarksOf({ problems, skipped_time: '02:30', time: '03:30' });
  expect(remarks.slice(0, 2)).toEqual(['Status: gibt es nicht', 'ist zu lang']);
  expect(remarks[2]).toMatch(/02:30.*03:30/);
  expect(remarksOf({ problems: [], skipped_time: null, time: '02:30' })).toEqual([]);
});

it.each([
  ['as it is', { topic: 'Uhren', topic_is_new: false, title: 'Nachtschicht' }, 'Uhren'],
  ['as new', { topic: 'Uhren', topic_is_new: true, title: 'Uhren' }, 'Neues Thema: Uhren'],
  ['by the title', { topic: 'Uhren', topic_is_new: false, title: 'Uhren' }, ''],
  ['not at all where there is none', { topic: '', topic_is_new: false, title: 'Nachtschicht' }, '']
])('a row’s topic is told %s', (_, row, want) => {
  expect(topicInWords(row)).toBe(want);
});
