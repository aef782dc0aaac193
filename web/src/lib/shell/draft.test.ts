import { describe, expect, it } from 'vitest';
import { ApiError } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { Draft } from './draft.svelte';

const form = { name: 'Blog', note: '' };
const stale = new ApiError(412, 'stale', '', '');
const invalid = (...fields: string[]) =>
  new ApiError(
    422,
    'invalid',
    'It is invalid.',
    '',
    fields.map((field) => ({ field, code: 'invalid', message: `${field} is wrong.` }))
  );
const refusing = (refusal: ApiError) => () => Promise.reject(refusal);

describe('a draft', () => {
  it('sends what was typed, and tells what differs', async () => {
    const draft = new Draft(form);
    expect(draft.isChanged).toBe(false);
    draft.values.note = 'neu';
    expect(draft.changes).toEqual({ note: 'neu' });
    expect(await draft.send(() => Promise.resolve())).toBe(true);
    expect([draft.sending, draft.refused()]).toEqual([false, '']);
  });

  it('keeps what was typed when it is refused, and tells each field its problem', async () => {
    const draft = new Draft(form);
    draft.values.name = 'x';
    expect(await draft.send(refusing(invalid('name')))).toBe(false);
    expect(draft.values.name).toBe('x');
    expect([draft.problem('name'), draft.problem('note'), draft.refused('name')]).toEqual(['name is wrong.', '', '']);
    expect(draft.refused('note')).toBe('name is wrong.');
  });

  it('says before it is sent what is wrong, until it is right', async () => {
    const draft = new Draft(form);
    await draft.send(refusing(invalid('note')));
    expect(draft.check({ name: 'Fehlt.', note: '' })).toBe(false);
    expect([draft.problem('name'), draft.problem('note'), draft.refused()]).toEqual(['Fehlt.', '', '']);
    expect(draft.check({ name: '', note: '' })).toBe(true);
    expect(draft.problem('name')).toBe('');
  });

  it('takes over what somebody else changed, under what was typed', async () => {
    const draft = new Draft(form);
    draft.values.note = 'meins';
    const theirs = { name: 'Magazin', note: 'ihres' };
    expect(await draft.send(refusing(stale), () => Promise.resolve(theirs))).toBe(false);
    expect(draft.values).toEqual({ name: 'Magazin', note: 'meins' });
    expect(draft.changes).toEqual({ note: 'meins' });
    expect(draft.refused()).toBe(m.shell_draft_stale());
  });

  it('is sent once at a time', async () => {
    const draft = new Draft(form);
    let done = () => {};
    const first = draft.send(() => new Promise((resolve) => (done = resolve)));
    expect(draft.sending).toBe(true);
    expect(await draft.send(() => Promise.resolve())).toBe(false);
    done();
    expect(await first).toBe(true);
  });
});
