import { QueryClient, QueryObserver } from '@tanstack/svelte-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, revisions, type Stand } from '$lib/api';
import { Refresh } from './refresh';
import { Source } from './source';
import { newsBetween } from './stand';
import { SharedSource, type Browser } from './tabs';

const stand = (revision: number, channels: Record<string, number> = {}): Stand => ({
  revision,
  channels: Object.entries(channels).map(([id, revision]) => ({ id, revision }))
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('news between two stands', () => {
  const before = stand(10, { blog: 4, x: 2 });
  it.each([
    ['nothing', stand(10, { blog: 4, x: 2 }), new Set()],
    ['one channel', stand(11, { blog: 5, x: 2 }), new Set(['blog'])],
    ['two channels, one of them twice', stand(13, { blog: 6, x: 3 }), new Set(['blog', 'x'])],
    ['more than channels', stand(12, { blog: 5, x: 2 }), 'all'],
    ['no channel', stand(11, { blog: 4, x: 2 }), 'all'],
    ['another channel', stand(12, { blog: 4, x: 2, y: 1 }), 'all'],
    ['a channel gone', stand(12, { blog: 4 }), 'all'],
    ['all channels at once', stand(11, { blog: 5, x: 3 }), 'all']
  ])('%s', (_, now, news) => expect(newsBetween(before, now)).toEqual(news));
});

/** A server that streams as long as it is not told otherwise. */
class Server {
  streams: EventTarget[] = [];
  asked = 0;
  now = stand(1);
  isAway = false;
  isGathered = false;
  refusal: ApiError | undefined;

  told() {
    return {
      stream: () => {
        const stream = Object.assign(new EventTarget(), {
          close: () => (this.streams = this.streams.filter((other) => other !== stream))
        });
        this.streams.push(stream);
        if (!this.isGathered) queueMicrotask(() => this.#tell(stream));
        return stream as unknown as EventSource;
      },
      read: async () => {
        this.asked++;
        if (this.refusal) throw this.refusal;
        return this.now;
      },
      isAway: () => this.isAway
    };
  }

  change(revision: number): void {
    this.now = stand(revision);
    if (!this.isGathered) for (const stream of this.streams) this.#tell(stream);
  }

  breakOff(): void {
    for (const stream of this.streams) stream.dispatchEvent(new Event('error'));
  }

  #tell(stream: EventTarget): void {
    stream.dispatchEvent(new MessageEvent('changed', { data: JSON.stringify(this.now) }));
  }
}

describe('a source', () => {
  function begin(server: Server) {
    const seen: number[] = [];
    const source = new Source(server.told(), ({ revision }) => seen.push(revision));
    source.start();
    return { seen, source };
  }

  it('tells what the stream tells, each once', async () => {
    const server = new Server();
    const { seen } = begin(server);
    await vi.advanceTimersByTimeAsync(0);
    server.change(2);
    server.change(2);
    expect(seen).toEqual([1, 2]);
    expect(server.asked).toBe(0);
  });

  it('asks every few seconds where a stream says nothing, and tries it again later', async () => {
    const server = new Server();
    server.isGathered = true;
    const { seen } = begin(server);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(seen).toEqual([1]);
    server.change(2);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(seen).toEqual([1, 2]);
    expect(server.streams).toHaveLength(0);
    server.isGathered = false;
    await vi.advanceTimersByTimeAsync(65_000);
    expect(server.streams).toHaveLength(1);
  });

  it('notices a stream that died without a sign', async () => {
    const server = new Server();
    const { seen } = begin(server);
    await vi.advanceTimersByTimeAsync(0);
    server.isGathered = true;
    server.change(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual([1, 2]);
  });

  it('listens again soon to one that broke off, and leaves a server alone that is away', async () => {
    const server = new Server();
    const { seen } = begin(server);
    await vi.advanceTimersByTimeAsync(0);
    server.isAway = true;
    server.breakOff();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([server.streams.length, server.asked]).toEqual([0, 0]);
    server.isAway = false;
    server.now = stand(5);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(seen).toEqual([1, 5]);
    expect(server.streams).toHaveLength(1);
  });

  it('ends where nobody may read any more, and when it is stopped', async () => {
    const server = new Server();
    begin(server);
    await vi.advanceTimersByTimeAsync(0);
    server.refusal = new ApiError(404, 'not_found', '', '');
    server.breakOff();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([server.streams.length, server.asked]).toEqual([0, 1]);

    const other = new Server();
    const { source } = begin(other);
    source.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect([other.streams.length, other.asked]).toEqual([0, 0]);
  });
});

/** The browser that several pages are in. */
class Pages implements Browser {
  #channels: EventTarget[] = [];
  #queue: Promise<unknown> = Promise.resolve();

  readonly locks = {
    request: (_: string, { signal }: { signal: AbortSignal }, task: () => Promise<void>) =>
      (this.#queue = this.#queue.then(() => (signal.aborted ? undefined : task())))
  };

  channel = () => {
    const channel = Object.assign(new EventTarget(), {
      postMessage: (data: unknown) => {
        for (const other of this.#channels)
          if (other !== channel) other.dispatchEvent(new MessageEvent('message', { data }));
      },
      close: () => (this.#channels = this.#channels.filter((other) => other !== channel))
    });
    this.#channels.push(channel);
    return channel as unknown as BroadcastChannel;
  };
}

describe('pages of one browser', () => {
  function open(browser: Browser, listeners: ((stand: Stand) => void)[]) {
    const seen: number[] = [];
    const listen = (onstand: (stand: Stand) => void) => {
      listeners.push(onstand);
      return () => listeners.splice(listeners.indexOf(onstand), 1);
    };
    const shared = new SharedSource('x', browser, listen, ({ revision }) => seen.push(revision));
    shared.start();
    return { shared, seen };
  }

  it('share one source; the next takes over', async () => {
    const browser = new Pages();
    const listeners: ((stand: Stand) => void)[] = [];
    const first = open(browser, listeners);
    await vi.advanceTimersByTimeAsync(0);
    listeners[0]?.(stand(1));
    const second = open(browser, listeners); // asks the first how it stands
    await vi.advanceTimersByTimeAsync(0);
    listeners[0]?.(stand(2));
    expect([first.seen, second.seen, listeners.length]).toEqual([[1, 2], [1, 2], 1]);
    first.shared.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(listeners).toHaveLength(1);
    listeners[0]?.(stand(3));
    expect([first.seen, second.seen]).toEqual([
      [1, 2],
      [1, 2, 3]
    ]);
    first.shared.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(first.seen).toEqual([1, 2, 3]);
  });
});

describe('a refresh', () => {
  let workspaces = 0;

  function begin(opened = 1) {
    const workspace = `w${workspaces++}`;
    const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
    client.setQueryData(['workspace', workspace, 'itself'], { revision: opened });
    const here = { whenStill: (task: () => void) => task(), isSeen: () => true, chance: () => 1 };
    const refresh = new Refresh(client, workspace, here);
    const asked: string[] = [];
    const watch = (name: string, meta: { isApart?: boolean; channelOf?: (data: unknown) => string } = {}) =>
      new QueryObserver(client, {
        queryKey: ['workspace', workspace, name],
        queryFn: () => (asked.push(name), name),
        meta
      }).subscribe(() => undefined);
    return { client, here, refresh, asked, watch, workspace };
  }

  it('reads what a channel’s change concerns, once for many in a row', async () => {
    const { refresh, asked, watch } = begin(1);
    watch('year');
    watch('members', { isApart: true });
    watch('blog', { channelOf: () => 'blog' });
    watch('x', { channelOf: () => 'x' });
    await vi.advanceTimersByTimeAsync(0);
    refresh.start();
    refresh.take(stand(1, { blog: 1, x: 1 }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual(['year', 'members', 'blog', 'x']);
    for (let revision = 2; revision < 6; revision++) refresh.take(stand(revision, { blog: revision, x: 1 }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked.slice(4)).toEqual(['year', 'blog']);
    refresh.take(stand(6, { blog: 5, x: 1 }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked.slice(6)).toEqual(['year', 'members', 'blog', 'x']);
  });

  it('does not read again what was read after a change of one’s own', async () => {
    const { client, refresh, asked, watch, workspace } = begin(1);
    watch('year');
    refresh.start();
    refresh.take(stand(1, { blog: 1 }));
    await vi.advanceTimersByTimeAsync(0);
    revisions.note(workspace, 2); // the answer to the change
    await client.invalidateQueries({ queryKey: ['workspace', workspace] });
    refresh.take(stand(2, { blog: 2 }));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual(['year', 'year']);
    refresh.take(stand(3, { blog: 3 })); // somebody else's
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual(['year', 'year', 'year']);
  });

  it('reads all where something was changed while the page opened', async () => {
    const { refresh, asked, watch } = begin(1);
    watch('year');
    await vi.advanceTimersByTimeAsync(0);
    refresh.start();
    refresh.take(stand(2));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual(['year', 'year']);
  });

  it('waits for stillness, and asks nothing for a page that nobody sees', async () => {
    const { here, refresh, asked, watch } = begin(1);
    watch('year');
    await vi.advanceTimersByTimeAsync(0);
    refresh.start();
    let goOn = () => {};
    here.whenStill = (task) => (goOn = task);
    refresh.take(stand(2));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toHaveLength(1);
    goOn();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(2);
    here.whenStill = (task) => task();
    here.isSeen = () => false;
    refresh.take(stand(3));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(2);
  });
});
