import { queryOptions, type QueryClient } from '@tanstack/svelte-query';
import { allPages, api, dataOf, ifMatch, keys, type Outbox, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { FieldName } from './fields';
import { stateInWords } from './states';

type Entry = Schemas['Entry'];

const PAGE = 200;

export const entryKeys = {
  entry: (workspace: string, entry: string) => [...keys.workspace(workspace), 'entry', entry] as const,
  itself: (workspace: string, entry: string) => [...entryKeys.entry(workspace, entry), 'itself'] as const,
  comments: (workspace: string, entry: string) => [...entryKeys.entry(workspace, entry), 'comments'] as const,
  history: (workspace: string, entry: string) => [...entryKeys.entry(workspace, entry), 'history'] as const
};

const pathOf = (workspace: string, entry: string) => ({ params: { path: { workspace, entry } } });

/** Reads an entry; a deleted one too. */
export async function readEntry(workspace: string, entry: string, signal?: AbortSignal): Promise<Entry> {
  return dataOf(await api.GET('/workspaces/{workspace}/entries/{entry}', { ...pathOf(workspace, entry), signal }));
}

/** An entry, with what one may do with it. */
export function entryQuery(workspace: string, entry: string) {
  return queryOptions({
    queryKey: entryKeys.itself(workspace, entry),
    queryFn: ({ signal }) => readEntry(workspace, entry, signal),
    meta: { channelOf: (data) => (data as Entry | undefined)?.channel_id }
  });
}

/** What was said about an entry, the oldest first. */
export function commentsQuery(workspace: string, entry: string) {
  return queryOptions({
    queryKey: entryKeys.comments(workspace, entry),
    queryFn: ({ signal }) =>
      allPages(async (cursor) =>
        dataOf(
          await api.GET('/workspaces/{workspace}/entries/{entry}/comments', {
            params: { path: { workspace, entry }, query: { limit: PAGE, cursor } },
            signal
          })
        )
      )
  });
}

/** Who changed what, the newest first: the latest 200. */
export function historyQuery(workspace: string, entry: string) {
  return queryOptions({
    queryKey: entryKeys.history(workspace, entry),
    queryFn: async ({ signal }) =>
      dataOf(
        await api.GET('/workspaces/{workspace}/entries/{entry}/history', {
          params: { path: { workspace, entry }, query: { limit: PAGE } },
          signal
        })
      ).items
  });
}

/** What of an entry other screens show. A change of anything else leaves them as they are. */
const shownElsewhere: FieldName[] = [
  'title',
  'channel_id',
  'when',
  'topic_id',
  'owner_id',
  'format',
  'effort_hours',
  'source'
];

/** Changes of one entry. Each gives the entry as it then is, and tells the cache. */
export class EntryChanges {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string,
    private readonly outbox: Outbox
  ) {}

  /** Makes an entry; undefined where it waits for the connection. */
  async create(body: Schemas['EntryDraft'], key: string): Promise<Entry | undefined> {
    const sent = await this.outbox.send<Entry>(
      {
        method: 'POST',
        path: `/workspaces/${this.workspace}/entries`,
        body,
        told: m.entry_waits_made({ title: body.title }),
        typed: [body.title, body.copy].filter(Boolean).join('\n\n')
      },
      key
    );
    return 'data' in sent ? this.took(sent.data) : undefined;
  }

  async save(id: string, body: Schemas['EntryPatch'], version: number): Promise<Entry> {
    return dataOf(
      await api.PATCH('/workspaces/{workspace}/entries/{entry}', {
        params: { path: { workspace: this.workspace, entry: id }, header: ifMatch({ version }) },
        body
      })
    );
  }

  /** Saves some fields of an entry; without a connection gives it as it will be. What is done, `told` says. */
  async saveOrKeep(entry: Entry, patch: Schemas['EntryPatch'], told: string): Promise<Entry> {
    const path = `/workspaces/${this.workspace}/entries/${entry.id}`;
    const before = Object.fromEntries(Object.keys(patch).map((name) => [name, entry[name as keyof Entry]]));
    const on = { path, version: entry.version, before, after: patch };
    const typed = patch.title ? { typed: patch.title } : {};
    const sent = await this.outbox.send<Entry>({ method: 'PATCH', path, body: patch, on, told, ...typed });
    return this.took('data' in sent ? sent.data : { ...entry, ...(patch as Partial<Entry>) });
  }

  async move(entry: Entry, body: Schemas['Transition']): Promise<Entry> {
    if (body.to === 'approved') return this.took(await this.#transition(entry, body));
    const path = `/workspaces/${this.workspace}/entries/${entry.id}`;
    const sent = await this.outbox.send<Entry>({
      method: 'POST',
      path: `${path}/transitions`,
      body,
      on: { path, version: entry.version, before: { state: entry.state }, after: { state: body.to } },
      told: m.entry_waits_moved({ title: entry.title, state: stateInWords(body.to) })
    });
    return this.took('data' in sent ? sent.data : { ...entry, state: body.to });
  }

  async approve(entry: Entry): Promise<Entry> {
    return this.took(dataOf(await api.POST('/workspaces/{workspace}/entries/{entry}/approve', this.#matching(entry))));
  }

  async reject(entry: Entry, reason: string): Promise<Entry> {
    const rejected = dataOf(
      await api.POST('/workspaces/{workspace}/entries/{entry}/reject', { ...this.#matching(entry), body: { reason } })
    );
    void this.client.invalidateQueries({ queryKey: entryKeys.comments(this.workspace, entry.id) });
    return this.took(rejected);
  }

  async remove(entry: Entry): Promise<void> {
    await api.DELETE('/workspaces/{workspace}/entries/{entry}', this.#matching(entry));
    this.client.removeQueries({ queryKey: entryKeys.entry(this.workspace, entry.id) });
    this.#invalidateOthers();
  }

  async restore(id: string): Promise<Entry> {
    return this.took(
      dataOf(await api.POST('/workspaces/{workspace}/entries/{entry}/restore', pathOf(this.workspace, id)))
    );
  }

  async createTopic(name: string): Promise<Schemas['Topic']> {
    const topic = dataOf(
      await api.POST('/workspaces/{workspace}/topics', {
        params: { path: { workspace: this.workspace } },
        body: { name }
      })
    );
    await this.client.invalidateQueries({ queryKey: keys.topics(this.workspace) });
    return topic;
  }

  async comment(entry: Entry, body: Schemas['CommentDraft']): Promise<void> {
    const sent = await this.outbox.send({
      method: 'POST',
      path: this.#commentsPath(entry.id),
      body,
      told: m.entry_waits_comment({ title: entry.title }),
      typed: body.text
    });
    if ('data' in sent) await this.#invalidateComments(entry.id);
  }

  /** Returns the comments on an entry that wait for the connection. */
  waitingComments(id: string): { id: string; text: string }[] {
    return this.outbox.waiting
      .filter(({ path }) => path === this.#commentsPath(id))
      .map(({ id, typed = '' }) => ({ id, text: typed }));
  }

  async changeComment(comment: Schemas['Comment'], body: Schemas['CommentPatch']): Promise<void> {
    await api.PATCH('/workspaces/{workspace}/entries/{entry}/comments/{comment}', {
      ...this.#ofComment(comment),
      body
    });
    await this.#invalidateComments(comment.entry_id);
  }

  async removeComment(comment: Schemas['Comment']): Promise<void> {
    await api.DELETE('/workspaces/{workspace}/entries/{entry}/comments/{comment}', this.#ofComment(comment));
    await this.#invalidateComments(comment.entry_id);
  }

  /** Tells the cache of an entry as it now is; `fields` are what changed of it, all where they are not known. */
  took(entry: Entry, fields: FieldName[] = shownElsewhere): Entry {
    this.client.setQueryData(entryKeys.itself(this.workspace, entry.id), entry);
    void this.client.invalidateQueries({ queryKey: entryKeys.history(this.workspace, entry.id) });
    if (fields.some((field) => shownElsewhere.includes(field))) this.#invalidateOthers();
    return entry;
  }

  /** Tells the cache that many entries are not what they were. */
  tookMany(ids: string[]): void {
    for (const id of ids) void this.client.invalidateQueries({ queryKey: entryKeys.entry(this.workspace, id) });
    this.#invalidateOthers();
  }

  #commentsPath(id: string): string {
    return `/workspaces/${this.workspace}/entries/${id}/comments`;
  }

  /** What is approved is what was seen, so it neither waits nor goes on top of anything. */
  async #transition(entry: Entry, body: Schemas['Transition']): Promise<Entry> {
    return dataOf(
      await api.POST('/workspaces/{workspace}/entries/{entry}/transitions', { ...this.#matching(entry), body })
    );
  }

  #invalidateOthers(): void {
    const lasting = ['entry', 'itself', 'channels', 'members', 'topics'];
    void this.client.invalidateQueries({
      queryKey: keys.workspace(this.workspace),
      predicate: ({ queryKey }) => !lasting.includes(String(queryKey[2]))
    });
  }

  async #invalidateComments(id: string): Promise<void> {
    await this.client.invalidateQueries({ queryKey: entryKeys.comments(this.workspace, id) });
  }

  #matching(entry: Entry) {
    return { params: { path: { workspace: this.workspace, entry: entry.id }, header: ifMatch(entry) } };
  }

  #ofComment(comment: Schemas['Comment']) {
    const path = { workspace: this.workspace, entry: comment.entry_id, comment: comment.id };
    return { params: { path, header: ifMatch(comment) } };
  }
}
