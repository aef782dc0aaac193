export { actions, useActions, type Action } from './actions.svelte';
export { language, type Language } from './language.svelte';
export { default as PageTitle } from './PageTitle.svelte';
export { default as Refusal } from './Refusal.svelte';
export { refusalText } from './refusals';
export { toasts } from './toasts.svelte';
export { undoStack, type Change } from './undo.svelte';
export { useWorkspace, WorkspaceInView } from './workspace.svelte';
