import type { QueryClient } from '@tanstack/svelte-query';
import { channelsQuery, outboxOf } from '$lib/api';
import { EntryEditor } from './editor.svelte';
import { Drafts } from './kept';
import { EntryChanges, readEntry } from './queries';

/**
 * The editors of a member. One lives on after its panel was closed until the server has what was typed in it, and what
 * a reload or a lost connection left behind is sent when the planner is opened again.
 */
export class Editors {
  readonly drafts: Drafts;
  readonly changes: EntryChanges;
  readonly #open = new Map<string, { editor: EntryEditor; shown: boolean }>();

  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string,
    member: string
  ) {
    this.drafts = new Drafts(() => localStorage, member);
    this.changes = new EntryChanges(client, workspace, outboxOf(member));
  }

  /** Returns the editor of an entry that is shown now. */
  show(id: string): EntryEditor {
    const editor = this.#editorOf(id);
    this.#open.set(id, { editor, shown: true });
    return editor;
  }

  /** Sends what is left, and lets the editor go once that is done. */
  async hide(id: string): Promise<void> {
    const found = this.#open.get(id);
    if (!found) return;
    found.shown = false;
    await found.editor.flush();
    this.#tidy();
  }

  /** Sends what was left behind; returns the ids of entries for which somebody has to choose. */
  async resume(): Promise<string[]> {
    const left = this.drafts.names.filter((id) => !this.#open.get(id)?.shown);
    if (left.length === 0) return [];
    await this.client.ensureQueryData(channelsQuery(this.workspace));
    const unsettled: string[] = [];
    for (const id of left) {
      const editor = this.#editorOf(id);
      try {
        if (!editor.entry) editor.receive(await readEntry(this.workspace, id));
        await editor.flush();
      } catch {
        continue; // it is kept, and tried again the next time
      }
      if (editor.conflicts.length > 0) unsettled.push(id);
    }
    this.#tidy();
    return unsettled;
  }

  /** Tries all again; for when the connection is back. */
  retry(): void {
    for (const { editor } of this.#open.values()) if (!editor.isSaved) editor.retry();
  }

  /** Returns the zone (IANA name) of a channel, once the channels are known. */
  zoneOf = (channel: string): string => {
    const channels = this.client.getQueryData(channelsQuery(this.workspace).queryKey);
    return channels?.find(({ id }) => id === channel)?.time_zone ?? 'UTC';
  };

  #editorOf(id: string): EntryEditor {
    const found = this.#open.get(id);
    if (found) return found.editor;
    const editor = new EntryEditor(id, {
      drafts: this.drafts,
      zoneOf: this.zoneOf,
      far: {
        read: () => readEntry(this.workspace, id),
        save: (patch, version) => this.changes.save(id, patch, version)
      },
      onsaved: (entry, fields) => {
        this.changes.took(entry, fields);
        this.#tidy();
      }
    });
    this.#open.set(id, { editor, shown: false });
    return editor;
  }

  #tidy(): void {
    for (const [id, { editor, shown }] of this.#open) if (!shown && editor.isSaved) this.#open.delete(id);
  }
}

let latest: { workspace: string; member: string; editors: Editors } | undefined;

/** Returns the editors of a member in a workspace, always the same. */
export function editorsOf(client: QueryClient, workspace: string, member: string): Editors {
  if (latest?.workspace !== workspace || latest.member !== member)
    latest = { workspace, member, editors: new Editors(client, workspace, member) };
  return latest.editors;
}
