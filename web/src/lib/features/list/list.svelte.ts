import { SvelteSet } from 'svelte/reactivity';
import { createQueries, createQuery, useQueryClient } from '@tanstack/svelte-query';
import { asApiError, channelsQuery, membersQuery, outboxOf, topicsQuery, type ApiError, type Schemas } from '$lib/api';
import { placed, type Placed } from '$lib/features/calendar';
import { calendarKeys } from '$lib/features/calendar/queries';
import { EntryChanges, entryQuery, readEntry } from '$lib/features/entry/queries';
import { filterQuery, type Filter } from '$lib/features/filter';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, ToldAlready, undoStack, type WorkspaceInView } from '$lib/shell';
import { clock, type Day } from '$lib/time';
import type { Arrangement } from './arrangement';
import { Edits } from './edits.svelte';
import { groupsOf } from './groups';
import { Lines, PAGE, pageAt, type DrawnLines, type PageOf } from './lines';
import {
  changeEntries,
  listCountsQuery,
  listKeys,
  listPageQuery,
  undoBulk,
  type BulkChange,
  type BulkResult
} from './queries';
import { Selection } from './selection.svelte';
import { countedUntil, holdsToday, lineOfToday } from './today';
import { editInWords, keptInWords } from './words';

type Entry = Schemas['Entry'];

/** So long the list stands still before what is in view is asked for: who scrolls past needs none of it. */
const STILL_MS = 70;

/** No more entries are changed as one. */
export const MOST_CHANGED = 1_000;

/** The entries of a workspace that a filter leaves, in an order and under heads. Make it while a route begins. */
export class List {
  readonly #client = useQueryClient();
  readonly #counts;
  readonly #pages;
  readonly #channels;
  readonly #members;
  readonly #topics;
  readonly #outbox;
  readonly #changes;
  readonly #lines;
  readonly #wanted: PageOf[];
  #asked: PageOf[] = [];
  readonly #folded = new SvelteSet<string>();
  /** Undefined before anything is. */
  #drawn = $state.raw<DrawnLines>();
  #still = $state.raw<DrawnLines>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly selection = new Selection();
  readonly edits: Edits;

  constructor(
    readonly workspace: WorkspaceInView,
    private readonly filter: () => Filter,
    private readonly arrangement: () => Arrangement
  ) {
    const id = () => workspace.id;
    this.#outbox = outboxOf(workspace.memberId);
    this.#changes = $derived(new EntryChanges(this.#client, id(), this.#outbox));
    this.#counts = createQuery(() => ({
      ...listCountsQuery(id(), filter(), arrangement().group, countedUntil(filter(), arrangement(), this.#today)),
      // What was counted by something else has other keys.
      placeholderData: (before, query) =>
        query?.queryKey[1] === id() && query.queryKey.at(-1) === arrangement().group ? before : undefined
    }));
    this.#channels = createQuery(() => channelsQuery(id()));
    this.#members = createQuery(() => membersQuery(id()));
    this.#topics = createQuery(() => topicsQuery(id()));
    this.#lines = $derived.by(() => this.#linesNow());
    this.#wanted = $derived.by(() => this.#wantedNow());
    this.#pages = createQueries(() => ({
      queries: this.#wanted.map(({ group, page }) => listPageQuery(id(), group.filter, arrangement().sort, page)),
      combine: (results) => results.map(({ data, error }) => ({ data, error }))
    }));
    this.edits = new Edits({
      read: (entry) => readEntry(id(), entry),
      save: (entry, patch) =>
        this.#changes.saveOrKeep(entry, patch, editInWords(entry, { ...entry, ...patch }, patch, this)),
      move: (entry, to) => this.#changes.move(entry, { to }),
      known: (entry) => this.#client.getQueryData(entryQuery(id(), entry).queryKey),
      refresh: async () => {
        await this.#outbox.empty();
        await this.refresh();
      },
      during: (was, edit, editing, back) =>
        undoStack.during(editing, (now) =>
          // What waits is taken back where it waits.
          this.#outbox.waiting.length === 0 ? { done: editInWords(was, now, edit, this), ...back(now) } : undefined
        ),
      refused: (entry, error) =>
        toasts.tell(m.list_not_changed({ title: entry.title, why: refusalText(error) }), { tone: 'problem' })
    });
  }

  /** All lines; undefined until it is known how many there are. */
  get lines(): Lines | undefined {
    return this.#lines;
  }

  /** Whether the lines stand by their days, and today is among those asked for. */
  get holdsToday(): boolean {
    return holdsToday(this.filter(), this.arrangement(), this.#today);
  }

  /** The line with which today begins; undefined where none does, or until it is known. */
  get today(): number | undefined {
    const counts = this.#counts.data;
    if (!this.#lines || !counts || !this.holdsToday) return undefined;
    return lineOfToday(this.#lines, this.arrangement(), counts.earlier, this.#today);
  }

  /** The line that it opens with. */
  get start(): number {
    return this.today ?? 0;
  }

  /** Whether it holds what the filter before left, and the new is on its way. */
  get isStale(): boolean {
    return this.#counts.isPlaceholderData;
  }

  /** Why nothing can be shown; undefined where something can. */
  get refusal(): ApiError | undefined {
    const failed =
      this.#counts.isError && !this.#counts.data
        ? this.#counts.error
        : this.#pages.every(({ data }) => !data)
          ? this.#pages.find(({ error }) => error)?.error
          : undefined;
    return failed ? asApiError(failed) : undefined;
  }

  retry(): void {
    void this.refresh();
  }

  get channels(): Schemas['Channel'][] {
    return this.#channels.data ?? [];
  }

  get hasChannels(): boolean | undefined {
    return this.#channels.data && this.#channels.data.length > 0;
  }

  get members(): Schemas['Member'][] {
    return this.#members.data ?? [];
  }

  get topics(): Schemas['Topic'][] {
    return this.#topics.data ?? [];
  }

  channel(id: string): Schemas['Channel'] | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  member(id: string | null): string {
    return this.members.find((member) => member.id === id)?.name ?? '';
  }

  topic(id: string | null): string {
    return this.topics.find((topic) => topic.id === id)?.name ?? '';
  }

  place(entry: Entry): Placed | null {
    return placed(entry, this.channel(entry.channel_id), this.workspace.zone);
  }

  get mayWrite(): boolean {
    return this.workspace.may('write_own_entries');
  }

  /** Tells which lines are drawn. What of them is known is there at once, the rest when the list stands still. */
  draw(lines: DrawnLines): void {
    this.#drawn = lines;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#still = lines), STILL_MS);
  }

  /** The entry on a line; undefined while it is on its way, and on a head. */
  entryAt(line: number): Entry | undefined {
    const here = this.#lines?.at(line);
    if (here?.kind !== 'entry') return undefined;
    const name = nameOf(pageAt(here));
    const entry = this.#pages[this.#wanted.findIndex((page) => nameOf(page) === name)]?.data?.[here.at % PAGE];
    return entry && this.edits.of(entry);
  }

  /** Entries in view and around it, as far as they are known. */
  get loaded(): Entry[] {
    return this.#pages.flatMap(({ data }) => data ?? []).map((entry) => this.edits.of(entry));
  }

  toggleFold(key: string): void {
    if (!this.#folded.delete(key)) this.#folded.add(key);
  }

  /** Reads the entries of some lines, both ends inclusive; those of folded groups are not among them. */
  async entriesOf(from: number, to: number): Promise<Entry[]> {
    const lines = this.#lines;
    if (!lines) return [];
    const pages: Record<string, Entry[]> = {};
    for (const page of lines.pages(from, to)) pages[nameOf(page)] = await this.#read(page);
    const found: Entry[] = [];
    for (let line = from; line <= to; line++) {
      const here = lines.at(line);
      if (here?.kind !== 'entry') continue;
      const entry = pages[nameOf(pageAt(here))]?.[here.at % PAGE];
      if (entry) found.push(entry);
    }
    return found;
  }

  /** Reads the first entries that match, also those under folded heads. */
  async firstEntries(count: number): Promise<Entry[]> {
    const found: Entry[] = [];
    for (const group of this.#lines?.groups ?? []) {
      for (let page = 0; page * PAGE < group.count && found.length < count; page++)
        found.push(...(await this.#read({ group, page })));
    }
    return found.slice(0, count);
  }

  /** Returns the ids of what is chosen. Ask only where that is no more than can be changed as one. */
  async chosenIds(): Promise<string[]> {
    if (!this.selection.isAll) return this.selection.ids;
    const all = await this.firstEntries(this.#lines?.entries ?? 0);
    return all.map(({ id }) => id).filter((id) => this.selection.has(id));
  }

  preview(ids: string[], change: BulkChange, signal: AbortSignal) {
    return changeEntries(this.workspace.id, ids, change, 'preview', signal);
  }

  /** Changes many entries as one; undone as one. Throws what is refused. */
  async changeAll(ids: string[], change: BulkChange, told: (count: number) => string): Promise<void> {
    const workspace = this.workspace.id;
    let result: BulkResult | undefined;
    const apply = async () => {
      result = await changeEntries(workspace, ids, change, 'apply');
      await this.#changedMany(ids);
    };
    const undo = async () => {
      if (!result?.bulk_id) return;
      await this.#undoAll(result.bulk_id, told);
      await this.#changedMany(ids);
    };
    await undoStack.during(apply(), () =>
      result?.bulk_id ? { done: told(result.changed), undo, redo: apply } : undefined
    );
  }

  /** Takes a change of many back. Names those that were changed since, and offers to take back the rest. */
  async #undoAll(bulk: string, told: (count: number) => string): Promise<void> {
    try {
      await undoBulk(this.workspace.id, bulk);
    } catch (error) {
      const { bulk: tried } = asApiError(error);
      const kept = tried?.items.filter(({ outcome }) => outcome === 'refused') ?? [];
      if (kept.length === 0) throw error;
      const rest = tried?.changed ?? 0;
      toasts.tell(keptInWords(kept), {
        tone: 'problem',
        ...(rest > 0
          ? { action: { label: m.list_undo_rest({ count: rest }), run: () => void this.#undoRest(bulk, told) } }
          : {})
      });
      throw new ToldAlready();
    }
  }

  async #undoRest(bulk: string, told: (count: number) => string): Promise<void> {
    try {
      const { changed, items } = await undoBulk(this.workspace.id, bulk, true);
      toasts.tell(m.list_undone_rest({ done: told(changed) }));
      await this.#changedMany(items.map(({ entry_id }) => entry_id));
    } catch (error) {
      toasts.tell(m.list_rest_not_undone({ why: refusalText(error) }), { tone: 'problem' });
    }
  }

  async refresh(): Promise<void> {
    const queryKey = calendarKeys.entries(this.workspace.id);
    await this.#client.invalidateQueries({ queryKey }, { cancelRefetch: false });
  }

  /** Pages of what stood still, and those of what is drawn that are known. */
  #wantedNow(): PageOf[] {
    const lines = this.#lines;
    if (!lines) return [];
    const { first, last } = this.#still ?? { first: this.start, last: this.start + PAGE / 2 };
    const still = lines.pages(first, last);
    const names = still.map(nameOf);
    const drawn = this.#drawn ?? { first, last };
    const known = lines
      .pages(drawn.first, drawn.last)
      .filter((page) => !names.includes(nameOf(page)) && this.#client.getQueryData(this.#keyOf(page)) !== undefined);
    const wanted = [...still, ...known];
    // While they are the same pages, nothing is asked and no row looked up anew.
    if (!samePages(wanted, this.#asked)) this.#asked = wanted;
    return this.#asked;
  }

  get #today(): Day {
    return clock.today(this.workspace.zone);
  }

  #linesNow(): Lines | undefined {
    const counts = this.#counts.data;
    const { group, sort } = this.arrangement();
    if (!counts || (group !== '' && !(this.#channels.data && this.#members.data))) return undefined;
    const groups = groupsOf(counts.groups, group, this.filter(), {
      channels: this.channels.map(({ id }) => id),
      memberName: (id) => this.member(id),
      backwards: sort === '-date'
    });
    return new Lines(groups, group !== '', (key) => this.#folded.has(key));
  }

  #keyOf({ group, page }: PageOf) {
    return listKeys.page(this.workspace.id, group.filter, this.arrangement().sort, page);
  }

  async #read({ group, page }: PageOf): Promise<Entry[]> {
    return this.#client.fetchQuery(listPageQuery(this.workspace.id, group.filter, this.arrangement().sort, page));
  }

  async #changedMany(ids: string[]): Promise<void> {
    this.selection.clear();
    this.#changes.tookMany(ids);
    await this.refresh();
  }
}

function samePages(a: PageOf[], b: PageOf[]): boolean {
  return JSON.stringify(a.map(asked)) === JSON.stringify(b.map(asked));
}

/** What a page is asked for by; how many its group has may change. */
function asked({ group, page }: PageOf) {
  return [group.key, filterQuery(group.filter), page];
}

function nameOf({ group, page }: PageOf): string {
  return `${group.key}:${page}`;
}
