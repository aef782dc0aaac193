export { nextInWords, regionName } from './regions';
export { default as RegionSelect } from './RegionSelect.svelte';
