import { m } from '$lib/paraglide/messages';
import type { Draft } from '$lib/shell';
import type { Day } from '$lib/time';
import type { Acceptance } from './changes';

/** So long a gap may stay where nothing else suggests itself. */
export const USUAL_DAYS = 28;

/** Sends why gaps may stay, and until when, if both can be; returns whether it was taken. */
export async function sendAcceptance(
  draft: Draft<Acceptance>,
  today: Day,
  send: (acceptance: Acceptance) => Promise<void>
): Promise<boolean> {
  const { until } = draft.values;
  const reason = draft.values.reason.trim();
  const isWhole = draft.check({
    reason: reason ? '' : m.gaps_accept_reason_missing(),
    until: until >= today ? '' : m.gaps_accept_until_past()
  });
  return isWhole && draft.send(() => send({ reason, until }));
}
