import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';

type Event = Schemas['WebhookEvent'];

const events: Record<Event, () => string> = {
  'entry.created': m.webhooks_entry_created,
  'entry.changed': m.webhooks_entry_changed,
  'entry.deleted': m.webhooks_entry_deleted,
  'entry.restored': m.webhooks_entry_restored,
  'gap.opened': m.webhooks_gap_opened,
  'gap.changed': m.webhooks_gap_changed,
  'gap.accepted': m.webhooks_gap_accepted,
  'gap.closed': m.webhooks_gap_closed,
  'report.made': m.webhooks_report_made
};

/** What a webhook can be told of, by what it is about. */
export function eventGroups(): { name: string; events: Event[] }[] {
  const of = (kind: string) => (Object.keys(events) as Event[]).filter((event) => event.startsWith(`${kind}.`));
  return [
    { name: m.webhooks_entry(), events: of('entry') },
    { name: m.webhooks_gap(), events: of('gap') },
    { name: m.webhooks_report(), events: of('report') }
  ];
}

/** Returns what happened, in words; what a later program tells of, as it says it. */
export function eventInWords(type: string): string {
  if (type === 'ping') return m.webhooks_ping();
  return events[type as Event]?.() ?? type;
}

export function stateInWords(state: Schemas['DeliveryState']): string {
  return {
    waiting: m.webhooks_state_waiting,
    failed: m.webhooks_state_failed,
    delivered: m.webhooks_state_delivered,
    dead: m.webhooks_state_dead
  }[state]();
}

/** The causes that the server tells (internal/notify/webhook.go, internal/app), with what stands for them here; a test compares them. */
const causes: [RegExp, (found: string) => string][] = [
  [/^it answers with (\d+); redirects are not followed$/, (status) => m.webhooks_why_redirect({ status })],
  [/^it answers with (\d+)$/, (status) => m.webhooks_why_status({ status })],
  [/^the address cannot be read$/, m.webhooks_why_address],
  [/^it cannot be reached$/, m.webhooks_why_unreachable],
  [/^it is not https;/, m.webhooks_why_plain],
  [/^its address is not of the public internet;/, m.webhooks_why_private],
  [/^its name is not found$/, m.webhooks_why_name],
  [/^it refuses connections$/, m.webhooks_why_refused],
  [/^its certificate is not trusted,/, m.webhooks_why_tls],
  [/^it does not answer within (\w+)$/, (time) => m.webhooks_why_late({ time })],
  [/^it could not be sent$/, m.webhooks_why_unsent],
  [/^the webhook was disabled$/, m.webhooks_why_disabled]
] as const;

/** Returns why something did not arrive, in the viewer's language; what has no words here as the server says it, "" for nothing. */
export function outcomeInWords(outcome: string | null): string {
  for (const [cause, words] of causes) {
    const found = outcome === null ? null : cause.exec(outcome);
    if (found) return words(found[1] ?? '');
  }
  return outcome ?? '';
}

/** Says how a webhook fares, and whether that wants a look. */
export function standing(webhook: Schemas['Webhook'], zone: string, formats: Formats): { text: string; bad: boolean } {
  const when = (at: string) => formats.momentAndYear(at, zone);
  if (!webhook.enabled) {
    const at = when(webhook.disabled_at ?? webhook.updated_at);
    if (webhook.disabled_why === 'failing') return { text: m.webhooks_is_failing_ended({ when: at }), bad: true };
    if (webhook.disabled_why === 'gone') return { text: m.webhooks_is_gone({ when: at }), bad: true };
    return { text: m.webhooks_is_paused({ when: at }), bad: false };
  }
  if (webhook.failing_since) {
    const why = outcomeInWords(webhook.last_outcome);
    return { text: m.webhooks_is_failing({ when: when(webhook.failing_since), why }), bad: true };
  }
  if (webhook.last_at) return { text: m.webhooks_is_fine({ when: when(webhook.last_at) }), bad: false };
  return { text: m.webhooks_is_new(), bad: false };
}
