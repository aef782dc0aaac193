export { addressWith, idsIn } from './address';
export { filterOf, filterParams, filterQuery, isSet, noFilter, NOBODY, type Filter, type FilterPart } from './filter';
export { workOf } from './work';
export { default as FilterBar } from './FilterBar.svelte';
