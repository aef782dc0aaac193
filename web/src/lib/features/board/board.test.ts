import { describe, expect, it, test, vi } from 'vitest';
import { ApiError, type Schemas } from '$lib/api';
import type { EntryState } from '$lib/features/entry';
import { noFilter } from '$lib/features/filter';
import { formatsOf } from '$lib/time';
import { cardOf } from './card';
import { withSteps } from './columns';
import { columnAt } from './held';
import { missingIn } from './missing';
import { mayGo, mayGoAnywhere, obstacle, questionFor } from './steps';
import { Transitions, type Back, type World } from './transitions.svelte';
import { columnsOf, isFolded, pastBeyond, viewOf, viewParams } from './view';

type Entry = Schemas['Entry'];

const entry = (more: Omit<Partial<Entry>, 'may'> & { moveTo?: EntryState[]; reject?: boolean } = {}): Entry => {
  const { moveTo = [], reject = false, ...rest } = more;
  return {
    id: 'e',
    channel_id: 'blog',
    title: 'Frühjahrsputz',
    state: 'planned',
    publish_at: null,
    publish_on: '2027-03-01',
    published_at: null,
    owner_id: 'anna',
    copy: 'Text',
    checklist: [],
    version: 1,
    may: { move_to: moveTo, reject },
    ...rest
  } as Entry;
};

describe('what is missing', () => {
  const open = [
    { text: 'Foto', done: false },
    { text: 'Link', done: true }
  ] as Entry['checklist'];
  test.each([
    [
      'an idea lacks a date, nothing else',
      entry({ state: 'idea', publish_on: null, owner_id: null, copy: '' }),
      ['date']
    ],
    ['what is planned, somebody', entry({ owner_id: null, copy: '', checklist: open }), ['owner']],
    [
      'what is written, its text and what is to be done',
      entry({ state: 'drafting', copy: ' ', checklist: open }),
      ['copy', 'checklist']
    ],
    ['what is complete, nothing', entry({ state: 'approved' }), []],
    ['what has appeared, nothing', entry({ state: 'published', owner_id: null, copy: '', checklist: open }), []]
  ])('%s', (_, one, missing) => expect(missingIn(one, one.owner_id, false).map(({ what }) => what)).toEqual(missing));

  it('comes too late, which is told first', () => {
    expect(missingIn(entry(), null, true).map(({ what }) => what)).toEqual(['overdue', 'owner']);
    expect(missingIn(entry({ state: 'published' }), null, true)).toEqual([]);
  });

  it('counts what is to be ticked off', () =>
    expect(missingIn(entry({ state: 'in_review', checklist: open }), 'anna', false)).toEqual([
      { what: 'checklist', open: 1 }
    ]));
});

describe('a card', () => {
  const channel = { id: 'blog', time_zone: 'Europe/Berlin', owner_id: 'of the channel' } as Schemas['Channel'];
  const plan = { channel_id: 'blog', starts_on: '2027-03-01', ends_on: '2027-03-31', owner_id: 'of the plan' };
  const known = { zone: 'UTC', now: Date.UTC(2027, 2, 8, 9), formats: formatsOf('de'), plans: [plan] };
  const card = (more: Parameters<typeof entry>[0]) => cardOf(entry(more), channel, known);

  it('knows who has it: by itself, by its plan, by its channel', () => {
    expect(card({}).owner).toBe('anna');
    expect(card({ owner_id: null }).owner).toBe('of the plan');
    expect(card({ owner_id: null, publish_on: '2027-04-01' }).owner).toBe('of the channel');
  });

  test.each([
    ['by the channel’s clock', { publish_on: null, publish_at: '2027-03-08T09:30:00Z' }, 'Mo 8.3., 10:30', false],
    ['over', { publish_on: null, publish_at: '2027-03-08T08:30:00Z' }, 'Mo 8.3., 09:30', true],
    ['of a day, until it ends', { publish_on: '2027-03-08' }, 'Mo 8.3.', false],
    ['of another year', { publish_on: '2028-03-08' }, 'Mi 8.3. 2028', false],
    ['without a date', { publish_on: null }, '', false]
  ])('tells the time %s', (_, more, when, isOver) => {
    const { when: told, missing } = card(more);
    expect(told.replaceAll('\u00a0', ' ')).toMatch(when === '' ? /^$/ : new RegExp(`^${when}`));
    expect(missing.some(({ what }) => what === 'overdue')).toBe(isOver);
  });
});

describe('where an entry may go', () => {
  it('is what the server says, and not where it is', () => {
    const one = entry({ moveTo: ['planned', 'drafting'] });
    expect([mayGo(one, 'drafting'), mayGo(one, 'planned'), mayGo(one, 'approved')]).toEqual([true, false, false]);
    expect(mayGoAnywhere(entry({ moveTo: ['planned'] }))).toBe(false);
  });

  test.each([
    ['nowhere', entry(), 'drafting', 'rights'],
    ['published, but back', entry({ state: 'published', moveTo: ['approved'] }), 'idea', 'published'],
    ['called off, but anew', entry({ state: 'cancelled', moveTo: ['idea'] }), 'approved', 'cancelled'],
    ['approved by another', entry({ moveTo: ['drafting'] }), 'approved', 'approval'],
    ['published too soon', entry({ moveTo: ['drafting'] }), 'published', 'unapproved']
  ] as const)('%s', (_, one, to, why) => expect(obstacle(one, to)).toBe(why));

  test.each([
    ['without a date, a day', entry({ state: 'idea', publish_on: null }), 'drafting', 'date'],
    ['without a date, nothing to be called off', entry({ state: 'idea', publish_on: null }), 'cancelled', undefined],
    ['to have appeared, when', entry({ state: 'approved' }), 'published', 'publication'],
    ['sent back by an approver, why', entry({ state: 'in_review', reject: true }), 'drafting', 'rejection'],
    [
      'taken back by its owner, nothing',
      entry({ state: 'in_review', reject: true, owner_id: 'me' }),
      'drafting',
      undefined
    ],
    ['taken back by who could not reject it, nothing', entry({ state: 'in_review' }), 'drafting', undefined]
  ] as const)('it is asked, %s', (_, one, to, question) => expect(questionFor(one, to, 'me')).toBe(question));
});

describe('a column with steps under way', () => {
  const at = (id: string, day: string | null, state: EntryState = 'planned') => entry({ id, publish_on: day, state });
  const planned = {
    state: 'planned' as const,
    entries: [at('a', '2027-03-01'), at('b', '2027-03-09'), at('c', null)],
    total: 7,
    hasMore: true
  };
  const told = ({ entries, total }: ReturnType<typeof withSteps>) => [...entries.map(({ id }) => id), total];

  it('is left by what goes', () =>
    expect(told(withSteps(planned, [at('a', '2027-03-01', 'drafting')], false))).toEqual(['b', 'c', 6]));
  it('takes what comes in at its date', () =>
    expect(told(withSteps(planned, [at('x', '2027-03-05')], false))).toEqual(['a', 'x', 'b', 'c', 8]));
  it('takes what has no date last', () =>
    expect(told(withSteps(planned, [at('x', null)], false))).toEqual(['a', 'b', 'c', 'x', 8]));
  it('counts what the server lists already once', () =>
    expect(told(withSteps(planned, [at('b', '2027-03-09')], false))).toEqual(['a', 'b', 'c', 7]));
  it('stands the other way round where the latest is first', () => {
    const published = {
      ...planned,
      state: 'published' as const,
      entries: [at('b', '2027-03-09'), at('a', '2027-03-01')]
    };
    expect(told(withSteps(published, [at('x', '2027-03-05', 'published')], true))).toEqual(['b', 'x', 'a', 8]);
  });
  it('does not know how many there are before it is told', () =>
    expect(withSteps({ ...planned, total: undefined }, [], false).total).toBeUndefined());
});

/** Stands in for the server, which holds one entry. */
function world(held: Entry, refuses: Partial<Record<keyof World, boolean>> = {}) {
  const calls: string[] = [];
  const kept = { entry: held };
  const done = vi.fn<(was: Entry, now: Entry, back: Back | undefined) => void>();
  const refused = vi.fn<World['refused']>();
  const answer = (call: string, name: keyof World, change: Partial<Entry>) => {
    calls.push(call);
    if (refuses[name]) return Promise.reject(new ApiError(409, 'conflict', 'Nein.', ''));
    kept.entry = { ...kept.entry, ...change, version: kept.entry.version + 1 };
    return Promise.resolve(kept.entry);
  };
  const theirs: World = {
    read: () => Promise.resolve(kept.entry),
    plan: (_, plan) => answer(`plan ${plan.publish_on ?? 'never'}`, 'plan', plan),
    move: (_, { to }) => answer(`move ${to}`, 'move', { state: to }),
    approve: () => answer('approve', 'approve', { state: 'approved' }),
    reject: (_, reason) => answer(`reject ${reason}`, 'reject', { state: 'drafting' }),
    refresh: () => Promise.resolve(),
    during: async (was, going, back) => {
      const now = await going;
      done(was, now, back(now));
      return now;
    },
    refused
  };
  return { transitions: new Transitions(theirs), kept, calls, done, refused };
}

describe('a step', () => {
  const ways: EntryState[] = ['idea', 'planned', 'drafting', 'in_review', 'approved'];
  const backOf = (done: ReturnType<typeof world>['done']) =>
    done.mock.calls[0]?.[2] ?? expect.fail('there is no way back');

  it('is shown at once, then as the server has it', async () => {
    const { transitions, kept, done } = world(entry({ moveTo: ways }));
    const taken = transitions.take(kept.entry, { to: 'drafting' });
    expect(transitions.shown).toMatchObject([{ id: 'e', state: 'drafting', version: 1 }]);
    expect(await taken).toBe(true);
    await vi.waitFor(() => expect(transitions.shown).toEqual([]));
    expect(kept.entry.state).toBe('drafting');
    expect(done).toHaveBeenCalledOnce();
  });

  it('is taken back with the reason where it is refused', async () => {
    const { transitions, kept, done, refused } = world(entry({ moveTo: ways }), { move: true });
    expect(await transitions.take(kept.entry, { to: 'drafting' })).toBe(false);
    expect(transitions.shown).toEqual([]);
    expect(refused).toHaveBeenCalledWith(kept.entry, 'drafting', expect.objectContaining({ code: 'conflict' }));
    expect(done).not.toHaveBeenCalled();
  });

  it('waits for the one before', async () => {
    const { transitions, kept, calls } = world(entry({ moveTo: ways }));
    const first = transitions.take(kept.entry, { to: 'drafting' });
    expect(await transitions.take(kept.entry, { to: 'in_review' })).toBe(false);
    await first;
    expect(calls).toEqual(['move drafting']);
  });

  it.each([
    ['approves', entry({ state: 'in_review' }), { to: 'approved' as const }, 'approve'],
    [
      'rejects with the reason',
      entry({ state: 'in_review' }),
      { to: 'drafting' as const, reason: 'Zu lang' },
      'reject Zu lang'
    ],
    ['takes a publication back', entry({ state: 'published' }), { to: 'approved' as const }, 'move approved']
  ])('%s', async (_, one, step, call) => {
    const { transitions, kept, calls } = world(one);
    await transitions.take(kept.entry, step);
    expect(calls).toEqual([call]);
  });

  it('is undone and done again', async () => {
    const { transitions, kept, calls, done } = world(entry({ moveTo: ways }));
    await transitions.take(kept.entry, { to: 'drafting' });
    await backOf(done).undo();
    expect(kept.entry.state).toBe('planned');
    await backOf(done).redo();
    expect(calls).toEqual(['move drafting', 'move planned', 'move drafting']);
  });

  it('is not undone where somebody took it on', async () => {
    const { transitions, kept, done } = world(entry({ moveTo: ways }));
    await transitions.take(kept.entry, { to: 'drafting' });
    kept.entry = { ...kept.entry, state: 'approved' };
    await expect(backOf(done).undo()).rejects.toMatchObject({ code: 'stale' });
    expect(kept.entry.state).toBe('approved');
  });

  it('has no way back where the server knows none', async () => {
    const { transitions, kept, done } = world(entry({ moveTo: ['published'] }));
    await transitions.take(kept.entry, { to: 'published' });
    expect(done.mock.calls[0]?.[2]).toBeUndefined();
  });

  it('of an idea gives it its day first, and undone takes it away last', async () => {
    const { transitions, kept, calls, done } = world(entry({ state: 'idea', publish_on: null, moveTo: ways }));
    await transitions.take(kept.entry, { to: 'drafting', plan: { publish_on: '2027-04-01' } });
    await backOf(done).undo();
    expect(calls).toEqual(['plan 2027-04-01', 'move drafting', 'move idea', 'plan never']);
    expect(kept.entry).toMatchObject({ state: 'idea', publish_on: null });
  });

  it('of an idea that is refused leaves it without a day', async () => {
    const { transitions, kept, calls } = world(entry({ state: 'idea', publish_on: null }), { move: true });
    expect(await transitions.take(kept.entry, { to: 'drafting', plan: { publish_on: '2027-04-01' } })).toBe(false);
    expect(calls).toEqual(['plan 2027-04-01', 'move drafting', 'plan never']);
  });
});

describe('the view', () => {
  it('is read as it is written', () => {
    for (const search of ['', 'lanes=owner&past=365&cancelled=shown', 'past=0']) {
      const set = Object.entries(viewParams(viewOf(new URLSearchParams(search)))).filter(([, value]) => value);
      expect(new URLSearchParams(set).toString()).toBe(search);
    }
    expect(viewOf(new URLSearchParams('lanes=x&past=7'))).toEqual({ laning: 'none', past: 30, showsCancelled: false });
  });

  it('goes farther back step by step, to the beginning', () => {
    expect([30, 90, 365, 0].map((past) => pastBeyond(past as 30))).toEqual([90, 365, 0, undefined]);
  });

  it('has the columns that are asked for, and folds what was called off unless that is', () => {
    const view = viewOf(new URLSearchParams());
    expect(columnsOf(noFilter).length).toBe(7);
    expect(columnsOf({ ...noFilter, state: ['approved', 'idea'] })).toEqual(['idea', 'approved']);
    expect(isFolded('cancelled', noFilter, view)).toBe(true);
    expect(isFolded('cancelled', { ...noFilter, state: ['cancelled'] }, view)).toBe(false);
    expect(isFolded('cancelled', noFilter, { ...view, showsCancelled: true })).toBe(false);
    expect(isFolded('idea', noFilter, view)).toBe(false);
  });
});

describe('what is held over the board', () => {
  it('is over the column around it, whatever menu lies there, and over none beside it', () => {
    document.body.innerHTML =
      '<div data-lane="blog"><section data-state="planned"><button data-state="closed" id="in"></button></section></div>' +
      '<aside><button data-state="closed" id="beside"></button></aside>';
    const at = (id: string) => columnAt(document.getElementById(id) ?? document.body);
    expect(at('in')).toEqual({ state: 'planned', lane: 'blog' });
    expect(at('beside')).toBeUndefined();
  });
});
