export { Board, type Asked } from './board.svelte';
export { default as BoardLane } from './BoardLane.svelte';
export { default as BoardScreen } from './BoardScreen.svelte';
export { idAside, type Held, type Over } from './held';
export { Lane } from './lane.svelte';
export { whenSeen } from './seen';
export { isFolded, viewOf, viewParams, type View } from './view';
