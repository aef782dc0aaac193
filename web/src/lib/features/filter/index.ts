export { addressWith, idsIn } from './address';
export { filterOf, filterParams, filterQuery, isSet, noFilter, type Filter, type FilterPart } from './filter';
export { default as FilterBar } from './FilterBar.svelte';
