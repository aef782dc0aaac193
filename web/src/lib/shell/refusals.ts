import { ApiError, asApiError, type ProblemCode, type Waiting } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** Returns a sentence for people about anything that was thrown. */
export function refusalText(error: unknown): string {
  const refusal = asApiError(error);
  switch (refusal.code) {
    case 'offline':
      return m.shell_refused_offline();
    case 'not_kept':
      return m.shell_refused_not_kept();
    case 'unauthenticated':
      return m.shell_refused_signed_out();
    case 'forbidden':
      return refusal.detail || m.shell_refused_forbidden();
    case 'not_found':
      return refusal.detail || m.shell_refused_not_found();
    case 'stale':
      return m.shell_refused_stale();
    case 'too_many':
      return m.shell_refused_too_many();
    case 'unavailable':
      return m.shell_refused_unavailable();
    case 'conflict':
    case 'invalid':
    case 'malformed':
    case 'too_large':
      return refusal.fields[0]?.message ?? refusal.detail;
    default:
      return m.shell_refused_fault();
  }
}

/** Returns why the server did not take a change that was kept. */
export function refusalOfKept({ refused }: Waiting): string {
  return refused ? refusalText(new ApiError(0, refused.code as ProblemCode, refused.detail, '')) : '';
}
