import { isColumn, usualColumns, type ColumnName } from './columns';

/** In which order entries stand; with a minus the other way round. */
export type Sort = 'date' | '-date' | 'title' | '-title' | 'updated' | '-updated';
export type Sortable = 'date' | 'title' | 'updated';
export type Grouping = '' | 'channel' | 'owner' | 'state' | 'month' | 'week';

export const sortables: Sortable[] = ['date', 'title', 'updated'];
export const groupings: Grouping[] = ['', 'channel', 'owner', 'state', 'month', 'week'];

/** How entries are shown: in which order, under which heads, with which columns beside the title. */
export interface Arrangement {
  sort: Sort;
  group: Grouping;
  columns: ColumnName[];
}

/** Reads an arrangement from an address. Columns it does not name are those kept in this browser. */
export function arrangementOf(params: URLSearchParams, kept: ColumnName[] | undefined): Arrangement {
  const sort = params.get('sort') ?? '';
  const group = params.get('group') ?? '';
  const columns = params.get('columns');
  return {
    sort: sortables.some((by) => sort === by || sort === `-${by}`) ? (sort as Sort) : 'date',
    group: groupings.find((by) => by === group) ?? '',
    columns: columns === null ? (kept ?? usualColumns) : columnsIn(columns)
  };
}

/** Reports whether heads are spans of days. */
export function isTime(by: Grouping): boolean {
  return by === 'month' || by === 'week';
}

/** Reads names of columns, separated by commas. */
function columnsIn(text: string): ColumnName[] {
  return [...new Set(text.split(',').filter(isColumn))];
}

/** Returns the order that pressing a column's head leads to: the other way round, if it has it already. */
export function turned(sort: Sort, by: Sortable): Sort {
  return sort === by ? `-${by}` : by;
}

/** Returns what a column's head says of the order. */
export function ariaSort(sort: Sort, by: Sortable | undefined): 'ascending' | 'descending' | undefined {
  if (sort === by) return 'ascending';
  return sort === `-${by}` ? 'descending' : undefined;
}

const KEY = 'stetig.list.columns';

/** Returns the columns that were chosen last in this browser; undefined for none. */
export function keptColumns(): ColumnName[] | undefined {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === null ? undefined : columnsIn(kept);
  } catch {
    return undefined;
  }
}

export function keepColumns(columns: ColumnName[]): void {
  try {
    localStorage.setItem(KEY, columns.join(','));
  } catch {
    // Private windows may refuse; the address has them all the same.
  }
}
