export type { Place } from './keys';
export {
  anchorOf,
  daysIn,
  monthsIn,
  paramsOf,
  periodAt,
  periodOf,
  stepped,
  titleOf,
  zoomedBy,
  type Period
} from './period';
export { askedOf, Timeline } from './timeline.svelte';
export { default as TimelineScreen } from './TimelineScreen.svelte';
