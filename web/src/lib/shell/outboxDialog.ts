/** Loads the list of what waits. Ask for it while there is a connection: it is needed when there is none. */
export const loadOutboxDialog = () => import('./OutboxDialog.svelte');
