export { default as Backlog } from './Backlog.svelte';
export { Calendar } from './calendar.svelte';
export { default as CalendarScreen } from './CalendarScreen.svelte';
export { default as ChannelMark } from './ChannelMark.svelte';
export { default as DayDialog } from './DayDialog.svelte';
export { barsOf, byTime, spanOfWeeks, type Bar, type Item } from './layout';
export { default as MoveDialog } from './MoveDialog.svelte';
export type { Opening } from './openings';
export { tellMissed } from './missed';
export { backlogPanel } from './panel.svelte';
export { byMonth, byWeek, periodAsked, type Period } from './periods';
export {
  dropAt,
  initialsOf,
  isUndated,
  placed,
  whenAt,
  zoneName,
  type Channel,
  type Drop,
  type Entry,
  type Placed,
  type Topic
} from './placing';
export { PlannedDays } from './plannedDays.svelte';
export { inReach, monthSteps, weekSteps, type Step } from './steps';
export { default as Strip } from './Strip.svelte';
export { dayInWords, entryInWords, stateIcons, timeInWords } from './words';
