import createClient, { type Middleware } from 'openapi-fetch';
import { getLocale } from '$lib/paraglide/runtime';
import { connection } from './connection.svelte';
import type { components, paths } from './contract.gen';
import { ApiError, refusalOf } from './problem';
import { revisions } from './revisions';

/** The contract's shapes: `Schemas['Entry']`. */
export type Schemas = components['schemas'];

/** The id of a user's intent. The same key sent again does nothing twice. */
const idempotencyKey: Middleware = {
  onRequest({ request }) {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', crypto.randomUUID());
    }
    return request;
  }
};

/** What is refused, and hints, come in the language of the planner, not of the browser. */
const language: Middleware = {
  onRequest({ request }) {
    request.headers.set('Accept-Language', getLocale());
    return request;
  }
};

/** Notes how far a change has brought its workspace. */
const revision: Middleware = {
  onResponse({ request, response }) {
    const workspace = /\/workspaces\/([^/]+)/.exec(request.url)?.[1];
    if (workspace) revisions.note(workspace, Number(response.headers.get('Workspace-Revision')));
    return undefined;
  }
};

/** Turns what is no success into an ApiError. Who comes and is not signed in is led to where they can. */
const refusals: Middleware = {
  async onResponse({ response }) {
    if (response.ok || response.status === 304) return connection.reached(true);
    const body: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    const refusal = refusalOf(response, body);
    if (refusal.isProxys) connection.lost();
    else connection.reached();
    if (refusal.code === 'unauthenticated' && !connection.signedOut()) leaveToSignIn();
    throw refusal;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return error;
    connection.lost();
    return new ApiError(0, 'offline', '', '');
  }
};

/** Where it leads is replaced by tests. */
export const navigation = { assign: (address: string) => window.location.assign(address) };

function leaveToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  navigation.assign(here === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(here)}`);
}

/**
 * The API, typed by the contract. Every call either gives `data` or throws an ApiError:
 *
 *     const { data } = await api.GET('/workspaces/{workspace}/year', { params: { path, query } });
 *
 * For a POST that may be sent again (offline, retried), pass a key of your own in the header Idempotency-Key.
 */
export const api = createClient<paths>({
  baseUrl: `${globalThis.location?.origin ?? ''}/api/v1`,
  credentials: 'same-origin',
  // Asked for at each call, so that tests may stand in for it.
  fetch: (request) => globalThis.fetch(request)
});
api.use(language, idempotencyKey, revision, refusals);

/** The header that refuses a change to what somebody else has changed meanwhile: then code `stale`, status 412. */
export function ifMatch(resource: { version: number }): { 'If-Match': string } {
  return { 'If-Match': `"${resource.version}"` };
}

/** Takes the data of an answer. It is there: what is no success has thrown. */
export function dataOf<T>(answer: { data?: T }): NonNullable<T> {
  if (answer.data === undefined || answer.data === null) throw new ApiError(0, 'unknown', '', '');
  return answer.data;
}

/** Reads a paged list to its end. */
export async function allPages<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next_cursor?: string | null }>
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const { items, next_cursor } = await page(cursor);
    all.push(...items);
    cursor = next_cursor || undefined;
  } while (cursor);
  return all;
}
