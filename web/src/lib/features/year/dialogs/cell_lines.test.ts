import { describe, expect, it } from 'vitest';
import type { Schemas } from '$lib/api';
import { cellLines, openQuotas } from './cell_lines';

const days = { from: '2027-03-22', to: '2027-03-28' }; // the clock changes on the 28th

const slot = (part: Partial<Schemas['Slot']> = {}): Schemas['Slot'] => ({
  plan_id: 'plan',
  from: '2027-03-23',
  to: '2027-03-23',
  at: '2027-03-23T10:00:00',
  expected: 1,
  actual: 0,
  kept: 0,
  entry_id: null,
  ended: false,
  active: true,
  dry: false,
  ...part
});

const entry = (title: string, part: Partial<Schemas['Entry']>): Schemas['Entry'] => ({
  id: title,
  channel_id: 'blog',
  topic_id: null,
  owner_id: null,
  approver_id: null,
  title,
  copy: '',
  link: null,
  format: '',
  state: 'planned',
  publish_at: null,
  publish_on: null,
  published_at: null,
  checklist: [],
  source: 'own',
  source_url: null,
  effort_hours: null,
  extra: {},
  created_by: null,
  created_at: '2027-01-01T09:00:00Z',
  updated_at: '2027-01-01T09:00:00Z',
  deleted_at: null,
  version: 1,
  ...part
});

describe('the lines of a week', () => {
  it('stand by the channel’s clock', () => {
    const lines = cellLines(
      {
        entries: [
          entry('Sonntag', { publish_at: '2027-03-28T07:00:00Z' }),
          entry('ohne Uhrzeit', { publish_on: '2027-03-24' }),
          entry('Montag spät', { publish_at: '2027-03-22T22:30:00Z' })
        ],
        periods: [slot()],
        findings: []
      },
      days,
      'Europe/Berlin'
    );
    expect(lines.map(({ entry, wall, isTimed }) => [entry?.title ?? 'frei', wall.day, isTimed && wall.time])).toEqual([
      ['Montag spät', '2027-03-22', '23:30'],
      ['frei', '2027-03-23', '10:00'],
      ['ohne Uhrzeit', '2027-03-24', false],
      ['Sonntag', '2027-03-28', '09:00']
    ]);
  });

  it.each([
    ['is filled', { actual: 1, entry_id: 'x' }],
    ['is paused', { active: false }],
    ['is over', { ended: true }],
    ['is on another day', { at: '2027-03-30T10:00:00' }],
    ['is a quota', { at: null }]
  ])('leave out a slot that %s', (_name, part) => {
    expect(cellLines({ entries: [], periods: [slot(part)], findings: [] }, days, 'Europe/Berlin')).toEqual([]);
  });
});

describe('quotas', () => {
  const quota = (part: Partial<Schemas['Slot']> = {}) =>
    slot({ at: null, from: '2027-03-22', to: '2027-03-28', expected: 2, actual: 1, ...part });
  const open = (today: string, period = quota()) =>
    openQuotas({ entries: [], periods: [period], findings: [] }, days, today).map(({ missing, day }) => [missing, day]);

  it('are filled from the first day that is left', () => {
    expect(open('2027-03-01')).toEqual([[1, '2027-03-22']]);
    expect(open('2027-03-24')).toEqual([[1, '2027-03-24']]);
  });

  it('are not open where they are full, or over', () => {
    expect(open('2027-03-01', quota({ actual: 2 }))).toEqual([]);
    expect(open('2027-04-01', quota({ ended: true }))).toEqual([]);
  });
});
