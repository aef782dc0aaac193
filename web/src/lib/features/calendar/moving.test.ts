import { describe, expect, it, test, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Moves, withMoves, type World } from './moves.svelte';
import { initialsOf, mayMove, onDay, placed, sameWhen, whenAt, type Channel, type Entry, type When } from './placing';

const channel = (time_zone: string) => ({ id: 'blog', name: 'Werkblog', time_zone }) as Channel;
const entry = (more: Partial<Entry>) =>
  ({
    id: 'e',
    channel_id: 'blog',
    title: 'Frühjahrsputz',
    state: 'planned',
    publish_at: null,
    publish_on: null,
    published_at: null,
    owner_id: null,
    created_by: null,
    version: 1,
    ...more
  }) as Entry;
const standing = (one: Entry, zone: string) => placed(one, channel(zone), zone) ?? expect.fail('it has no date');

describe('another day', () => {
  test.each([
    ['into summer time', 'Europe/Berlin', '2027-03-25T09:00:00Z', '2027-03-30', '2027-03-30T10:00:00+02:00'],
    ['onto its very day', 'Europe/Berlin', '2027-03-27T09:00:00Z', '2027-03-28', '2027-03-28T10:00:00+02:00'],
    ['into the hour it skips', 'Europe/Berlin', '2027-03-27T01:30:00Z', '2027-03-28', '2027-03-28T03:30:00+02:00'],
    ['out of summer time', 'Europe/Berlin', '2027-10-30T08:00:00Z', '2027-11-01', '2027-11-01T10:00:00+01:00'],
    ['in the channel’s zone', 'America/New_York', '2027-03-13T01:30:00Z', '2027-03-15', '2027-03-15T20:30:00-04:00'],
    [
      'over a month and a 29 February',
      'Europe/Berlin',
      '2028-02-29T09:00:00Z',
      '2028-03-01',
      '2028-03-01T10:00:00+01:00'
    ]
  ])('%s keeps the time on the wall', (_, zone, at, day, expected) => {
    expect(onDay(standing(entry({ publish_at: at }), zone), day)).toEqual({ publish_at: expected, publish_on: null });
  });

  it('of a day without a time is a day without a time', () => {
    const place = standing(entry({ publish_on: '2027-03-27' }), 'Europe/Berlin');
    expect(onDay(place, '2027-04-03')).toEqual({ publish_at: null, publish_on: '2027-04-03' });
  });

  it('is the same however its moment is written', () => {
    const at = (publish_at: string): When => ({ publish_at, publish_on: null });
    expect(sameWhen(at('2027-03-30T10:00:00+02:00'), at('2027-03-30T08:00:00Z'))).toBe(true);
    expect(sameWhen(at('2027-03-30T10:00:00+02:00'), at('2027-03-30T10:00:00Z'))).toBe(false);
    expect(sameWhen(whenAt('2027-03-30', null, 'UTC'), { publish_at: null, publish_on: '2027-03-30' })).toBe(true);
  });
});

test('what is published stands where it was published', () => {
  const late = entry({ state: 'published', publish_at: '2027-03-01T09:00:00Z', published_at: '2027-03-02T10:30:00Z' });
  expect(standing(late, 'Europe/Berlin')).toMatchObject({ day: '2027-03-02', time: '11:30' });
});

describe('who may move', () => {
  const editor = { writesAll: true, writesOwn: true, member: 'm' };
  const contributor = { ...editor, writesAll: false };
  const viewer = { ...contributor, writesOwn: false };
  test.each([
    ['an editor any', entry({}), editor, true],
    ['nobody what is published', entry({ state: 'published' }), editor, false],
    ['nobody what is cancelled', entry({ state: 'cancelled' }), editor, false],
    ['a contributor their own', entry({ owner_id: 'm' }), contributor, true],
    ['a contributor what they made', entry({ created_by: 'm' }), contributor, true],
    ['a contributor not that of others', entry({ owner_id: 'x' }), contributor, false],
    ['a viewer not even their own', entry({ owner_id: 'm' }), viewer, false]
  ])('%s', (_, one, rights, may) => expect(mayMove(one, rights)).toBe(may));
});

/** Stands in for the server, which holds one entry. */
function world(held: Entry) {
  const done: { undo: () => Promise<void>; redo: () => Promise<void> }[] = [];
  const refused = vi.fn();
  const kept = { entry: held };
  const store = (entry: Entry, change: Partial<Entry>) => {
    if (entry.version !== kept.entry.version) throw new ApiError(412, 'stale', '', '');
    kept.entry = { ...kept.entry, ...change, version: kept.entry.version + 1 };
    return kept.entry;
  };
  const theirs: World = {
    read: async () => kept.entry,
    change: async (entry, to) =>
      store(entry, {
        ...to,
        ...(to.publish_at ? { publish_on: null } : {}),
        ...(to.publish_on ? { publish_at: null } : {})
      }),
    setState: async (entry, state) => store(entry, { state }),
    refresh: async () => {},
    during: async (_was, moving, back) => {
      const now = await moving;
      done.push(back(now));
      return now;
    },
    refused
  };
  return { moves: new Moves(theirs), kept, done, refused };
}

describe('moving', () => {
  const to = (day: string) => whenAt(day, '10:00', 'Europe/Berlin');

  it('shows at once, and what the server says after', async () => {
    const { moves, kept } = world(entry({ publish_on: '2027-03-01' }));
    const moved = moves.move(kept.entry, to('2027-03-30'));
    expect(moves.shown).toMatchObject([{ id: 'e', publish_at: '2027-03-30T10:00:00+02:00', version: 1 }]);
    expect(await moved).toBe(true);
    expect(kept.entry).toMatchObject({ publish_at: '2027-03-30T10:00:00+02:00', publish_on: null, version: 2 });
    await vi.waitFor(() => expect(moves.shown).toEqual([]));
  });

  it('is taken back with the reason where it is refused', async () => {
    const { moves, kept, refused, done } = world(entry({ publish_on: '2027-03-01', version: 4 }));
    const seen = entry({ publish_on: '2027-03-01', version: 3 });
    expect(await moves.move(seen, to('2027-03-30'))).toBe(false);
    await vi.waitFor(() => expect(moves.shown).toEqual([]));
    expect(refused).toHaveBeenCalledWith(seen, expect.objectContaining({ code: 'stale' }));
    expect(kept.entry.publish_on).toBe('2027-03-01');
    expect(done).toEqual([]);
  });

  it('twice in a row is twice, the second of what the first made', async () => {
    const { moves, kept, refused } = world(entry({ publish_at: '2027-03-01T09:00:00Z' }));
    const first = kept.entry;
    await Promise.all([moves.move(first, to('2027-03-02')), moves.move(first, to('2027-03-03'))]);
    expect(refused).not.toHaveBeenCalled();
    expect(kept.entry).toMatchObject({ publish_at: '2027-03-03T10:00:00+01:00', version: 3 });
  });

  it('plans an idea; undoing makes it an idea without a date again, redoing plans it', async () => {
    const { moves, kept, done } = world(entry({ state: 'idea' }));
    await moves.move(kept.entry, to('2027-03-30'));
    expect(kept.entry).toMatchObject({ state: 'planned', publish_at: '2027-03-30T10:00:00+02:00' });
    await done[0]?.undo();
    expect(kept.entry).toMatchObject({ state: 'idea', publish_at: null, publish_on: null });
    await done[0]?.redo();
    expect(kept.entry).toMatchObject({ state: 'planned', publish_at: '2027-03-30T10:00:00+02:00' });
  });

  it('is not undone where somebody has moved it on', async () => {
    const { moves, kept, done } = world(entry({ publish_on: '2027-03-01' }));
    await moves.move(kept.entry, to('2027-03-30'));
    kept.entry = { ...kept.entry, publish_at: '2027-04-01T08:00:00Z', version: 9 };
    await expect(done[0]?.undo()).rejects.toMatchObject({ code: 'stale' });
    expect(kept.entry.publish_at).toBe('2027-04-01T08:00:00Z');
  });

  it('to where it stands does nothing', async () => {
    const { moves, kept, done } = world(entry({ publish_at: '2027-03-30T08:00:00Z' }));
    expect(await moves.move(kept.entry, to('2027-03-30'))).toBe(true);
    expect([kept.entry.version, done.length]).toEqual([1, 0]);
  });
});

test('what is shown takes the place of the listed, and comes from elsewhere', () => {
  const listed = [entry({ id: 'a' }), entry({ id: 'b' })];
  const shown = [entry({ id: 'b', version: 2 }), entry({ id: 'c' })];
  expect(withMoves(listed, shown).map(({ id, version }) => `${id}${version}`)).toEqual(['a1', 'b2', 'c1']);
});

test.each([
  ['Werkblog', 'WE'],
  ['LinkedIn Karriere', 'LK'],
  ['Über uns', 'ÜU'],
  ['', '']
])('the letters of “%s” are %s', (name, letters) => expect(initialsOf(name)).toBe(letters));
