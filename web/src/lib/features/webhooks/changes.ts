import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts } from '$lib/shell';
import { webhookKeys } from './queries';
import { outcomeInWords } from './words';

type Webhook = Schemas['Webhook'];

/** What leads do with webhooks. What is refused is thrown, but where it says otherwise. */
export class WebhookChanges {
  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  /** Makes a webhook. Its secret is in the answer, and nowhere else ever. */
  async create(draft: Schemas['WebhookDraft']): Promise<Schemas['NewWebhook']> {
    const path = { workspace: this.workspace() };
    const made = dataOf(await api.POST('/workspaces/{workspace}/webhooks', { params: { path }, body: draft }));
    await this.#settle();
    return made;
  }

  async change(webhook: Webhook, patch: Schemas['WebhookPatch']): Promise<void> {
    await this.#patch(webhook, patch);
    toasts.tell(m.webhooks_changed({ name: patch.name ?? webhook.name }));
  }

  async read(id: string): Promise<Webhook> {
    const path = { workspace: this.workspace(), webhook: id };
    return dataOf(await api.GET('/workspaces/{workspace}/webhooks/{webhook}', { params: { path } }));
  }

  /** Pauses a webhook, or has it go on. Tells what is refused. */
  enable = (webhook: Webhook, enabled: boolean): Promise<void> =>
    this.#telling(async () => {
      await this.#patch(webhook, { enabled });
      const { name } = webhook;
      toasts.tell(enabled ? m.webhooks_resumed({ name }) : m.webhooks_paused({ name }));
    });

  /** Sends a trial at once, and tells how it went. */
  ping = (webhook: Webhook): Promise<void> =>
    this.#telling(async () => {
      const answer = await api.POST('/workspaces/{workspace}/webhooks/{webhook}/ping', this.#of(webhook));
      const { delivered, outcome } = dataOf(answer);
      if (delivered) toasts.tell(m.webhooks_pinged({ name: webhook.name }));
      else toasts.tell(m.webhooks_not_pinged({ why: outcomeInWords(outcome) }), { tone: 'problem' });
    });

  /** Gives a webhook a new secret. It is in the answer, and nowhere else ever. */
  async rotate(webhook: Webhook): Promise<Schemas['NewWebhook']> {
    try {
      const answer = await api.POST('/workspaces/{workspace}/webhooks/{webhook}/secret', this.#matching(webhook));
      return dataOf(answer);
    } finally {
      await this.#settle();
    }
  }

  /** Deletes a webhook, for good: there is nothing to undo it with. */
  async remove(webhook: Webhook): Promise<void> {
    try {
      await api.DELETE('/workspaces/{workspace}/webhooks/{webhook}', this.#matching(webhook));
    } finally {
      await this.#settle();
    }
    toasts.tell(m.webhooks_deleted({ name: webhook.name }));
  }

  /** Sends again what was given up. Tells what is refused. */
  resend = (webhook: Webhook, delivery: Schemas['Delivery']): Promise<void> =>
    this.#telling(async () => {
      const path = { workspace: this.workspace(), webhook: webhook.id, delivery: delivery.message.id };
      await api.POST('/workspaces/{workspace}/webhooks/{webhook}/deliveries/{delivery}/resend', { params: { path } });
      toasts.tell(m.webhooks_resent());
    });

  /** Sends all that was given up again. Tells what is refused. */
  resendAll = (webhook: Webhook): Promise<void> =>
    this.#telling(async () => {
      const answer = await api.POST('/workspaces/{workspace}/webhooks/{webhook}/deliveries/resend', this.#of(webhook));
      const { resent: count } = dataOf(answer);
      toasts.tell(count === 1 ? m.webhooks_resent() : m.webhooks_resent_all({ count }));
    });

  async #patch(webhook: Webhook, body: Schemas['WebhookPatch']): Promise<void> {
    await api.PATCH('/workspaces/{workspace}/webhooks/{webhook}', { ...this.#matching(webhook), body });
    await this.#settle();
  }

  async #telling(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      toasts.tell(refusalText(error), { tone: 'problem' });
    }
    await this.#settle();
  }

  #of({ id }: Webhook) {
    return { params: { path: { workspace: this.workspace(), webhook: id } } };
  }

  #matching(webhook: Webhook) {
    return { params: { ...this.#of(webhook).params, header: ifMatch(webhook) } };
  }

  #settle(): Promise<void> {
    return this.queryClient.invalidateQueries({ queryKey: webhookKeys.all(this.workspace()) });
  }
}
