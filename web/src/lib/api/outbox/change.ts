import { wallOf } from '$lib/time';

/** Something that is to be changed, so that it can be sent later, by another page. */
export interface Change {
  method: 'POST' | 'PATCH';
  /** Below /api/v1, its ids filled in. */
  path: string;
  body: object;
  /** What it changes; undefined where it makes something new. */
  on?: Subject;
  /** What is done, in words: „Frühjahrsputz“ auf Dienstag, 30. März. */
  told: string;
  /** What was typed for it, so that it can be copied where the server refuses it. */
  typed?: string;
}

/** What a change is of: still like this it may be changed, whatever else of it has changed meanwhile. */
export interface Subject {
  /** Where it is read. */
  path: string;
  version: number;
  before: Fields;
  after: Fields;
}

export type Fields = Record<string, unknown>;

/** A change that waits in the browser. */
export interface Waiting extends Change {
  /** Its key, too: sent twice, it is done once. */
  id: string;
  /** Its place in the order. */
  order: number;
  /** Why the server did not take it; undefined while it waits. */
  refused?: { code: string; detail: string };
}

/** Reports whether something is like that, however its moments are written. */
export function isLike(found: Fields, fields: Fields): boolean {
  return Object.entries(fields).every(([name, value]) => same(found[name] ?? null, value ?? null));
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(asMoment(a)) === JSON.stringify(asMoment(b));
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function asMoment(value: unknown): unknown {
  return typeof value === 'string' && MOMENT.test(value) ? Object.values(wallOf(value, 'UTC')) : value;
}
