export {
  holidaysIn,
  holidaysInWords,
  holidaysOnDay,
  sharedInWords,
  type NamedHoliday,
  type RegionHolidays,
  type SharedHoliday
} from './days';
export { nextInWords, regionName } from './regions';
export { default as RegionSelect } from './RegionSelect.svelte';
