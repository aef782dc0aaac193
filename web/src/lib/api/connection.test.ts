import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Connection } from './connection.svelte';

let connection: Connection;
let asked = 0;
let answer: () => void;
let end = () => {};

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  connection = new Connection();
  answer = () => connection.lost();
  end = connection.start(async () => {
    asked++;
    answer();
  });
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

it('asks again, ever more rarely, until the server is reached', async () => {
  connection.lost();
  expect(connection.isOpen).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBeGreaterThan(4);
  expect(asked).toBeLessThan(12);
  answer = () => connection.reached(true);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(connection.isOpen).toBe(true);
  const before = asked;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toBe(before);
});

it('asks at once when the browser has a network again', async () => {
  window.dispatchEvent(new Event('offline'));
  expect(connection.online).toBe(false);
  answer = () => connection.reached(true);
  window.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.online).toBe(true);
});

it('tells a session that has ended from somebody who was never signed in', async () => {
  expect(connection.signedOut()).toBe(false);
  expect(connection.isSignedOut).toBe(false);
  connection.reached(true);
  expect(connection.signedOut()).toBe(true);
  expect([connection.online, connection.isSignedOut, connection.isOpen]).toEqual([true, true, false]);
  answer = () => connection.reached(true);
  window.dispatchEvent(new Event('focus')); // back from signing in
  await vi.advanceTimersByTimeAsync(0);
  expect(connection.isOpen).toBe(true);
});
