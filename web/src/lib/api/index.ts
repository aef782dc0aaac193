export * from './changes';
export * from './client';
export * from './connection.svelte';
export * from './outbox';
export * from './permissions';
export * from './problem';
export * from './queries';
export * from './revisions';
