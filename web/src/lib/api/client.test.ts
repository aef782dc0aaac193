import { afterEach, describe, expect, it, vi } from 'vitest';
import { allPages, api, dataOf, ifMatch, navigation } from './client';
import { ApiError, asApiError } from './problem';

const problem = (status: number, code: string, more: object = {}) =>
  new Response(JSON.stringify({ type: '', title: '', status, code, detail: 'So nicht.', request_id: 'r-1', ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' }
  });

/** Stands in for the server; returns the requests it was sent. */
function server(answer: (request: Request) => Response | Promise<Response>): Request[] {
  const asked: Request[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(request);
    return answer(request);
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

const workspace = '0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10';
const draft = { params: { path: { workspace } }, body: { field: '', name: 'Thema', description: '' } };

describe('the API', () => {
  it('throws what is refused, with its code and fields', async () => {
    server(() => problem(422, 'invalid', { fields: [{ field: 'name', message: 'fehlt' }] }));
    const refusal = await api.POST('/workspaces/{workspace}/topics', draft).catch(asApiError);
    expect(refusal).toBeInstanceOf(ApiError);
    expect(refusal).toMatchObject({
      status: 422,
      code: 'invalid',
      detail: 'So nicht.',
      requestId: 'r-1',
      passes: false
    });
    expect((refusal as ApiError).field('name')).toBe('fehlt');
    expect((refusal as ApiError).field('field')).toBe('');
  });

  it('tells a proxy’s page from a refusal', async () => {
    server(() => new Response('<html>', { status: 502, headers: { 'X-Request-Id': 'r-2' } }));
    await expect(api.GET('/me')).rejects.toMatchObject({
      status: 502,
      code: 'unknown',
      requestId: 'r-2',
      passes: true
    });
  });

  it('knows when the server was not reached', async () => {
    server(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(api.GET('/me')).rejects.toMatchObject({ code: 'offline', passes: true });
  });

  it('leads who is not signed in to where they can, and back here', async () => {
    const assign = vi.spyOn(navigation, 'assign').mockImplementation(() => {});
    window.history.replaceState(null, '', '/w/x/month?day=2027-04-03');
    server(() => problem(401, 'unauthenticated'));
    await expect(api.GET('/me')).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(assign).toHaveBeenCalledWith('/sign-in?next=%2Fw%2Fx%2Fmonth%3Fday%3D2027-04-03');
  });

  it('gives every POST a key, and takes the caller’s', async () => {
    const asked = server(() => Response.json({}, { status: 201 }));
    await api.POST('/workspaces/{workspace}/topics', draft);
    await api.POST('/workspaces/{workspace}/topics', draft);
    await api.POST('/workspaces/{workspace}/topics', { ...draft, headers: { 'Idempotency-Key': 'mine' } });
    await api.GET('/me');
    const sent = asked.map((request) => request.headers.get('Idempotency-Key'));
    expect(sent[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[1]).not.toBe(sent[0]);
    expect(sent.slice(2)).toEqual(['mine', null]);
  });

  it('names the version that a change is of', () => {
    expect(ifMatch({ version: 3 })).toEqual({ 'If-Match': '"3"' });
  });

  it('reads a list to its end', async () => {
    const pages = [
      { items: [1, 2], next_cursor: 'b' },
      { items: [3], next_cursor: null }
    ];
    const cursors: (string | undefined)[] = [];
    const all = await allPages(async (cursor) => {
      cursors.push(cursor);
      return dataOf({ data: pages.shift() });
    });
    expect(all).toEqual([1, 2, 3]);
    expect(cursors).toEqual([undefined, 'b']);
  });
});
