import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { undoStack } from '$lib/shell';
import { wallOf, type Formats } from '$lib/time';
import type { Names } from './sections';
import { quoted, type Gap } from './sentence';

export type Filling = Schemas['Filling'];

/** What of a filling is not left to the server. */
export type FillChoice = Pick<Schemas['FillDraft'], 'idea_id' | 'title'>;

/** Fills gaps, and takes that back. */
export class GapFilling {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string
  ) {}

  /** Asks what would fill a gap. */
  async preview(gap: Gap, choice: FillChoice, signal: AbortSignal): Promise<Filling> {
    const path = { workspace: this.workspace, gap: gap.id };
    return dataOf(
      await api.POST('/workspaces/{workspace}/gaps/{gap}/fill', {
        params: { path },
        body: { ...choice, mode: 'preview' },
        signal
      })
    );
  }

  /** Fills it as it was shown; undone with its entry. Throws what the server refuses. */
  fill(shown: Filling, choice: FillChoice, told: (filling: Filling) => string): Promise<Filling> {
    return undoStack.during(this.#apply(shown.gap, choice, shown.gap), (first) => {
      let filling = first;
      return {
        done: told(first),
        undo: async () => {
          const path = { workspace: this.workspace, bulk: filling.bulk_id ?? '' };
          await api.POST('/workspaces/{workspace}/entries/bulk/{bulk}/undo', { params: { path } });
          await this.#refresh();
        },
        redo: async () => {
          filling = await this.#apply(first.gap, choice);
        }
      };
    });
  }

  async #apply({ id }: { id: string }, choice: FillChoice, seen?: { version: number }): Promise<Filling> {
    const path = { workspace: this.workspace, gap: id };
    const filling = dataOf(
      await api.POST('/workspaces/{workspace}/gaps/{gap}/fill', {
        params: { path },
        headers: seen && ifMatch(seen),
        body: { ...choice, mode: 'apply' }
      })
    );
    await this.#refresh();
    return filling;
  }

  #refresh(): Promise<void> {
    return this.client.invalidateQueries({ queryKey: keys.workspace(this.workspace) });
  }
}

/** Says when the entry of a filling is to appear. */
export function whenInWords({ entry }: Filling, zone: string, formats: Formats): string {
  if (entry.publish_at) {
    const { day, time } = wallOf(entry.publish_at, zone);
    return `${formats.dayInFull(day)}, ${time}`;
  }
  return entry.publish_on ? formats.dayInFull(entry.publish_on) : '';
}

/** Says how that day was found. */
export function whyThen({ is_slot, entry }: Filling): string {
  if (is_slot) return entry.publish_at ? m.gaps_fill_slot() : m.gaps_fill_slot_late();
  return entry.publish_at ? m.gaps_fill_chosen() : m.gaps_fill_chosen_day();
}

/** Says who has it then, and why. */
export function keeperInWords({ keeper_id, owner_from, is_keeper_away }: Filling, names: Names): string {
  if (!keeper_id) return m.gaps_nobody();
  const name = names.member(keeper_id) || m.gaps_former();
  if (is_keeper_away) return m.gaps_fill_owner_away({ name });
  switch (owner_from) {
    case 'plan':
      return m.gaps_fill_owner_plan({ name });
    case 'channel':
      return m.gaps_fill_owner_channel({ name });
    case 'deputy':
      return m.gaps_fill_owner_deputy({ name });
    case 'filler':
      return m.gaps_fill_owner_filler({ name });
    default:
      return name;
  }
}

/** Says what it is about, and why; "" for nothing. */
export function topicInWords({ entry, topic_from }: Filling, topics: Schemas['Topic'][]): string {
  const topic = topics.find(({ id }) => id === entry.topic_id);
  if (!topic) return '';
  switch (topic_from) {
    case 'theme':
      return m.gaps_fill_topic_theme({ topic: topic.name });
    case 'backlog':
      return m.gaps_fill_topic_backlog({ topic: topic.name });
    default:
      return topic.name;
  }
}

/** Says what was filled. */
export function filledInWords(filling: Filling, channel: string, zone: string, formats: Formats): string {
  return m.gaps_done_filled({
    channel,
    title: quoted(filling.entry.title),
    when: whenInWords(filling, zone, formats)
  });
}
