import { asApiError } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** Returns a sentence for people about anything that was thrown. */
export function refusalText(error: unknown): string {
  const refusal = asApiError(error);
  switch (refusal.code) {
    case 'offline':
      return m.shell_refused_offline();
    case 'forbidden':
      return m.shell_refused_forbidden();
    case 'not_found':
      return m.shell_refused_not_found();
    case 'stale':
      return m.shell_refused_stale();
    case 'too_many':
      return m.shell_refused_too_many();
    case 'unavailable':
      return m.shell_refused_unavailable();
    case 'conflict':
    case 'invalid':
      return refusal.fields[0]?.message ?? refusal.detail;
    default:
      return m.shell_refused_fault();
  }
}
