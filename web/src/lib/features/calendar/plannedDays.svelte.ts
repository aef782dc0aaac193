import { createQueries, createQuery, useQueryClient } from '@tanstack/svelte-query';
import {
  api,
  asApiError,
  channelsQuery,
  dataOf,
  keys,
  membersQuery,
  outboxOf,
  topicsQuery,
  type ApiError,
  type Schemas
} from '$lib/api';
import { yearKeys } from '$lib/features/year/queries';
import { m } from '$lib/paraglide/messages';
import { language, refusalText, toasts, undoStack, type WorkspaceInView } from '$lib/shell';
import { clock, wallOf, type Day, type Span } from '$lib/time';
import { openingsOf, type Opening } from './openings';
import { Moves, withMoves } from './moves.svelte';
import {
  isPlaced,
  mayMove,
  placed,
  whenAt,
  onDay,
  type Channel,
  type Drop,
  type Entry,
  type Placed,
  type Topic
} from './placing';
import {
  backlogQuery,
  calendarKeys,
  entriesBetweenQuery,
  MOST_CHANNELS,
  slotsQuery,
  type EntryFilter
} from './queries';

/** Some days of a workspace: entries and free slots on them, and what may be done with them. Make it while a route begins. */
export class PlannedDays {
  readonly #client = useQueryClient();
  readonly #outbox;
  readonly #entries;
  readonly #channels;
  readonly #members;
  readonly #topics;
  readonly #promising: string;
  readonly #slots;
  readonly #backlog;
  #search = $state('');

  readonly moves = new Moves({
    read: async (entry) =>
      dataOf(await api.GET('/workspaces/{workspace}/entries/{entry}', { params: { path: this.#path(entry) } })),
    change: (entry, to) => {
      const now = { ...entry, publish_at: null, publish_on: null, ...to };
      return this.#send(entry, now, placeOf, { method: 'PATCH', below: '', body: to });
    },
    setState: (entry, to) =>
      this.#send(entry, { ...entry, state: to }, ({ state }) => ({ state }), {
        method: 'POST',
        below: '/transitions',
        body: { to }
      }),
    refresh: () => this.#refresh(),
    during: (was, moving, back) =>
      undoStack.during(moving, (now) =>
        // What waits is taken back where it waits.
        this.#outbox.waiting.length === 0 ? { done: this.#told(was, now), ...back(now) } : undefined
      ),
    refused: (entry, error) =>
      toasts.tell(m.calendar_not_moved({ title: entry.title, why: refusalText(error) }), { tone: 'problem' })
  });

  constructor(
    readonly workspace: WorkspaceInView,
    private readonly days: () => Span,
    private readonly filter: () => EntryFilter,
    withBacklog: () => boolean
  ) {
    const id = () => workspace.id;
    this.#outbox = outboxOf(workspace.memberId);
    this.#entries = createQuery(() => entriesBetweenQuery(id(), days(), filter()));
    this.#channels = createQuery(() => channelsQuery(id()));
    this.#members = createQuery(() => membersQuery(id()));
    this.#topics = createQuery(() => topicsQuery(id()));
    // A text stays the same while the ids do: where channels change otherwise, what is under way is not begun anew.
    this.#promising = $derived.by(() => this.#promisingNow());
    this.#slots = createQueries(() => ({
      queries: inParts(this.#promising.split(' ').filter(Boolean)).map((channels) =>
        slotsQuery(id(), channels, days())
      ),
      combine: (results) => ({
        known: results.flatMap((result) => result.data ?? []),
        areHere: results.every((result) => !result.isPending)
      })
    }));
    this.#backlog = createQuery(() => ({ ...backlogQuery(id(), this.#search.trim()), enabled: withBacklog() }));
  }

  get span(): Span {
    return this.days();
  }

  /** Why nothing can be shown; undefined where something can. */
  get refusal(): ApiError | undefined {
    const failed = [this.#entries, this.#channels].find((query) => query.isError && !query.data);
    return failed && asApiError(failed.error);
  }

  retry(): void {
    void this.#entries.refetch();
    void this.#channels.refetch();
  }

  get channels(): Channel[] {
    return this.#channels.data ?? [];
  }

  get hasChannels(): boolean | undefined {
    return this.#channels.data && this.#channels.data.length > 0;
  }

  channel(id: string): Channel | undefined {
    return this.#channels.data?.find((channel) => channel.id === id);
  }

  get members(): Schemas['Member'][] {
    return this.#members.data ?? [];
  }

  get topics(): Schemas['Topic'][] {
    return this.#topics.data ?? [];
  }

  member(id: string | null): string {
    return this.#members.data?.find((member) => member.id === id)?.name ?? '';
  }

  topic(id: string | null): string {
    return this.#topics.data?.find((topic) => topic.id === id)?.name ?? '';
  }

  /** Whether the entries of these weeks are on their way. */
  get isLoading(): boolean {
    return !this.#entries.data || this.#entries.isPlaceholderData;
  }

  /** Whether it is known what stands on these days, and what is free. */
  get isWhole(): boolean {
    return !this.#entries.isPending && !this.#channels.isPending && this.#slots.areHere;
  }

  /** What stands on these days; those that are being moved stand where they go. */
  get entries(): Placed[] {
    return withMoves(this.#entries.data ?? [], this.moves.shown)
      .map((entry) => this.place(entry))
      .filter(isPlaced);
  }

  place(entry: Entry): Placed | null {
    return placed(entry, this.channel(entry.channel_id), this.workspace.zone);
  }

  /** Ids of those whose plans promise something, with a space between. */
  #promisingNow(): string {
    const asked = this.filter().channel ?? [];
    return this.channels
      .filter(({ id, status }) => status === 'active' && (asked.length === 0 || asked.includes(id)))
      .map(({ id }) => id)
      .join(' ');
  }

  get openings(): Opening[] {
    return this.#slots.known.flatMap(({ channel: id, slots }) => {
      const channel = this.channel(id);
      return channel ? openingsOf(slots, channel, this.span, wallOf(clock.now, channel.time_zone)) : [];
    });
  }

  get search(): string {
    return this.#search;
  }

  set search(search: string) {
    this.#search = search;
  }

  /** Ideas without a date; undefined while they are on their way. */
  get backlog(): { entries: Entry[]; hasMore: boolean } | undefined {
    const found = this.#backlog.data;
    if (!found) return undefined;
    const shown = this.moves.shown;
    return {
      ...found,
      entries: found.entries.filter(({ id }) => {
        const moved = shown.find((entry) => entry.id === id);
        return !moved || (!moved.publish_at && !moved.publish_on);
      })
    };
  }

  mayMove(entry: Entry): boolean {
    return mayMove(entry, {
      writesAll: this.workspace.may('write_entries'),
      writesOwn: this.workspace.may('write_own_entries'),
      member: this.workspace.memberId
    });
  }

  get mayCreate(): boolean {
    return this.workspace.may('write_own_entries');
  }

  /** Returns what an entry about a topic begins with where that was dropped: the free slot there, else the day alone. */
  begunAt(topic: Topic, { day, opening: key, channel }: Drop, otherwise = ''): Record<string, string> {
    const opening =
      this.openings.find((free) => free.key === key) ??
      this.openings.find((free) => free.day === day && (!channel || free.channel.id === channel));
    const at = opening?.channel.id ?? channel ?? (otherwise || this.channels[0]?.id) ?? '';
    return { new: at, day, time: opening?.time ?? '', about: topic.id };
  }

  /** Returns what an entry about a topic begins with that has no day yet. */
  begunWith(topic: Topic, channel = this.channels[0]?.id ?? ''): Record<string, string> {
    return { new: channel, about: topic.id };
  }

  /** Puts an entry where it was dropped. An idea takes the free slot that the channel has on the day. */
  drop(entry: Entry, { day, opening: key, channel: over }: Drop): void {
    const place = this.place(entry);
    const channel = over ?? entry.channel_id;
    const opening =
      this.openings.find((free) => free.key === key) ??
      (place ? undefined : this.openings.find((free) => free.day === day && free.channel.id === channel));
    if (opening) {
      void this.moves.move(entry, {
        ...whenAt(opening.day, opening.time, opening.channel.time_zone),
        channel_id: opening.channel.id
      });
    } else {
      this.moveTo(entry, day, place?.time ?? null, channel);
    }
  }

  /** Moves an entry to another day, at its time of day. */
  moveToDay(entry: Entry, day: Day): void {
    const place = this.place(entry);
    if (place) void this.moves.move(entry, onDay(place, day));
  }

  /** Moves an entry to a day and a time (null for none) on the clock of a channel, its own or another. */
  moveTo(entry: Entry, day: Day, time: string | null, channel = entry.channel_id): void {
    const zone = this.channel(channel)?.time_zone ?? this.workspace.zone;
    void this.moves.move(entry, { ...whenAt(day, time, zone), channel_id: channel });
  }

  /** Sends a change of what `of` says of an entry; gives it as it then is, or as it will be once the server is reached. */
  async #send(
    entry: Entry,
    now: Entry,
    of: (entry: Entry) => Record<string, unknown>,
    { method, below, body }: EntryRequest
  ): Promise<Entry> {
    const path = `/workspaces/${this.workspace.id}/entries/${entry.id}`;
    const told = this.#told(entry, now);
    const on = { path, version: entry.version, before: of(entry), after: of(now) };
    const sent = await this.#outbox.send<Entry>({ method, path: path + below, body, on, told });
    return 'data' in sent ? sent.data : now;
  }

  #path(entry: string) {
    return { workspace: this.workspace.id, entry };
  }

  #told(was: Entry, now: Entry): string {
    const place = this.place(now);
    const formats = language.formats;
    if (!place) return m.calendar_moved_back({ title: now.title });
    const when = [formats.weekdayAndDay(place.day), place.time].filter(Boolean).join(', ');
    const channel = was.channel_id === now.channel_id ? '' : (place.channel?.name ?? '');
    const told = channel
      ? m.calendar_moved_channel({ title: now.title, when, channel })
      : m.calendar_moved({ title: now.title, when });
    return was.state === 'approved' && now.state === 'in_review' ? `${told}. ${m.calendar_unapproved()}` : told;
  }

  async #refresh(): Promise<void> {
    await this.#outbox.empty();
    const id = this.workspace.id;
    const gone = [
      calendarKeys.entries(id),
      calendarKeys.allSlots(id),
      yearKeys.all(id),
      [...keys.workspace(id), 'gaps']
    ];
    await Promise.all(gone.map((queryKey) => this.#client.invalidateQueries({ queryKey })));
  }
}

/** Divides ids of channels into as many as can be asked for at once. */
function inParts(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / MOST_CHANNELS) }, (_, i) =>
    ids.slice(i * MOST_CHANNELS, (i + 1) * MOST_CHANNELS)
  );
}

interface EntryRequest {
  method: 'PATCH' | 'POST';
  /** Below the entry's address. */
  below: string;
  body: object;
}

function placeOf({ channel_id, publish_at, publish_on }: Entry) {
  return { channel_id, publish_at, publish_on };
}
