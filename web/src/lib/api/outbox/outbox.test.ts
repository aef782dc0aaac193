import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../problem';
import type { Change, Fields } from './change';
import { Outbox } from './outbox.svelte';
import { MOST_KEPT, Shelf } from './shelf';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  localStorage.clear();
  vi.useRealTimers();
});

const offline = new ApiError(0, 'offline', '', '');
const fault = new ApiError(500, 'unknown', '', '');
const stale = new ApiError(412, 'stale', '', '');
const invalid = new ApiError(422, 'invalid', 'So nicht.', '');
const signedOut = new ApiError(401, 'unauthenticated', '', '');

/** A server with one entry, at "/e". */
class Server {
  entry: Fields & { version: number } = { state: 'planned', title: 'Putz', version: 1 };
  done: string[] = [];
  refuses: ApiError[] = [];
  isAway = false;
  /** It does what it is asked, and its answer is lost. */
  losesAnswer = false;
  keys = new Set<string>();

  far = {
    send: async (change: Change, id: string, version: number | undefined) => {
      if (this.isAway) throw offline;
      const refusal = this.refuses.shift();
      if (refusal) throw refusal;
      if (version !== undefined && version !== this.entry.version) throw stale;
      if (!this.keys.has(id) || change.method === 'PATCH') {
        this.keys.add(id);
        this.done.push(change.told);
        if (change.on) this.entry = { ...this.entry, ...change.body, version: this.entry.version + 1 };
      }
      if (this.losesAnswer) {
        this.losesAnswer = false;
        throw offline;
      }
      return this.entry;
    },
    read: async () => {
      if (this.isAway) throw offline;
      return this.entry;
    }
  };
}

/** Pages of one browser wait for one another. */
function browser(server: Server, member = 'anna') {
  let turn: Promise<void> = Promise.resolve();
  return () => {
    const shelf = new Shelf(() => localStorage, member);
    const outbox = new Outbox({
      far: server.far,
      shelf,
      alone: (task) => {
        const mine = turn.then(task);
        turn = mine.catch(() => undefined);
        return mine;
      },
      isOpen: () => !server.isAway
    });
    const refused: string[] = [];
    outbox.follow({ onrefused: ({ told }) => refused.push(told), onsent: () => undefined });
    return { outbox, refused };
  };
}

const comment = (told: string): Change => ({ method: 'POST', path: '/e/comments', body: {}, told, typed: told });
const move = (from: string, to: string, version = 1): Change => ({
  method: 'PATCH',
  path: '/e',
  body: { state: to },
  on: { path: '/e', version, before: { state: from }, after: { state: to } },
  told: `nach ${to}`
});

describe('an outbox', () => {
  it('sends at once what it can, and gives the answer', async () => {
    const server = new Server();
    const { outbox } = browser(server)();
    expect(await outbox.send(move('planned', 'drafting'))).toEqual({ data: server.entry });
    expect(outbox.waiting).toEqual([]);
  });

  it('throws what is refused, and keeps nothing of it', async () => {
    const server = new Server();
    server.refuses = [invalid];
    const { outbox } = browser(server)();
    await expect(outbox.send(comment('eins'))).rejects.toBe(invalid);
    expect([...outbox.waiting, ...outbox.refused]).toEqual([]);
  });

  it('keeps what does not arrive, over a reload, and sends it in order', async () => {
    const server = new Server();
    const open = browser(server);
    server.isAway = true;
    for (const told of ['eins', 'zwei', 'drei'])
      expect(await open().outbox.send(comment(told))).toEqual({ waits: true });
    const { outbox } = open();
    expect(outbox.waiting.map(({ told }) => told)).toEqual(['eins', 'zwei', 'drei']);
    server.isAway = false;
    const empty = outbox.empty();
    await outbox.sendAll();
    await empty;
    expect(server.done).toEqual(['eins', 'zwei', 'drei']);
    expect(open().outbox.waiting).toEqual([]);
  });

  it('puts what is made now behind what waits', async () => {
    const server = new Server();
    const { outbox } = browser(server)();
    server.isAway = true;
    await outbox.send(comment('eins'));
    server.isAway = false;
    await outbox.send(comment('zwei'));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.done).toEqual(['eins', 'zwei']);
  });

  it.each([
    ['a fault', fault],
    ['a session that has ended', signedOut],
    ['too many requests', new ApiError(429, 'too_many', '', '')],
    ['a server that is not ready', new ApiError(503, 'unavailable', '', '')]
  ])('takes %s for no refusal, and tries again later', async (_, refusal) => {
    const server = new Server();
    const { outbox, refused } = browser(server)();
    server.refuses = [refusal, refusal];
    expect(await outbox.send(comment('eins'))).toEqual({ waits: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.done).toEqual(['eins']);
    expect(refused).toEqual([]);
  });

  it('sends once what two pages have', async () => {
    const server = new Server();
    const open = browser(server);
    server.isAway = true;
    const one = open().outbox;
    await one.send(comment('eins'));
    const other = open().outbox;
    server.isAway = false;
    await Promise.all([one.sendAll(), other.sendAll()]);
    expect(server.done).toEqual(['eins']);
    expect([one.waiting, other.waiting]).toEqual([[], []]);
  });

  it('does once what was done and not answered', async () => {
    const server = new Server();
    const { outbox, refused } = browser(server)();
    for (const change of [comment('eins'), move('planned', 'drafting')]) {
      server.losesAnswer = true;
      await outbox.send(change);
      await outbox.sendAll();
    }
    expect(server.done).toEqual(['eins', 'nach drafting']);
    expect([outbox.waiting, refused]).toEqual([[], []]);
  });

  it('goes on top of what others changed elsewhere in the same thing', async () => {
    const server = new Server();
    const { outbox } = browser(server)();
    server.isAway = true;
    await outbox.send(move('planned', 'drafting'));
    await outbox.send(move('drafting', 'in_review'));
    server.isAway = false;
    server.entry = { ...server.entry, title: 'Großputz', version: 7 };
    await outbox.sendAll();
    expect(server.entry).toEqual({ state: 'in_review', title: 'Großputz', version: 9 });
  });

  it('tells what others changed otherwise, goes on with the rest, and sends it again when asked', async () => {
    const server = new Server();
    const { outbox, refused } = browser(server)();
    server.isAway = true;
    await outbox.send(move('planned', 'drafting'));
    await outbox.send(comment('eins'));
    server.isAway = false;
    server.entry = { ...server.entry, state: 'cancelled', version: 2 };
    await outbox.sendAll();
    expect(refused).toEqual(['nach drafting']);
    expect(server.done).toEqual(['eins']);
    expect(outbox.refused).toMatchObject([{ told: 'nach drafting', refused: { code: 'stale' } }]);
    await outbox.retry(outbox.refused[0]?.id ?? '');
    expect(server.entry.state).toBe('drafting');
    expect(outbox.refused).toEqual([]);
  });

  it('keeps what was typed of what is refused, until it is thrown away', async () => {
    const server = new Server();
    const { outbox } = browser(server)();
    server.isAway = true;
    await outbox.send(comment('eins'));
    server.isAway = false;
    server.refuses = [invalid];
    await outbox.sendAll();
    expect(outbox.refused).toMatchObject([{ typed: 'eins', refused: { detail: 'So nicht.' } }]);
    outbox.discard(outbox.refused[0]?.id ?? '');
    expect(outbox.refused).toEqual([]);
  });

  it('says so where there is no room', async () => {
    const server = new Server();
    const { outbox } = browser(server)();
    server.isAway = true;
    for (let i = 0; i < MOST_KEPT; i++) await outbox.send(comment(String(i)));
    await expect(outbox.send(comment('zu viel'))).rejects.toMatchObject({ code: 'not_kept' });
    expect(outbox.waiting).toHaveLength(MOST_KEPT);
  });

  it('is each member’s own', async () => {
    const server = new Server();
    server.isAway = true;
    await browser(server)().outbox.send(comment('eins'));
    expect(browser(server, 'ben')().outbox.waiting).toEqual([]);
  });
});

it('takes a moment for the same however it is written', async () => {
  const server = new Server();
  server.entry = { publish_at: '2027-03-30T08:00:00Z', version: 4 };
  const { outbox } = browser(server)();
  const before = { publish_at: '2027-03-30T10:00:00+02:00' };
  const after = { publish_at: '2027-03-31T10:00:00+02:00' };
  await outbox.send({
    method: 'PATCH',
    path: '/e',
    body: after,
    on: { path: '/e', version: 1, before, after },
    told: ''
  });
  expect(server.entry).toMatchObject(after);
});
