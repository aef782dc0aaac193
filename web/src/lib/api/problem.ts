import type { components } from './contract.gen';

type Problem = components['schemas']['Problem'];
type FieldProblem = components['schemas']['FieldProblem'];

/** Codes that the planner decides on. The API may send others; `Problem.code` in the contract. */
export type ProblemCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'invalid'
  | 'malformed'
  | 'too_many'
  | 'too_large'
  | 'unavailable'
  /** Ours: the server was not reached. */
  | 'offline'
  /** Ours: what came back is no problem document. */
  | 'unknown'
  /** Ours: the server was not reached, and what was to be sent could not be kept. */
  | 'not_kept';

/** A refusal by the API (RFC 9457), or that it was not reached. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    /** A sentence for people, in the planner's language. Show it where no message of ours fits. */
    readonly detail: string,
    /** Finds the request in the server's log. */
    readonly requestId: string,
    readonly fields: readonly FieldProblem[] = [],
    /** Of a change of many entries: what became of each, or would. */
    readonly bulk?: components['schemas']['BulkResult']
  ) {
    super(detail || code);
  }

  /** Returns what is wrong with a field, such as "cadence.quota"; "" where nothing is. */
  field(name: string): string {
    return this.fields.find((field) => field.field === name)?.message ?? '';
  }

  /** Reports whether the same request may succeed later without anybody doing anything. */
  get passes(): boolean {
    return this.code === 'offline' || this.code === 'unavailable' || this.status >= 502;
  }

  /** Reports whether it is a proxy's, which does not reach the server. */
  get isProxys(): boolean {
    return this.code === 'unknown' && this.status >= 502 && this.status <= 504;
  }
}

/** Makes the error of an answer that is no success. */
export function refusalOf(response: Response, body: unknown): ApiError {
  const requestId = response.headers.get('X-Request-Id') ?? '';
  if (isProblem(body)) {
    return new ApiError(
      response.status,
      body.code as ProblemCode,
      body.detail,
      body.request_id || requestId,
      body.fields ?? [],
      body.bulk
    );
  }
  return new ApiError(response.status, 'unknown', '', requestId);
}

/** Takes any error for an ApiError: what is none is a server that was not reached. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  return new ApiError(0, error instanceof TypeError ? 'offline' : 'unknown', '', '');
}

function isProblem(body: unknown): body is Problem & Pick<components['schemas']['BulkProblem'], 'bulk'> {
  return typeof body === 'object' && body !== null && typeof (body as Problem).code === 'string';
}
