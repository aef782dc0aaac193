import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '$lib/api';
import { Toasts } from './toasts.svelte';
import { UndoStack } from './undo.svelte';

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

  it('says why it was refused, and is not tried again', async () => {
    const { toasts, stack } = counted();
    stack.push({ done: 'Verschoben', undo: () => Promise.reject(new ApiError(412, 'stale', '', '')) });
    await stack.undo();
    expect(toasts.shown.at(-1)).toMatchObject({ tone: 'problem' });
    expect(toasts.shown.at(-1)?.text).toContain('Verschoben');
    expect(stack.canUndo).toBe(false);
  });

  it('ends with the workspace', () => {
    const { stack, add } = counted();
    add(1);
    stack.clear();
    expect(stack.canUndo).toBe(false);
  });
});
