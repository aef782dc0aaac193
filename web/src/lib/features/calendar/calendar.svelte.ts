import { createQueries, createQuery, useQueryClient } from '@tanstack/svelte-query';
import {
  api,
  asApiError,
  channelsQuery,
  dataOf,
  ifMatch,
  keys,
  membersQuery,
  topicsQuery,
  type ApiError,
  type Schemas
} from '$lib/api';
import { yearKeys, yearQuery } from '$lib/features/year/queries';
import { m } from '$lib/paraglide/messages';
import { language, refusalText, toasts, undoStack, type WorkspaceInView } from '$lib/shell';
import { clock, overlap, wallOf, weekParts, type Month, type Week } from '$lib/time';
import { openingsOf, rowsOf, spanOfWeeks, type Opening, type WeekRow } from './layout';
import { Moves, withMoves } from './moves.svelte';
import { mayMove, placed, whenAt, onDay, type Channel, type Entry, type Placed } from './placing';
import type { Drop } from './drag.svelte';
import { backlogQuery, calendarKeys, entriesBetweenQuery, plansQuery, slotsQuery } from './queries';

/** Some weeks of a workspace: what stands on their days, and what may be done with it. Make it while a route begins. */
export class Calendar {
  readonly #client = useQueryClient();
  readonly #entries;
  readonly #channels;
  readonly #members;
  readonly #topics;
  readonly #plans;
  readonly #slots;
  readonly #years;
  readonly #backlog;
  #search = $state('');
  /** Where one goes on from there, days are shown before what stands on them: something may be dragged there. */
  #wasWhole = false;

  readonly moves = new Moves({
    read: async (entry) =>
      dataOf(await api.GET('/workspaces/{workspace}/entries/{entry}', { params: { path: this.#path(entry) } })),
    change: async (entry, to) =>
      dataOf(
        await api.PATCH('/workspaces/{workspace}/entries/{entry}', {
          params: { path: this.#path(entry.id), header: ifMatch(entry) },
          body: to
        })
      ),
    setState: async (entry, to) =>
      dataOf(
        await api.POST('/workspaces/{workspace}/entries/{entry}/transitions', {
          params: { path: this.#path(entry.id), header: ifMatch(entry) },
          body: { to }
        })
      ),
    refresh: (channels) => this.#refresh(channels),
    done: (was, now, undo, redo) => undoStack.push({ done: this.#told(was, now), undo, redo }),
    refused: (entry, error) =>
      toasts.tell(m.calendar_not_moved({ title: entry.title, why: refusalText(error) }), { tone: 'problem' })
  });

  constructor(
    readonly workspace: WorkspaceInView,
    /** The weeks shown; never none. */
    private readonly weeks: () => Week[],
    private readonly month: () => Month | undefined,
    private readonly chosen: () => string[],
    private readonly withBacklog: () => boolean
  ) {
    const id = () => workspace.id;
    this.#entries = createQuery(() => entriesBetweenQuery(id(), this.span));
    this.#channels = createQuery(() => channelsQuery(id()));
    this.#members = createQuery(() => membersQuery(id()));
    this.#topics = createQuery(() => topicsQuery(id()));
    this.#plans = createQuery(() => plansQuery(id()));
    this.#slots = createQueries(() => ({
      queries: this.slotPlans.map((plan) => slotsQuery(id(), plan.id)),
      combine: (results) => ({
        lists: results.map((result) => result.data),
        areHere: results.every((result) => !result.isPending)
      })
    }));
    this.#years = createQueries(() => ({
      queries: yearsOf(weeks()).map((year) => yearQuery(id(), year)),
      combine: (results) => ({
        known: results.flatMap((result) => (result.data ? [result.data] : [])),
        areHere: results.every((result) => !result.isPending)
      })
    }));
    this.#backlog = createQuery(() => ({ ...backlogQuery(id(), this.#search.trim()), enabled: withBacklog() }));
  }

  get span() {
    return spanOfWeeks(this.weeks());
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

  member(id: string | null): string {
    return this.#members.data?.find((member) => member.id === id)?.name ?? '';
  }

  topic(id: string | null): string {
    return this.#topics.data?.find((topic) => topic.id === id)?.name ?? '';
  }

  /** Whether the entries of these weeks are on their way. */
  get isLoading(): boolean {
    return !this.#entries.data;
  }

  /** What stands on each day; undefined until all of it is known for the first time, so that nothing moves. */
  get rows(): WeekRow[] | undefined {
    this.#wasWhole ||= this.#isWhole;
    if (!this.#channels.data || !this.#wasWhole) return undefined;
    return rowsOf(
      this.weeks(),
      this.month(),
      {
        entries: withMoves(this.#entries.data ?? [], this.moves.shown)
          .map((entry) => this.place(entry))
          .filter((place) => place !== null),
        openings: this.openings,
        years: this.#years.known,
        shows: (channel) => this.chosen().length === 0 || this.chosen().includes(channel)
      },
      clock.today(this.workspace.zone)
    );
  }

  get #isWhole(): boolean {
    const queries = [this.#entries, this.#channels, this.#plans];
    return (
      queries.every((query) => !query.isPending) &&
      this.#slots.lists.length === this.slotPlans.length &&
      this.#slots.areHere &&
      this.#years.areHere
    );
  }

  place(entry: Entry): Placed | null {
    return placed(entry, this.channel(entry.channel_id), this.workspace.zone);
  }

  /** Plans whose days touch the shown and that promise fixed times. */
  get slotPlans(): Schemas['Plan'][] {
    return (this.#plans.data ?? []).filter(
      ({ cadence, starts_on, ends_on }) => cadence.rule && overlap({ from: starts_on, to: ends_on }, this.span)
    );
  }

  get openings(): Opening[] {
    return this.slotPlans.flatMap((plan, i) => {
      const channel = this.channel(plan.channel_id);
      if (!channel) return [];
      return openingsOf(this.#slots.lists[i] ?? [], channel, this.span, wallOf(clock.now, channel.time_zone));
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

  /** Puts an entry where it was dropped. An idea takes the free slot that its channel has on the day. */
  drop(entry: Entry, { day, opening: key }: Drop): void {
    const place = this.place(entry);
    const opening =
      this.openings.find((free) => free.key === key) ??
      (place ? undefined : this.openings.find((free) => free.day === day && free.channel.id === entry.channel_id));
    if (opening) {
      void this.moves.move(entry, {
        ...whenAt(opening.day, opening.time, opening.channel.time_zone),
        channel_id: opening.channel.id
      });
    } else if (!place) {
      void this.moves.move(entry, whenAt(day, null, this.workspace.zone));
    } else if (place.day !== day) {
      void this.moves.move(entry, onDay(place, day));
    }
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

  async #refresh(channels: string[]): Promise<void> {
    const id = this.workspace.id;
    const plans = (this.#plans.data ?? []).filter((plan) => channels.includes(plan.channel_id));
    const gone = [
      calendarKeys.entries(id),
      yearKeys.all(id),
      [...keys.workspace(id), 'gaps'],
      ...plans.map((plan) => calendarKeys.slots(id, plan.id))
    ];
    await Promise.all(gone.map((queryKey) => this.#client.invalidateQueries({ queryKey })));
  }
}

/** The week-numbering years that weeks lie in. */
function yearsOf(weeks: Week[]): number[] {
  return [...new Set(weeks.map((week) => weekParts(week).year))];
}
