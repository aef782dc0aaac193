import type { QueryClient } from '@tanstack/svelte-query';
import { api, asApiError, dataOf, ifMatch, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';
import { moved, type Placed } from './positions';

type Channel = Schemas['Channel'];
type Plan = Schemas['Plan'];
type Pause = Schemas['Pause'];

/** What leads do to channels, plans and pauses of a workspace. What is refused is thrown, but where it says otherwise. */
export class ChannelChanges {
  #moving: Promise<void> = Promise.resolve();

  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  get #path() {
    return { workspace: this.workspace() };
  }

  /** Everything that a workspace shows may follow from its channels. */
  #settle(): Promise<void> {
    return this.queryClient.invalidateQueries({ queryKey: keys.workspace(this.workspace()) });
  }

  async createChannel(draft: Schemas['ChannelDraft']): Promise<Channel> {
    const path = this.#path;
    const channel = dataOf(await api.POST('/workspaces/{workspace}/channels', { params: { path }, body: draft }));
    await this.#settle();
    toasts.tell(m.channels_created({ name: channel.name }));
    return channel;
  }

  async changeChannel(channel: Channel, patch: Schemas['ChannelPatch']): Promise<void> {
    await this.#patchChannel(channel, patch);
    await this.#settle();
    toasts.tell(m.channels_changed({ name: patch.name ?? channel.name }));
  }

  async readChannel(id: string): Promise<Channel> {
    const path = { ...this.#path, channel: id };
    return dataOf(await api.GET('/workspaces/{workspace}/channels/{channel}', { params: { path } }));
  }

  async #patchChannel(channel: Channel, patch: Schemas['ChannelPatch']): Promise<Channel> {
    const path = { ...this.#path, channel: channel.id };
    return dataOf(
      await api.PATCH('/workspaces/{workspace}/channels/{channel}', {
        params: { path, header: ifMatch(channel) },
        body: patch
      })
    );
  }

  /** Says yes or no to owning a channel one was asked to own. Tells what is refused. */
  async answerOwnership(channel: Channel, accept: boolean): Promise<void> {
    try {
      const path = { ...this.#path, channel: channel.id };
      await api.POST('/workspaces/{workspace}/channels/{channel}/ownership', { params: { path }, body: { accept } });
      toasts.tell(accept ? m.channels_owned({ name: channel.name }) : m.channels_not_owned({ name: channel.name }));
    } catch (error) {
      toasts.tell(refusalText(error), { tone: 'problem' });
    }
    await this.#settle();
  }

  /**
   * Moves a channel up or down in the list: shown at once, taken back with the reason where it is refused. Asked for
   * again before the last was answered, it waits its turn.
   */
  move(id: string, by: number): Promise<void> {
    this.#moving = this.#moving.then(() => this.#move(id, by));
    return this.#moving;
  }

  async #move(id: string, by: number): Promise<void> {
    const channels = this.queryClient.getQueryData<Channel[]>(keys.channels(this.workspace())) ?? [];
    const placed = moved(channels, id, by);
    const name = channels.find((channel) => channel.id === id)?.name ?? '';
    if (placed.length === 0) return;
    const before = placed.map(({ channel }) => ({ channel, position: channel.position }));
    const change = {
      done: m.channels_moved({ name }),
      undo: () => this.#placeAnew(before),
      redo: () => this.#placeAnew(placed)
    };
    await undoStack.during(this.#place(placed), (isPlaced) => (isPlaced ? change : undefined));
  }

  async #placeAnew(placed: Placed[]): Promise<void> {
    for (const { channel, position } of placed) {
      const path = { ...this.#path, channel: channel.id };
      await api.PATCH('/workspaces/{workspace}/channels/{channel}', { params: { path }, body: { position } });
    }
    await this.#settle();
  }

  async #place(placed: Placed[]): Promise<boolean> {
    const key = keys.channels(this.workspace());
    await this.queryClient.cancelQueries({ queryKey: key });
    const shown = this.queryClient.getQueryData<Channel[]>(key);
    const to = new Map(placed.map(({ channel, position }) => [channel.id, position]));
    this.queryClient.setQueryData<Channel[]>(key, (channels) =>
      channels
        ?.map((channel) => ({ ...channel, position: to.get(channel.id) ?? channel.position }))
        .toSorted((a, b) => a.position - b.position)
    );
    try {
      for (const { channel, position } of placed) await this.#patchChannel(channel, { position });
      return true;
    } catch (error) {
      this.queryClient.setQueryData(key, shown);
      toasts.tell(m.channels_not_moved({ why: refusalText(error) }), { tone: 'problem' });
      return false;
    } finally {
      await this.#settle();
    }
  }

  async createPlan(draft: Schemas['PlanDraft']): Promise<void> {
    const path = this.#path;
    await api.POST('/workspaces/{workspace}/plans', { params: { path }, body: draft });
    await this.#settle();
    toasts.tell(m.channels_plan_created({ name: draft.name }));
  }

  async changePlan(plan: Plan, patch: Schemas['PlanPatch']): Promise<void> {
    const path = { ...this.#path, plan: plan.id };
    await api.PATCH('/workspaces/{workspace}/plans/{plan}', {
      params: { path, header: ifMatch(plan) },
      body: patch
    });
    await this.#settle();
    toasts.tell(m.channels_plan_changed({ name: patch.name ?? plan.name }));
  }

  async readPlan(id: string): Promise<Plan> {
    const path = { ...this.#path, plan: id };
    return dataOf(await api.GET('/workspaces/{workspace}/plans/{plan}', { params: { path } }));
  }

  /** Deletes a plan; it can be undone. Tells what is refused. */
  async deletePlan(plan: Plan): Promise<void> {
    const path = { ...this.#path, plan: plan.id };
    const remove = async () => {
      await api.DELETE('/workspaces/{workspace}/plans/{plan}', { params: { path } });
      await this.#settle();
    };
    const restore = async () => {
      await api.POST('/workspaces/{workspace}/plans/{plan}/restore', { params: { path } });
      await this.#settle();
    };
    await this.#destroy(remove, restore, m.channels_plan_deleted({ name: plan.name }));
  }

  async createPause(channel: string, draft: Schemas['PauseDraft']): Promise<Pause> {
    const path = { ...this.#path, channel };
    const pause = dataOf(
      await api.POST('/workspaces/{workspace}/channels/{channel}/pauses', { params: { path }, body: draft })
    );
    await this.#settle();
    return pause;
  }

  async changePause(pause: Pause, patch: Schemas['PausePatch']): Promise<void> {
    const path = { ...this.#path, channel: pause.channel_id, pause: pause.id };
    await api.PATCH('/workspaces/{workspace}/channels/{channel}/pauses/{pause}', {
      params: { path, header: ifMatch(pause) },
      body: patch
    });
    await this.#settle();
  }

  /** Deletes a pause; undoing makes the same one anew. Tells what is refused. */
  async deletePause(pause: Pause): Promise<void> {
    let id = pause.id;
    const remove = async () => {
      const path = { ...this.#path, channel: pause.channel_id, pause: id };
      await api.DELETE('/workspaces/{workspace}/channels/{channel}/pauses/{pause}', { params: { path } });
      await this.#settle();
    };
    const restore = async () => {
      const { starts_on, ends_on, reason } = pause;
      id = (await this.createPause(pause.channel_id, { starts_on, ends_on, reason })).id;
    };
    await this.#destroy(remove, restore, m.channels_pause_deleted({ reason: pause.reason }));
  }

  async #destroy(remove: () => Promise<void>, restore: () => Promise<void>, done: string): Promise<void> {
    try {
      await undoStack.during(remove(), () => ({ done, undo: restore, redo: remove }));
    } catch (error) {
      toasts.tell(refusalText(error), { tone: 'problem' });
      if (asApiError(error).code === 'not_found') await this.#settle();
    }
  }

  /** What a plan would promise. */
  preview = async (draft: Schemas['PlanPreviewDraft'], signal: AbortSignal): Promise<Schemas['PlanPreview']> =>
    dataOf(
      await api.POST('/workspaces/{workspace}/plans:preview', { params: { path: this.#path }, body: draft, signal })
    );
}
