export { Calendar } from './calendar.svelte';
export { default as CalendarScreen } from './CalendarScreen.svelte';
export { spanOfWeeks, weeksOf } from './layout';
export { backlogPanel } from './panel.svelte';
export { monthSteps, weekSteps } from './steps';
