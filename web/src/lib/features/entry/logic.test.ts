import { describe, expect, it } from 'vitest';
import { withEntry, withNewEntry, withoutEntry } from './address';
import { blank, fieldOfProblem, fieldsOf, momentOf, patchOf, unfit } from './fields';
import { lengthOf, limits, limitsOf } from './limits';
import { mentioningAt, mentionsIn, withMention } from './mentions';
import { difference, merge, together } from './merge';

describe('a field', () => {
  it.each([
    ['title', '  ', 'title_missing'],
    ['title', 'Ein Titel', undefined],
    ['link', 'https://', 'link_incomplete'],
    ['link', 'javascript:alert(1)', 'link_incomplete'],
    ['link', 'https://example.org/a', undefined],
    ['link', '', undefined],
    ['source', { curated: true, url: 'javascript:alert(1)' }, 'link_incomplete'],
    ['source', { curated: true, url: 'mailto:ada@example.org' }, 'link_incomplete'],
    ['source', { curated: true, url: '' }, undefined],
    ['source', { curated: true, url: 'http://example.org' }, undefined],
    ['source', { curated: false, url: 'left from before' }, undefined],
    ['effort_hours', -0.5, 'effort_impossible'],
    ['effort_hours', 1000.5, 'effort_impossible'],
    ['effort_hours', 0, undefined],
    ['effort_hours', null, undefined],
    ['when', { day: '0202-03-01', time: '' }, 'day_impossible'],
    ['when', { day: '', time: '10:00' }, 'time_without_day'],
    ['when', { day: '2027-03-01', time: '10:00' }, undefined]
  ] as const)('%s %j: %s', (field, value, why) => {
    expect(unfit(field, value)).toBe(why);
  });

  it('has its time by the clock of the channel, on both sides of the night in which it changes', () => {
    expect(momentOf({ day: '2027-03-27', time: '10:00' }, 'Europe/Berlin')).toEqual({
      publish_at: '2027-03-27T10:00:00+01:00'
    });
    expect(momentOf({ day: '2027-03-28', time: '10:00' }, 'Europe/Berlin')).toEqual({
      publish_at: '2027-03-28T10:00:00+02:00'
    });
    expect(momentOf({ day: '2027-03-28', time: '' }, 'Europe/Berlin')).toEqual({ publish_on: '2027-03-28' });
    expect(momentOf({ day: '', time: '' }, 'Europe/Berlin')).toEqual({ publish_at: null, publish_on: null });
  });

  it('is sent as nothing where it is empty', () => {
    expect(patchOf({ topic_id: '', link: ' ', copy: '' }, 'UTC')).toEqual({ topic_id: null, link: null, copy: '' });
  });

  it("is the team's own without an address, or passed on with one", () => {
    expect(patchOf({ source: { curated: true, url: ' https://example.org/a ' }, effort_hours: 2.5 }, 'UTC')).toEqual({
      source: 'curated',
      source_url: 'https://example.org/a',
      effort_hours: 2.5
    });
    expect(patchOf({ source: { curated: false, url: 'https://example.org/a' }, effort_hours: null }, 'UTC')).toEqual({
      source: 'own',
      source_url: null,
      effort_hours: null
    });
    expect(fieldOfProblem('source_url')).toBe('source');
  });

  it('comes back as it was sent', () => {
    const entry = { ...patchOf({ ...blank, title: 'T', when: { day: '2027-03-28', time: '02:30' } }, 'Europe/Berlin') };
    expect(fieldsOf(entry as Parameters<typeof fieldsOf>[0], 'Europe/Berlin').when).toEqual({
      day: '2027-03-28',
      time: '03:30' // that time is skipped
    });
  });
});

describe('two versions', () => {
  it('are in question only where both changed to something else', () => {
    const theirs = { ...blank, title: 'Ihrer', copy: 'gleich', format: 'Bild' };
    expect(merge({ title: 'Alt', copy: '', link: '' }, { title: 'Meiner', copy: 'gleich', link: 'x' }, theirs)).toEqual(
      {
        mine: { title: 'Meiner', link: 'x' },
        conflicts: ['title']
      }
    );
  });

  it('are marked where they differ', () => {
    expect(difference('Am Anfang war der Besen.', 'Am Anfang war der Eimer.')).toEqual([
      { text: 'Am Anfang war der ', differs: false },
      { text: 'Besen.', differs: true }
    ]);
    expect(difference('', 'x')).toEqual([]);
  });

  it.each([
    ['a\nb\nc', 'a\nB\nc', 'a\nb\nB\nc'],
    ['a', 'a\nb', 'a\nb'],
    ['', 'b', 'b'],
    ['x', 'y', 'x\ny']
  ])('%j and %j are together %j', (theirs, mine, both) => {
    expect(together(theirs, mine)).toBe(both);
  });
});

describe('length', () => {
  it.each([
    ['x', 'Grüße', 5],
    ['x', 'https://example.org/eine/sehr/lange/adresse/die/gekuerzt/wird', 23],
    ['x', '日本', 4],
    ['x', '👩‍👩‍👧', 2],
    ['mastodon', 'a https://example.org/eine/sehr/lange/adresse', 25],
    ['graphemes', '👩‍👩‍👧ä', 2],
    ['characters', '👩‍👩‍👧', 5]
  ] as const)('as %s counts %s: %i', (unit, text, length) => {
    expect(lengthOf(text, unit)).toBe(length);
  });

  it('is limited by the platform, whatever the case of its name; no name stands twice', () => {
    expect(limitsOf(' LinkedIn ')?.copy?.most).toBe(3_000);
    expect(limitsOf('blog')).toBeUndefined();
    const names = limits.flatMap((platform) => platform.names);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a mention', () => {
  const member = (id: string, name: string) =>
    ({ id, name, deactivated: false, removed: false }) as Parameters<typeof mentionsIn>[1][number];
  const members = [member('1', 'Anna'), member('2', 'Anna Beispiel')];

  it('is typed after an "@" that begins a word', () => {
    expect(mentioningAt('Hallo @an', 9)).toEqual({ at: 6, query: 'an' });
    expect(mentioningAt('anna@example', 12)).toBeUndefined();
  });

  it('means the longer of two names, and each once', () => {
    expect(mentionsIn('@Anna Beispiel, @Anna Beispiel', members)).toEqual(['2']);
    expect(mentionsIn('@Anna Beispiel und @Anna', members)).toEqual(['2', '1']);
  });

  it('takes the place of what was typed', () => {
    expect(withMention('Hallo @an und', { at: 6, query: 'an' }, 'Anna')).toEqual({
      text: 'Hallo @Anna und',
      caret: 12
    });
  });
});

describe('the address', () => {
  const at = (search: string) => new URL(`http://localhost/w/1/week${search}`);
  it('opens, begins and closes an entry, and leaves the screen its own', () => {
    expect(withEntry(at('?day=2027-03-01'), 'e')).toBe('/w/1/week?day=2027-03-01&entry=e');
    expect(withNewEntry(at('?year=2027&entry=e'), { channel: 'c', day: '2027-03-01' })).toBe(
      '/w/1/week?year=2027&new=c&day=2027-03-01'
    );
    expect(withoutEntry(at('?year=2027&new=c&day=2027-03-01&time=10:00'))).toBe('/w/1/week?year=2027');
    expect(withoutEntry(at('?day=2027-03-01&entry=e'))).toBe('/w/1/week?day=2027-03-01');
  });
});
