import type { Filter } from '$lib/features/filter';
import { addDays, monthOf, weekOf, type Day } from '$lib/time';
import { isTime, type Arrangement } from './arrangement';
import type { Lines } from './lines';

type Order = Pick<Arrangement, 'sort' | 'group'>;

/** Reports whether the lines of a list stand by their days, and today is among those asked for. */
export function holdsToday(filter: Filter, { sort, group }: Order, today: Day): boolean {
  if (filter.undated || filter.from > today || (filter.to && filter.to < today)) return false;
  return group === '' ? sort === 'date' || sort === '-date' : isTime(group);
}

/**
 * Returns up to which day entries are to be counted, so that it is known where today begins among those that stand under
 * no heads; undefined where there are none to count.
 */
export function countedUntil(filter: Filter, order: Order, today: Day): Day | undefined {
  if (order.group !== '' || !holdsToday(filter, order, today)) return undefined;
  const until = order.sort === '-date' ? today : addDays(today, -1);
  return filter.from > until ? undefined : until;
}

/** Returns the line with which today begins, or what comes after it; `counted` are the entries up to `countedUntil`. */
export function lineOfToday(lines: Lines, { sort, group }: Order, counted: number, today: Day): number {
  const isBackwards = sort === '-date';
  if (group === '') return isBackwards ? lines.entries - counted : counted;
  const now = group === 'month' ? monthOf(today) : weekOf(today);
  // What has no date comes last; backwards it comes first.
  return lines.headOf(({ key }) => (isBackwards ? key !== '' && key <= now : key === '' || key >= now));
}
