export { arrangementOf, keptColumns } from './arrangement';
export { List } from './list.svelte';
export { default as ListScreen } from './ListScreen.svelte';
