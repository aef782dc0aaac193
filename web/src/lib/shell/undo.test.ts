import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Toasts } from './toasts.svelte';
import { UndoStack } from './undo.svelte';

/** A promise, with what settles it. */
function answerable() {
  let resolve!: () => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<void>((done, failed) => ([resolve, reject] = [done, failed]));
  return { promise, resolve, reject };
}

/** A number that is changed, and can be changed back. */
function counted() {
  const toasts = new Toasts();
  const stack = new UndoStack(toasts);
  const state = { value: 0 };
  const add = (n: number) => {
    state.value += n;
    stack.push({
      done: `+${n}`,
      undo: async () => void (state.value -= n),
      redo: async () => void (state.value += n)
    });
  };
  return { toasts, stack, state, add };
}

describe('undo', () => {
  it('takes back in the other order, and does again', async () => {
    const { stack, state, add } = counted();
    [1, 10, 100].forEach(add);
    await stack.undo();
    expect(state.value).toBe(11);
    await stack.undo();
    expect(state.value).toBe(1);
    await stack.redo();
    await stack.redo();
    expect(state.value).toBe(111);
    expect(stack.canRedo).toBe(false);
  });

  it('does again what is asked for while it is still being taken back', async () => {
    const { stack, state } = counted();
    const server = answerable();
    stack.push({ done: '+1', undo: () => server.promise, redo: async () => void (state.value += 1) });
    const undone = stack.undo();
    expect(stack.canRedo).toBe(true);
    const again = stack.redo();
    server.resolve();
    await Promise.all([undone, again]);
    expect(state.value).toBe(1);
    expect(stack.canRedo).toBe(false);
  });

  it('does not do again what came before something new', async () => {
    const { stack, state, add } = counted();
    add(1);
    await stack.undo();
    add(10);
    await stack.redo();
    expect(state.value).toBe(10);
  });

  it('is a button on the toast of what was done', async () => {
    const { toasts, stack, state, add } = counted();
    add(1);
    toasts.shown[0]?.action?.run();
    await vi.waitFor(() => expect(state.value).toBe(0));
    expect(stack.canUndo).toBe(false);
  });

  it('takes its own toast away: that button would do nothing more', async () => {
    const { toasts, stack, add } = counted();
    add(1);
    add(10);
    await stack.undo();
    expect(toasts.shown.map(({ text, action }) => [text, action !== undefined])).toEqual([
      ['+1', true],
      [expect.stringContaining('+10'), false]
    ]);
  });

  it('says why it was refused, and is not tried again', async () => {
    const { toasts, stack } = counted();
    stack.push({ done: 'Verschoben', undo: () => Promise.reject(new ApiError(412, 'stale', '', '')) });
    await stack.undo();
    expect(toasts.shown.at(-1)).toMatchObject({ tone: 'problem' });
    expect(toasts.shown.at(-1)?.text).toContain('Verschoben');
    expect(stack.canUndo).toBe(false);
  });

  /** A change that the server has not answered yet. */
  function underWay({ stack, state }: ReturnType<typeof counted>, n: number) {
    const answer = answerable();
    state.value += n; // shown at once
    const done = stack.during(answer.promise, () => ({ done: `+${n}`, undo: async () => void (state.value -= n) }));
    return { ...answer, done };
  }

  it('means what is still on its way, and waits for the answer', async () => {
    const world = counted();
    world.add(1);
    const change = underWay(world, 10);
    const undoing = world.stack.undo();
    expect(world.state.value).toBe(11);
    change.resolve();
    await undoing;
    expect(world.state.value).toBe(1);
    await world.stack.undo();
    expect(world.state.value).toBe(0);
  });

  it('takes nothing else back where what was on its way is refused', async () => {
    const world = counted();
    world.add(1);
    const change = underWay(world, 10);
    const undoing = world.stack.undo();
    change.reject(new ApiError(403, 'forbidden', '', ''));
    await expect(change.done).rejects.toMatchObject({ code: 'forbidden' });
    await undoing;
    expect(world.state.value).toBe(11);
    expect(world.stack.canUndo).toBe(true);
  });

  it('asked for twice takes two back, in the order in which they were begun', async () => {
    const world = counted();
    const first = underWay(world, 1);
    const second = underWay(world, 10);
    const undoing = [world.stack.undo(), world.stack.undo()];
    first.resolve();
    second.resolve();
    await Promise.all(undoing);
    expect(world.toasts.shown.slice(-2).map(({ text }) => text)).toEqual([
      expect.stringContaining('+10'),
      expect.stringContaining('+1')
    ]);
    expect(world.state.value).toBe(0);
  });

  it('only tells what is answered after the workspace was left', async () => {
    const world = counted();
    const change = underWay(world, 1);
    world.stack.clear();
    change.resolve();
    await change.done;
    expect(world.stack.canUndo).toBe(false);
    expect(world.toasts.shown.at(-1)).toMatchObject({ text: '+1', action: undefined });
  });

  it('ends with the workspace', () => {
    const { stack, add } = counted();
    add(1);
    stack.clear();
    expect(stack.canUndo).toBe(false);
  });
});
