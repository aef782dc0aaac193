/**
 * The one place that knows days, ISO weeks, zones and how people write them. Nothing else makes a Date or
 * asks Intl; a test holds that.
 */
export * from './day';
export * from './format';
export * from './hours';
export * from './month';
export * from './now.svelte';
export * from './week';
export * from './zone';
