import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Stillness } from './stillness';

let end = () => {};
let called = 0;
const call = () => void called++;
let stillness: Stillness;

beforeEach(() => {
  vi.useFakeTimers();
  called = 0;
  stillness = new Stillness();
  end = stillness.start();
});
afterEach(() => {
  end();
  document.body.replaceChildren();
  vi.useRealTimers();
});

it('calls at once where nothing is under way', () => {
  stillness.whenStill(call);
  expect(called).toBe(1);
});

it('waits until what is held is let go', () => {
  window.dispatchEvent(new Event('pointerdown'));
  stillness.whenStill(call);
  vi.advanceTimersByTime(60_000);
  expect(called).toBe(0);
  window.dispatchEvent(new Event('pointerup'));
  vi.advanceTimersByTime(0);
  expect(called).toBe(1);
});

it('waits for a rest in typing', () => {
  window.dispatchEvent(new Event('input'));
  stillness.whenStill(call);
  vi.advanceTimersByTime(500);
  window.dispatchEvent(new Event('input'));
  vi.advanceTimersByTime(500);
  expect(called).toBe(0);
  vi.advanceTimersByTime(100);
  expect(called).toBe(1);
});

it('waits while something is marked by keyboard', () => {
  document.body.setAttribute('data-drawing', '');
  stillness.whenStill(call);
  expect(called).toBe(0);
  document.body.removeAttribute('data-drawing');
  window.dispatchEvent(new Event('keyup'));
  expect(called).toBe(1);
});
