import { createQuery, useQueryClient } from '@tanstack/svelte-query';
import { channelsQuery, keys, membersQuery, outboxOf, topicsQuery, type Schemas } from '$lib/api';
import { stateInWords, type EntryState } from '$lib/features/entry';
import { EntryChanges, readEntry } from '$lib/features/entry/queries';
import { filterQuery, type Filter } from '$lib/features/filter';
import { plansOfGapsQuery } from '$lib/features/gaps/queries';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack, type WorkspaceInView } from '$lib/shell';
import { addDays, clock } from '$lib/time';
import { ownerOf } from './card';
import { lanesQuery, type EntryQuery } from './queries';
import { mayGo, obstacle, questionFor, type Question } from './steps';
import { Transitions, type Step } from './transitions.svelte';
import { columnsOf, type View } from './view';
import { obstacleInWords } from './words';

type Entry = Schemas['Entry'];

/** What is being asked before an entry goes on. */
export interface Asked {
  question: Question;
  entry: Entry;
  to: EntryState;
}

/** The entries of a workspace by state, and the ways between states. Make it while a route begins. */
export class Board {
  readonly #client = useQueryClient();
  readonly #channels;
  readonly #members;
  readonly #topics;
  readonly #plans;
  readonly #lanes;
  #asked = $state.raw<Asked>();

  readonly transitions = new Transitions({
    read: (id) => readEntry(this.workspace.id, id),
    plan: (entry, plan) => this.#changes.save(entry.id, plan, entry.version),
    move: (entry, to) => this.#changes.move(entry, to),
    approve: (entry) => this.#changes.approve(entry),
    reject: (entry, reason) => this.#changes.reject(entry, reason),
    refresh: () => this.#client.invalidateQueries({ queryKey: [...keys.workspace(this.workspace.id), 'entries'] }),
    during: (was, going, back) =>
      undoStack.during(going, (now) => {
        const done = m.board_moved({ title: was.title, state: stateInWords(now.state) });
        const ways = back(now);
        if (!ways) toasts.tell(done);
        return ways && { done, ...ways };
      }),
    refused: ({ title }, to, error) =>
      toasts.tell(m.board_not_moved({ title, state: stateInWords(to), why: refusalText(error) }), { tone: 'problem' })
  });

  constructor(
    readonly workspace: WorkspaceInView,
    private readonly filter: () => Filter,
    private readonly view: () => View
  ) {
    const id = () => workspace.id;
    this.#channels = createQuery(() => channelsQuery(id()));
    this.#members = createQuery(() => membersQuery(id()));
    this.#topics = createQuery(() => topicsQuery(id()));
    this.#plans = createQuery(() => plansOfGapsQuery(id()));
    this.#lanes = createQuery(() => {
      const { laning } = view();
      return {
        ...lanesQuery(id(), laning === 'none' ? 'owner' : laning, filterQuery(filter())),
        enabled: laning !== 'none'
      };
    });
  }

  get channels(): Schemas['Channel'][] {
    return this.#channels.data ?? [];
  }

  /** Undefined while that is on its way. */
  get hasChannels(): boolean | undefined {
    return this.#channels.data && this.#channels.data.length > 0;
  }

  get members(): Schemas['Member'][] {
    return this.#members.data ?? [];
  }

  get topics(): Schemas['Topic'][] {
    return this.#topics.data ?? [];
  }

  get plans(): Schemas['Plan'][] {
    return this.#plans.data ?? [];
  }

  /** Ids of the channels, or of the owners ("" for nobody), that have a lane, by name; undefined while they are on their way. */
  get lanes(): { key: string; name: string }[] | undefined {
    const counts = this.#lanes.data;
    if (!counts || !this.#channels.data || !this.#members.data) return undefined;
    const named = this.view().laning === 'channel' ? this.channels : this.members;
    const lanes = named
      .filter(({ id }) => counts.items.some(({ key }) => key === id))
      .map(({ id, name }) => ({ key: id, name }));
    return counts.items.some(({ key }) => key === '') ? [...lanes, { key: '', name: m.board_nobody() }] : lanes;
  }

  get laneError(): unknown {
    return this.#lanes.data ? undefined : this.#lanes.error;
  }

  retry(): void {
    void this.#lanes.refetch();
  }

  /** Returns what to ask for in a state; undefined for a state that is not shown. */
  query(state: EntryState, lane?: string): EntryQuery | undefined {
    const filter = this.filter();
    if (!columnsOf(filter).includes(state)) return undefined;
    const { laning, past } = this.view();
    const query = filterQuery(filter);
    const since = past === 0 || filter.from ? undefined : addDays(clock.today(this.workspace.zone), -past);
    return {
      ...query,
      ...(state === 'published' && since ? { from: since } : {}),
      ...(lane === undefined || laning === 'none' ? {} : laneOf(laning, lane))
    };
  }

  channel(id: string): Schemas['Channel'] | undefined {
    return this.channels.find((channel) => channel.id === id);
  }

  /** What is under way in a lane, or on all of the board. */
  underWay(lane: string | undefined): Entry[] {
    const { laning } = this.view();
    const keyOf = (entry: Entry) =>
      laning === 'channel'
        ? entry.channel_id
        : (ownerOf(entry, this.channel(entry.channel_id), { zone: this.workspace.zone, plans: this.plans }) ?? '');
    return this.transitions.shown.filter((entry) => lane === undefined || keyOf(entry) === lane);
  }

  /** What is being asked; undefined for nothing. */
  get asked(): Asked | undefined {
    return this.#asked;
  }

  /** Takes an entry to another state, or asks first what has to be known, or says why it cannot go there. */
  go(entry: Entry, to: EntryState): void {
    const pending = this.transitions.pending(entry.id);
    if (pending) {
      void pending.then((now) => this.go(now ?? entry, to));
      return;
    }
    if (to === entry.state) return;
    if (!mayGo(entry, to)) {
      const why = obstacleInWords(obstacle(entry, to));
      toasts.tell(m.board_not_moved({ title: entry.title, state: stateInWords(to), why }), { tone: 'problem' });
      return;
    }
    const question = questionFor(entry, to, this.workspace.memberId);
    if (question) this.#asked = { question, entry, to };
    else void this.transitions.take(entry, { to });
  }

  /** Takes the step that was asked about. */
  answer(more: Omit<Step, 'to'>): void {
    const asked = this.#asked;
    this.#asked = undefined;
    if (asked) void this.transitions.take(asked.entry, { to: asked.to, ...more });
  }

  dismiss(): void {
    this.#asked = undefined;
  }

  get #changes(): EntryChanges {
    return new EntryChanges(this.#client, this.workspace.id, outboxOf(this.workspace.memberId));
  }
}

function laneOf(laning: 'owner' | 'channel', key: string): EntryQuery {
  if (laning === 'channel') return { channel: [key] };
  return key ? { owner: [key] } : { owner: [], unowned: true };
}
