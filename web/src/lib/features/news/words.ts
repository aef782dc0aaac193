import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** The chat programs, with what people call them. */
export const chatForms: { form: Schemas['ChatForm']; label: () => string }[] = [
  { form: 'slack', label: () => 'Slack' },
  { form: 'mattermost', label: () => 'Mattermost' },
  { form: 'teams', label: () => 'Microsoft Teams' }
];

/** Says where one gets the address for a chat program. */
export function whereFrom(form: Schemas['ChatForm']): string {
  return { slack: m.news_from_slack, mattermost: m.news_from_mattermost, teams: m.news_from_teams }[form]();
}

/** Says what chat program it is. */
export function formName(form: Schemas['ChatForm']): string {
  return chatForms.find((one) => one.form === form)?.label() ?? form;
}

const causes: [RegExp, (found: string) => string][] = [
  [/^it answers with (\d+); redirects/, (code) => m.news_cause_redirect({ code })],
  [/^it answers with (\d+)/, (code) => m.news_cause_status({ code })],
  [/not of the public internet/, m.news_cause_private],
  [/^it is not https/, m.news_cause_plain],
  [/^its name is not found/, m.news_cause_name],
  [/^it refuses connections/, m.news_cause_refused],
  [/^its certificate/, m.news_cause_certificate],
  [/^it does not answer/, m.news_cause_timeout],
  [/^the report was withdrawn/, m.news_cause_withdrawn],
  [/^the webhook was disabled/, m.news_cause_disabled]
];

/** Says in the viewer's language why something did not arrive; what has no words, as a sentence about the connection. */
export function causeInWords(outcome: string): string {
  for (const [pattern, words] of causes) {
    const found = pattern.exec(outcome);
    if (found) return words(found[1] ?? '');
  }
  return m.news_cause_unreached();
}

/** How a chat room fares: a sentence, and whether it needs somebody. */
export function howItFares(chat: Schemas['Chat']): { text: string; alarms: boolean } {
  const cause = (outcome: string | null) => (outcome ? causeInWords(outcome) : m.news_cause_unreached());
  if (chat.disabled_why === 'by_hand') return { text: m.news_chat_off(), alarms: false };
  if (chat.disabled_why !== null) {
    return { text: m.news_chat_ended({ cause: cause(chat.last_outcome) }), alarms: true };
  }
  switch (chat.last_report?.state) {
    case 'delivered':
      break;
    case 'failed':
      return { text: m.news_chat_failed({ cause: cause(chat.last_report.outcome) }), alarms: true };
    case 'dead':
      return { text: m.news_chat_given_up({ cause: cause(chat.last_report.outcome) }), alarms: true };
    case 'waiting':
      return { text: m.news_chat_waiting(), alarms: false };
  }
  if (chat.last_outcome) return { text: m.news_chat_trial_failed({ cause: cause(chat.last_outcome) }), alarms: true };
  return { text: chat.last_report ? m.news_chat_arrived() : m.news_chat_untold(), alarms: false };
}
