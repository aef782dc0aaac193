import { describe, expect, it } from 'vitest';
import { TypedAhead } from './typedAhead.svelte';

const press = (key: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...more });

describe('what is typed ahead', () => {
  it('is kept from fields and keys until somebody takes it', () => {
    const ahead = new TypedAhead();
    expect(ahead.take(press('a'))).toBe(false);
    ahead.begin();
    const keys = ['m', 'ö', 'x', 'Backspace', 'Shift', 'B'].map((key) => press(key));
    for (const key of keys) expect(ahead.take(key)).toBe(true);
    expect(keys.every(({ defaultPrevented }) => defaultPrevented)).toBe(true);
    expect(ahead.end()).toBe('möB');
    expect(ahead.take(press('a'))).toBe(false);
  });

  it('is no chord, and survives being asked for twice', () => {
    const ahead = new TypedAhead();
    ahead.begin();
    ahead.take(press('a'));
    ahead.begin();
    ahead.take(press('v', { ctrlKey: true }));
    expect(ahead.end()).toBe('a');
    expect(ahead.end()).toBe('');
  });
});
