import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, keys, type Outbox, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';
import { daysBetween, type Formats, type Span } from '$lib/time';
import type { ThemeWanted, TopicChoice } from './asked';
import { changeRows, plansQuery, yearKeys } from './queries';
import { spanOfBar } from './grid';

type Bar = Schemas['YearBar'];
type Channel = Schemas['YearChannel'];
type ThemePatch = Schemas['ThemePatch'];

/** Says that no plan holds the days on which a theme was to lie. */
export class NoPlanHere extends Error {}

/**
 * What one changes in the year. Each change can be undone. Moving a theme shows at once and is taken back where the server
 * refuses it; what a dialog asks for throws, so that the dialog keeps what was typed.
 */
export class YearChanges {
  #last: Promise<unknown> = Promise.resolve();
  readonly #versions = new Map<string, number>();

  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string,
    private readonly outbox: Outbox,
    private readonly formats: () => Formats
  ) {}

  /** Lays a theme on other days. Tells what the server refuses. */
  moveTheme(theme: Pick<Bar, 'id' | 'label'>, from: Span, to: Span): Promise<void> {
    this.#show(theme.id, to);
    // One after the other: each knows the version that the one before it made.
    const isLonger = daysBetween(from.from, from.to) !== daysBetween(to.from, to.to);
    const words = { label: theme.label, span: this.formats().spanAndYear(to) };
    const told = isLonger ? m.year_done_theme_stretched(words) : m.year_done_theme_moved(words);
    const change = {
      done: told,
      undo: () => this.#patch(this.#ours(theme.id), daysOf(from)),
      redo: () => this.#patch(this.#ours(theme.id), daysOf(to))
    };
    const moving = this.#last.then(async () => {
      try {
        const isDone = await this.#move(theme.id, from, to, told);
        if (!isDone) void this.outbox.empty().then(() => this.#refresh());
        return isDone ? change : undefined;
      } catch (error) {
        this.#show(theme.id, from);
        toasts.tell(m.year_refused_theme_moved({ label: theme.label, why: refusalText(error) }), { tone: 'problem' });
        this.#refresh();
        return undefined;
      }
    });
    this.#last = moving;
    return undoStack.during(moving, (change) => change).then(() => undefined);
  }

  /** Changes a theme as a dialog asks. */
  async changeTheme(theme: Schemas['Theme'], label: string, { title, days, topic }: ThemeWanted): Promise<void> {
    const before: ThemePatch = {
      topic_id: theme.topic_id,
      title: theme.title,
      starts_on: theme.starts_on,
      ends_on: theme.ends_on
    };
    const after = { title, ...daysOf(days), topic_id: (await this.#topic(topic)).id };
    const done = m.year_done_theme_changed({ label });
    await undoStack.during(this.#sendTheme(theme, before, after, done), (isDone) =>
      isDone
        ? {
            done,
            undo: () => this.#patch(this.#ours(theme.id), before),
            redo: () => this.#patch(this.#ours(theme.id), after)
          }
        : undefined
    );
  }

  /** Lays a theme on the plan that holds the days. Throws NoPlanHere where there is none. */
  async layTheme(channel: string, { days, title, topic }: ThemeWanted): Promise<void> {
    const plans = await this.client.fetchQuery({ ...plansQuery(this.workspace, days), staleTime: 0, retry: false });
    const plan = plans.find((p) => p.channel_id === channel && p.starts_on <= days.from && days.to <= p.ends_on);
    if (!plan) throw new NoPlanHere();
    const { id: topic_id, name } = await this.#topic(topic);
    const draft = { plan_id: plan.id, topic_id, title, ...daysOf(days) };
    await this.#doAndUndo(m.year_done_theme_laid({ label: title || name }), {
      make: async () => dataOf(await api.POST('/workspaces/{workspace}/themes', { ...this.#path, body: draft })),
      remove: (made) => this.#deleteTheme(made)
    });
  }

  /** Takes a theme off its plan. */
  async removeTheme(theme: Schemas['Theme'], label: string): Promise<void> {
    const { plan_id, topic_id, title, starts_on, ends_on } = theme;
    const body = { plan_id, topic_id, title, starts_on, ends_on };
    await this.#undoAndDo(m.year_done_theme_removed({ label }), theme, {
      make: async () => dataOf(await api.POST('/workspaces/{workspace}/themes', { ...this.#path, body })),
      remove: (made) => this.#deleteTheme(made)
    });
  }

  /** Lays a pause on a channel. */
  async layPause(channel: string, days: Span, reason: string): Promise<void> {
    const done = m.year_done_pause_laid({ reason, span: this.formats().spanAndYear(days) });
    const path = `/workspaces/${this.workspace}/channels/${channel}/pauses`;
    const laying = this.outbox.send<Schemas['Pause']>({
      method: 'POST',
      path,
      body: { ...daysOf(days), reason },
      told: done,
      typed: reason
    });
    await undoStack.during(laying, (sent) => {
      if (!('data' in sent)) return this.#waits(done);
      let present = this.#note(sent.data);
      return {
        done,
        undo: () => this.#deletePause(channel, this.#ours(present.id)),
        redo: async () => void (present = this.#note(await this.#postPause(channel, days, reason)))
      };
    });
  }

  /** Changes a pause as a dialog asks. */
  async changePause(channel: string, pause: Bar, days: Span, reason: string): Promise<void> {
    const before = { ...daysOf(spanOfBar(pause)), reason: pause.label };
    const after = { ...daysOf(days), reason };
    const done = m.year_done_pause_changed({ reason });
    const path = `/workspaces/${this.workspace}/channels/${channel}/pauses/${pause.id}`;
    const on = { path, version: pause.version, before, after };
    const changing = this.outbox.send<Schemas['Pause']>({ method: 'PATCH', path, body: after, on, told: done });
    await undoStack.during(changing, (sent) => {
      if (!('data' in sent)) return this.#waits(done);
      this.#note(sent.data);
      return {
        done,
        undo: () => this.#patchPause(channel, this.#ours(pause.id), before),
        redo: () => this.#patchPause(channel, this.#ours(pause.id), after)
      };
    });
  }

  /** Takes a pause away: its days promise again. */
  async removePause(channel: string, pause: Bar): Promise<void> {
    await this.#undoAndDo(m.year_done_pause_removed({ reason: pause.label }), pause, {
      make: () => this.#postPause(channel, spanOfBar(pause), pause.label),
      remove: (made) => this.#deletePause(channel, made)
    });
  }

  /** Makes plans, all of them or as many as go; returns why some did not, by channel. */
  async makePlans(drafts: Schemas['PlanDraft'][], year: number): Promise<Map<string, string>> {
    const refused = new Map<string, string>();
    const made: Schemas['Plan'][] = [];
    const making = async () => {
      for (const body of drafts) {
        try {
          made.push(dataOf(await api.POST('/workspaces/{workspace}/plans', { ...this.#path, body })));
        } catch (error) {
          refused.set(body.channel_id, refusalText(error));
        }
      }
      this.#refresh();
    };
    const undo = async () => {
      for (const plan of made)
        await api.DELETE('/workspaces/{workspace}/plans/{plan}', {
          params: { path: { workspace: this.workspace, plan: plan.id }, header: ifMatch(plan) }
        });
      this.#refresh();
    };
    await undoStack.during(making(), () =>
      made.length > 0 ? { done: m.year_done_plans_copied({ count: made.length, year }), undo } : undefined
    );
    return refused;
  }

  get #path() {
    return { params: { path: { workspace: this.workspace } } };
  }

  async #topic(choice: TopicChoice): Promise<{ id: string; name: string }> {
    if ('id' in choice) return { id: choice.id, name: '' };
    const topic = dataOf(await api.POST('/workspaces/{workspace}/topics', { ...this.#path, body: choice }));
    void this.client.invalidateQueries({ queryKey: keys.topics(this.workspace) });
    return topic;
  }

  async #patch({ id, version }: Made, body: ThemePatch): Promise<void> {
    const saved = dataOf(
      await api.PATCH('/workspaces/{workspace}/themes/{theme}', {
        params: { path: { workspace: this.workspace, theme: id }, header: ifMatch({ version }) },
        body
      })
    );
    this.#took(saved);
  }

  #took(saved: Schemas['Theme']): void {
    this.#show(saved.id, { from: saved.starts_on, to: saved.ends_on }, saved.version);
    this.#note(saved);
  }

  /** Moves a theme; returns whether that was done, not kept until the server is reached. */
  #move(id: string, from: Span, to: Span, told: string): Promise<boolean> {
    return this.#send({ id, version: this.#shownVersion(id) }, daysOf(from), daysOf(to), told);
  }

  /** Changes a theme as a dialog asks; returns whether that was done. What waits is told. */
  async #sendTheme(theme: Made, before: ThemePatch, after: ThemePatch, told: string): Promise<boolean> {
    const isDone = await this.#send(theme, before, after, told);
    if (!isDone) this.#waits(told);
    return isDone;
  }

  async #send({ id, version }: Made, before: ThemePatch, after: ThemePatch, told: string): Promise<boolean> {
    const path = `/workspaces/${this.workspace}/themes/${id}`;
    const on = { path, version, before, after };
    const sent = await this.outbox.send<Schemas['Theme']>({ method: 'PATCH', path, body: after, on, told });
    if ('data' in sent) this.#took(sent.data);
    return 'data' in sent;
  }

  /** Says what is done once the server is reached, and then shows it. */
  #waits(done: string): undefined {
    toasts.tell(m.year_waits({ done }));
    void this.outbox.empty().then(() => this.#refresh());
  }

  async #patchPause(channel: string, { id, version }: Made, body: Schemas['PausePatch']): Promise<void> {
    const path = { workspace: this.workspace, channel, pause: id };
    this.#note(
      dataOf(
        await api.PATCH('/workspaces/{workspace}/channels/{channel}/pauses/{pause}', {
          params: { path, header: ifMatch({ version }) },
          body
        })
      )
    );
  }

  async #deleteTheme({ id, version }: Made): Promise<void> {
    await api.DELETE('/workspaces/{workspace}/themes/{theme}', {
      params: { path: { workspace: this.workspace, theme: id }, header: ifMatch({ version }) }
    });
    this.#refresh();
  }

  async #postPause(channel: string, days: Span, reason: string): Promise<Schemas['Pause']> {
    return dataOf(
      await api.POST('/workspaces/{workspace}/channels/{channel}/pauses', {
        params: { path: { workspace: this.workspace, channel } },
        body: { ...daysOf(days), reason }
      })
    );
  }

  async #deletePause(channel: string, { id, version }: Made): Promise<void> {
    await api.DELETE('/workspaces/{workspace}/channels/{channel}/pauses/{pause}', {
      params: { path: { workspace: this.workspace, channel, pause: id }, header: ifMatch({ version }) }
    });
    this.#refresh();
  }

  /** Makes something; undoing removes it, doing it again makes another like it. */
  async #doAndUndo(done: string, { make, remove }: Making): Promise<void> {
    let present: Made | undefined;
    const again = async () => void (present = this.#note(await make()));
    await undoStack.during(again(), () => ({
      done,
      undo: async () => void (present && (await remove(this.#ours(present.id)))),
      redo: again
    }));
  }

  /** Removes something; undoing makes another like it. */
  async #undoAndDo(done: string, first: Made, { make, remove }: Making): Promise<void> {
    let present = first;
    await undoStack.during(remove(present), () => ({
      done,
      undo: async () => void (present = this.#note(await make())),
      redo: () => remove(this.#ours(present.id))
    }));
  }

  /** Returns a theme or pause as our last change left it: what somebody else changed since is not overwritten by undoing. */
  #ours(id: string): Made {
    return { id, version: this.#versions.get(id) ?? 1 };
  }

  #note<T extends Made>(saved: T): T {
    this.#versions.set(saved.id, saved.version);
    this.#refresh();
    return saved;
  }

  /** Shows a theme on other days wherever it is shown. */
  #show(theme: string, days: Span, version?: number): void {
    void this.client.cancelQueries({ queryKey: yearKeys.all(this.workspace) });
    changeRows(this.client, this.workspace, (channel: Channel) =>
      channel.themes.some(({ id }) => id === theme)
        ? {
            ...channel,
            themes: channel.themes.map((bar) =>
              bar.id === theme ? { ...bar, ...daysOf(days), version: version ?? bar.version } : bar
            )
          }
        : channel
    );
  }

  /** Returns the version of a theme that is shown: what was seen is what is changed. */
  #shownVersion(theme: string): number {
    const shown = this.client.getQueriesData<{ channels: Channel[] }>({ queryKey: yearKeys.all(this.workspace) });
    const versions = shown
      .flatMap(([, rows]) => rows?.channels ?? [])
      .flatMap(({ themes }) => themes.filter(({ id }) => id === theme))
      .map(({ version }) => version);
    return Math.max(1, ...versions);
  }

  #refresh(): void {
    void this.client.invalidateQueries({ queryKey: keys.workspace(this.workspace) });
  }
}

type Made = Pick<Bar, 'id' | 'version'>;

interface Making {
  make: () => Promise<Made>;
  remove: (made: Made) => Promise<void>;
}

function daysOf({ from, to }: Span): { starts_on: string; ends_on: string } {
  return { starts_on: from, ends_on: to };
}
