import { asApiError, type ApiError } from '../problem';
import { isLike, type Change, type Fields } from './change';

/** The server, as an outbox needs it. Both throw an ApiError. */
export interface Far {
  send: (change: Change, id: string, version: number | undefined) => Promise<unknown>;
  read: (path: string) => Promise<Fields & { version: number }>;
}

/** Somebody else may change the same thing this often while a change of ours is on its way. */
const MOST_TRIES = 3;

/**
 * Sends a change and returns what the server answers. Where the thing was changed meanwhile, but not in what the change
 * is about, it goes on top; where it is as it was to become, nothing is left to do. Throws what the server refuses.
 */
export async function deliver(change: Change, id: string, far: Far): Promise<unknown> {
  let version = change.on?.version;
  for (let tries = 1; ; tries++) {
    try {
      return await far.send(change, id, version);
    } catch (error) {
      if (!change.on || asApiError(error).code !== 'stale' || tries === MOST_TRIES) throw error;
      const found = await far.read(change.on.path);
      if (isLike(found, change.on.after)) return found;
      if (!isLike(found, change.on.before)) throw error;
      version = found.version;
    }
  }
}

/** Reports whether a change that came to this was not looked at by the server, and is to be sent again. */
export function isPutOff(error: ApiError): boolean {
  return error.passes || error.status >= 500 || ['unauthenticated', 'too_many'].includes(error.code);
}
