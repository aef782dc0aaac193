import { addressWith, filterOf, filterParams, isSet, noFilter, type Filter } from '$lib/features/filter';

/** What is looked for, and how it is shown. */
export interface Search {
  filter: Filter;
  /** Among what was deleted and can be restored; else among what is there. */
  deleted: boolean;
  sort: Sort;
}

export const sorts = ['-updated', '-date', 'date', 'title'] as const;
export type Sort = (typeof sorts)[number];

/** Reads a search from an address. What means nothing is left out. */
export function searchOf(params: URLSearchParams): Search {
  return {
    filter: filterOf(params),
    deleted: params.get('deleted') === 'true',
    sort: sorts.find((sort) => sort === params.get('sort')) ?? sorts[0]
  };
}

/** Returns the address of a search; what else the present one says stays. */
export function searchAddress(path: string, now: URLSearchParams, { filter, deleted, sort }: Search): string {
  return addressWith(path, now, {
    ...filterParams(filter),
    deleted: deleted ? 'true' : '',
    sort: sort === sorts[0] ? '' : sort
  });
}

/** Reports whether anything is looked for: words, or a filter, or what was deleted. */
export function isAsked({ filter, deleted }: Search): boolean {
  return deleted || isSet(filter);
}

/** Reports whether only words are looked for: then topics can be found, which have neither channel nor date. */
export function isOfWordsAlone({ filter }: Search): boolean {
  return !isSet({ ...filter, q: '' });
}

/** Returns a search for words alone. */
export function searchFor(q: string): Search {
  return { filter: { ...noFilter, q }, deleted: false, sort: sorts[0] };
}
