import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type Schemas } from '$lib/api';
import { EntryEditor } from './editor.svelte';
import { Drafts } from './kept';

type Entry = Schemas['Entry'];

const ID = '0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10';

function entryOf(more: Partial<Entry> = {}): Entry {
  return {
    id: ID,
    channel_id: 'c',
    topic_id: null,
    owner_id: null,
    approver_id: null,
    title: 'Alt',
    copy: '',
    link: null,
    format: '',
    state: 'planned',
    publish_at: null,
    publish_on: '2027-03-30',
    published_at: null,
    checklist: [],
    source: 'own',
    source_url: null,
    effort_hours: null,
    extra: {},
    created_by: null,
    created_at: '2027-01-01T00:00:00Z',
    updated_at: '2027-01-01T00:00:00Z',
    deleted_at: null,
    version: 1,
    ...more
  };
}

/** A server with one entry, which others change with `change`, and which can be out of reach or say no. */
class Server {
  entry = entryOf();
  patches: Schemas['EntryPatch'][] = [];
  refuses: ApiError[] = [];
  busy = 0;
  mostBusy = 0;

  change(more: Partial<Entry>): Entry {
    this.entry = { ...this.entry, ...more, version: this.entry.version + 1 };
    return this.entry;
  }

  read = () => Promise.resolve(this.entry);

  save = async (patch: Schemas['EntryPatch'], version: number) => {
    this.mostBusy = Math.max(this.mostBusy, ++this.busy);
    await Promise.resolve();
    this.busy--;
    this.patches.push(patch);
    const refusal = this.refuses.shift();
    if (refusal) throw refusal;
    if (version !== this.entry.version) throw new ApiError(412, 'stale', '', '');
    return this.change(patch as Partial<Entry>);
  };
}

const offline = () => new ApiError(0, 'offline', '', '');
const begin = (server: Server) => {
  const editor = new EntryEditor(ID, {
    far: server,
    drafts: new Drafts(() => localStorage, 'm'),
    zoneOf: () => 'Europe/Berlin'
  });
  editor.receive(server.entry);
  return editor;
};

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('an entry that is changed', () => {
  it('is sent after a rest, once, and only what changed', async () => {
    const server = new Server();
    const editor = begin(server);
    for (const title of ['N', 'Ne', 'Neu']) editor.set('title', title);
    expect(editor.state).toBe('changed');
    await vi.runAllTimersAsync();
    expect(server.patches).toEqual([{ title: 'Neu' }]);
    expect(editor.state).toBe('saved');
  });

  it('keeps what is typed while a request is on its way, and sends one at a time', async () => {
    const server = new Server();
    const editor = begin(server);
    editor.set('title', 'Eins');
    const first = editor.flush();
    editor.set('title', 'Zwei');
    await Promise.all([first, editor.flush()]);
    expect(server.patches).toEqual([{ title: 'Eins' }, { title: 'Zwei' }].slice(-server.patches.length));
    expect(server.mostBusy).toBe(1);
    expect(server.entry.title).toBe('Zwei');
    expect(editor.isSaved).toBe(true);
  });

  it('leaves what was typed as it was typed, where the server trims it', async () => {
    const server = new Server();
    const editor = begin(server);
    const save = server.save;
    server.save = (patch, version) => save({ ...patch, title: patch.title?.trim() ?? '' }, version);
    editor.set('title', 'Zwei ');
    await editor.flush();
    expect(editor.value('title')).toBe('Zwei ');
    editor.receive(server.change({ title: 'Drei' }));
    expect(editor.value('title')).toBe('Drei');
  });

  it('does not send what is not whole, and says so; the rest is sent', async () => {
    const server = new Server();
    const editor = begin(server);
    editor.set('title', ' ');
    editor.set('format', 'Bild');
    await editor.flush();
    expect(server.patches).toEqual([{ format: 'Bild' }]);
    expect(editor.state).toBe('refused');
    expect(editor.problem('title')).toBe('title_missing');
    expect(editor.value('title')).toBe(' ');
  });

  it('keeps a field that the server refuses, and sends the others without it', async () => {
    const server = new Server();
    const editor = begin(server);
    server.refuses = [new ApiError(422, 'invalid', 'no', '', [{ field: 'publish_on', message: 'Needs a date.' }])];
    editor.set('when', { day: '', time: '' });
    editor.set('title', 'Neu');
    await editor.flush();
    expect(server.entry.title).toBe('Neu');
    expect(editor.problem('when')).toEqual({ said: 'Needs a date.' });
    expect(editor.state).toBe('refused');
    await editor.flush();
    expect(server.patches).toHaveLength(2); // not again as it is
  });

  it('waits where the server is not reached, tries again, and outlives a reload', async () => {
    const server = new Server();
    const editor = begin(server);
    server.refuses = [offline()];
    editor.set('title', 'Neu');
    await editor.flush();
    expect(editor.state).toBe('waiting');
    const afterReload = begin(server);
    expect(afterReload.value('title')).toBe('Neu');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.entry.title).toBe('Neu');
    expect(new Drafts(() => localStorage, 'm').names).toEqual([]);
  });
});

describe('an entry that two change', () => {
  it('takes up what only the other changed', async () => {
    const server = new Server();
    const editor = begin(server);
    server.change({ format: 'Bild' });
    editor.set('title', 'Neu');
    await editor.flush();
    expect(server.entry).toMatchObject({ title: 'Neu', format: 'Bild' });
    expect(editor.changedByOthers).toEqual(['format']);
  });

  it('stops where both changed the same, and goes on with what is chosen', async () => {
    const server = new Server();
    const editor = begin(server);
    server.change({ title: 'Ihrer' });
    editor.set('title', 'Meiner');
    await editor.flush();
    expect(editor.state).toBe('conflict');
    expect([editor.value('title'), editor.theirs('title')]).toEqual(['Meiner', 'Ihrer']);
    editor.settle('title', 'mine');
    await vi.runAllTimersAsync();
    expect(server.entry.title).toBe('Meiner');
    expect(editor.state).toBe('saved');
  });

  it('gives one’s own up for theirs', async () => {
    const server = new Server();
    const editor = begin(server);
    editor.set('title', 'Meiner');
    editor.receive(server.change({ title: 'Ihrer' }));
    expect(editor.conflicts).toEqual(['title']);
    editor.settle('title', 'theirs');
    await vi.runAllTimersAsync();
    expect(editor.value('title')).toBe('Ihrer');
    expect(server.patches).toEqual([]);
  });

  it('is not approved unseen: what somebody else changed is shown first', async () => {
    const server = new Server();
    const editor = begin(server);
    server.change({ copy: 'Anders' });
    const stale = editor.act(() => Promise.reject(new ApiError(412, 'stale', '', '')));
    await expect(stale).rejects.toMatchObject({ code: 'stale' });
    expect(editor.changedByOthers).toEqual(['copy']);
    expect(editor.entry?.version).toBe(2);
  });

  it('keeps what was typed into an entry that a colleague deletes, asks no more, and sends it once it is restored', async () => {
    const server = new Server();
    const editor = begin(server);
    server.change({ deleted_at: '2027-02-01T10:00:00Z' });
    server.refuses = [new ApiError(404, 'not_found', '', '')];
    editor.set('title', 'Neu');
    await vi.runAllTimersAsync();
    await editor.flush();
    expect(editor.entry?.deleted_at).toBeTruthy();
    expect(editor.unsent).toEqual(['title']);
    expect(editor.value('title')).toBe('Neu');
    expect(server.patches).toHaveLength(1);

    const again = begin(server); // the page is loaded anew
    await vi.runAllTimersAsync();
    expect(again.unsent).toEqual(['title']);
    expect(server.patches).toHaveLength(1);

    await again.act(() => Promise.resolve(server.change({ deleted_at: null })));
    await vi.runAllTimersAsync();
    expect(server.entry.title).toBe('Neu');
    expect(again.isSaved).toBe(true);
  });
});
