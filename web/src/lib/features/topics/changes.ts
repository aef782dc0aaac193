import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';

type Topic = Schemas['Topic'];

/** What editors do to topics. What is refused is thrown, but where it says otherwise. */
export class TopicChanges {
  constructor(
    private readonly queryClient: QueryClient,
    private readonly workspace: () => string
  ) {}

  get #path() {
    return { workspace: this.workspace() };
  }

  #settle(): Promise<void> {
    return this.queryClient.invalidateQueries({ queryKey: keys.workspace(this.workspace()) });
  }

  async create(draft: Schemas['TopicDraft']): Promise<void> {
    await api.POST('/workspaces/{workspace}/topics', { params: { path: this.#path }, body: draft });
    await this.#settle();
    toasts.tell(m.topics_created({ name: draft.name }));
  }

  async change(topic: Topic, patch: Schemas['TopicPatch']): Promise<void> {
    const path = { ...this.#path, topic: topic.id };
    await api.PATCH('/workspaces/{workspace}/topics/{topic}', {
      params: { path, header: ifMatch(topic) },
      body: patch
    });
    await this.#settle();
    toasts.tell(m.topics_changed({ name: patch.name ?? topic.name }));
  }

  async read(id: string): Promise<Topic> {
    const path = { ...this.#path, topic: id };
    return dataOf(await api.GET('/workspaces/{workspace}/topics/{topic}', { params: { path } }));
  }

  /** Moves a topic into another field: shown at once, taken back with the reason where it is refused. */
  async move(topic: Topic, field: string): Promise<void> {
    const key = keys.topics(this.workspace());
    await this.queryClient.cancelQueries({ queryKey: key });
    const shown = this.queryClient.getQueryData<Topic[]>(key);
    this.queryClient.setQueryData<Topic[]>(key, (topics) =>
      topics?.map((other) => (other.id === topic.id ? { ...other, field } : other))
    );
    const put = (into: string) => this.#putInto([topic], into);
    try {
      await undoStack.during(put(field), () => ({
        done: m.topics_moved({ name: topic.name }),
        undo: () => put(topic.field),
        redo: () => put(field)
      }));
    } catch (error) {
      this.queryClient.setQueryData(key, shown);
      toasts.tell(refusalText(error), { tone: 'problem' });
    }
  }

  /** Gives a field another name, which all its topics then have. */
  async renameField(topics: Topic[], name: string): Promise<void> {
    const before = topics[0]?.field ?? '';
    await undoStack.during(this.#putInto(topics, name), () => ({
      done: m.topics_field_renamed({ name }),
      undo: () => this.#putInto(topics, before),
      redo: () => this.#putInto(topics, name)
    }));
  }

  async #putInto(topics: Topic[], field: string): Promise<void> {
    try {
      for (const { id } of topics) {
        const path = { ...this.#path, topic: id };
        await api.PATCH('/workspaces/{workspace}/topics/{topic}', { params: { path }, body: { field } });
      }
    } finally {
      await this.#settle();
    }
  }

  /** Deletes a topic; it can be undone. Tells what is refused. */
  async remove(topic: Topic): Promise<void> {
    const path = { ...this.#path, topic: topic.id };
    const remove = async () => {
      await api.DELETE('/workspaces/{workspace}/topics/{topic}', { params: { path } });
      await this.#settle();
    };
    const restore = async () => {
      await api.POST('/workspaces/{workspace}/topics/{topic}/restore', { params: { path } });
      await this.#settle();
    };
    try {
      await undoStack.during(remove(), () => ({
        done: m.topics_deleted({ name: topic.name }),
        undo: restore,
        redo: remove
      }));
    } catch (error) {
      toasts.tell(refusalText(error), { tone: 'problem' });
    }
  }
}
