export { addressWith, idsIn } from './address';
export { filterOf, filterParams, filterQuery, isSet, noFilter, NOBODY, type Filter, type FilterPart } from './filter';
export { default as FilterBar } from './FilterBar.svelte';
