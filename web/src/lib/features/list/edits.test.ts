import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type Schemas } from '$lib/api';
import { Edits, type Edit } from './edits.svelte';

type Entry = Schemas['Entry'];

/** A server that has one entry and, as the real one, refuses another version of it. */
class Server {
  entry = {
    id: 'e',
    title: 'Alt',
    owner_id: null,
    state: 'idea',
    publish_at: null,
    publish_on: null,
    version: 1
  } as Entry;
  asked: string[] = [];
  refuses = '';
  done: { undo: () => Promise<void>; redo: () => Promise<void> }[] = [];
  refused: unknown[] = [];
  /** As another part of the planner knows it. */
  known: Entry | undefined;

  readonly edits = new Edits({
    read: async () => this.entry,
    save: async (entry, patch) => this.#change(entry, patch, 'save'),
    move: async (entry, state) => this.#change(entry, { state }, state),
    known: () => this.known,
    refresh: async () => {},
    during: async (_was, _edit, editing, back) => {
      const now = await editing;
      this.done.push(back(now));
      return now;
    },
    refused: (_entry, error) => void this.refused.push(error)
  });

  #change({ version }: Entry, edit: Edit, what: string): Entry {
    this.asked.push(what);
    if (version !== this.entry.version) throw new ApiError(412, 'stale', '', '');
    if (this.refuses === what) throw new ApiError(403, 'forbidden', '', '');
    return (this.entry = { ...this.entry, ...edit, version: version + 1 });
  }
}

let server: Server;
beforeEach(() => (server = new Server()));

describe('an edit in the list', () => {
  it('is shown at once, and undone and done again', async () => {
    const listed = server.entry;
    const changing = server.edits.change(listed, { title: 'Neu' });
    expect(server.edits.of(listed).title).toBe('Neu');
    expect(await changing).toBe(true);
    expect(server.entry.title).toBe('Neu');
    await server.done[0]?.undo();
    expect(server.entry.title).toBe('Alt');
    await server.done[0]?.redo();
    expect(server.entry.title).toBe('Neu');
  });

  it('is taken back where it is refused', async () => {
    server.refuses = 'save';
    const listed = server.entry;
    expect(await server.edits.change(listed, { title: 'Neu' })).toBe(false);
    await Promise.resolve();
    expect(server.edits.of(listed).title).toBe('Alt');
    expect([server.refused.length, server.done.length]).toEqual([1, 0]);
  });

  it('waits for the one before, and is of the version that it made', async () => {
    const listed = server.entry;
    const both = [server.edits.change(listed, { title: 'Neu' }), server.edits.change(listed, { owner_id: 'm' })];
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(server.entry).toMatchObject({ title: 'Neu', owner_id: 'm', version: 3 });
  });

  it('is of the version that was answered, though the list is still behind', async () => {
    const listed = server.entry;
    await server.edits.change(listed, { title: 'Neu' });
    await vi.waitFor(() => expect(server.edits.of(listed).version).toBe(2));
    expect(server.edits.of(listed).title).toBe('Neu');
    expect(await server.edits.change(listed, { owner_id: 'm' })).toBe(true);
    expect(server.entry).toMatchObject({ title: 'Neu', owner_id: 'm', version: 3 });
    const read = { ...server.entry, title: 'Von jemand anderem', version: 4 };
    await vi.waitFor(() => expect(server.edits.of(read)).toBe(read));
  });

  it('goes on top of what was done elsewhere here, unless that changed the same', async () => {
    const listed = server.entry;
    server.entry = server.known = { ...listed, title: 'Daneben geschrieben', version: 2 };
    expect(await server.edits.change(listed, { owner_id: 'm' })).toBe(true);
    const other = new Server();
    other.entry = other.known = { ...listed, title: 'Daneben geschrieben', version: 2 };
    expect(await other.edits.change(listed, { title: 'Neu' })).toBe(false);
    expect(other.refused).toMatchObject([{ code: 'stale' }]);
  });

  it('plans an idea after it has a day, and takes both back the other way round', async () => {
    const edit: Edit = { publish_at: null, publish_on: '2027-03-01', state: 'planned' };
    await server.edits.change(server.entry, edit);
    await server.done[0]?.undo();
    expect(server.asked).toEqual(['save', 'planned', 'idea', 'save']);
    expect(server.entry).toMatchObject({ state: 'idea', publish_on: null });
  });

  it('is not undone where somebody has changed the same since', async () => {
    await server.edits.change(server.entry, { title: 'Neu' });
    server.entry = { ...server.entry, title: 'Von jemand anderem', version: 9 };
    await expect(server.done[0]?.undo()).rejects.toMatchObject({ code: 'stale' });
    expect(server.entry.title).toBe('Von jemand anderem');
  });

  it('that changes nothing asks nothing', async () => {
    expect(await server.edits.change(server.entry, { title: 'Alt' })).toBe(true);
    expect(server.asked).toEqual([]);
  });
});
