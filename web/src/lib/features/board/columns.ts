import type { Schemas } from '$lib/api';
import type { EntryState } from '$lib/features/entry';

type Entry = Schemas['Entry'];

/** A column as it stands, with what is under way into it and out of it. */
export interface Column {
  state: EntryState;
  /** Those that are loaded. */
  entries: Entry[];
  /** How many there are; undefined while that is on its way. */
  total: number | undefined;
  hasMore: boolean;
}

/** Puts entries where they will be: what is under way leaves its column, and takes its place by date in the other. */
export function withSteps(column: Column, shown: readonly Entry[], isReversed: boolean): Column {
  const isMoving = (id: string) => shown.some((entry) => entry.id === id);
  const isListed = (id: string) => column.entries.some((entry) => entry.id === id);
  const left = column.entries.filter(({ id }) => !isMoving(id));
  const here = shown.filter(({ state }) => state === column.state);
  const leaving = column.entries.length - left.length - here.filter(({ id }) => isListed(id)).length;
  const coming = here.filter(({ id }) => !isListed(id)).length;
  return {
    ...column,
    entries: here.reduce((entries, entry) => inserted(entries, entry, isReversed), left),
    total: column.total === undefined ? undefined : column.total - leaving + coming
  };
}

/** Puts an entry where its date has it; without one it comes last, in reverse first. */
function inserted(entries: Entry[], entry: Entry, isReversed: boolean): Entry[] {
  const sign = isReversed ? -1 : 1;
  const at = entries.findIndex((other) => sign * compare(other, entry) > 0);
  return at < 0 ? [...entries, entry] : entries.toSpliced(at, 0, entry);
}

function compare(a: Entry, b: Entry): number {
  const [first, second] = [whenOf(a), whenOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
}

const whenOf = ({ published_at, publish_at, publish_on }: Entry) => published_at ?? publish_at ?? publish_on ?? '9999';
