export { Calendar } from './calendar.svelte';
export { default as CalendarScreen } from './CalendarScreen.svelte';
export { spanOfWeeks, weeksOf } from './layout';
export { default as ChannelMark } from './ChannelMark.svelte';
export { backlogPanel } from './panel.svelte';
export { isUndated, placed, whenAt, type Placed } from './placing';
export { monthSteps, weekSteps } from './steps';
export { stateIcons, timeInWords } from './words';
