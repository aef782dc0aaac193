import { addDays, wallOf, type Day, type Instant } from '$lib/time';

/** So long can be restored what was deleted. */
const DAYS_KEPT = 30;

/** Returns the day on which something that was deleted is gone for good. */
export function goneOn(deletedAt: Instant, zone: string): Day {
  return addDays(wallOf(deletedAt, zone).day, DAYS_KEPT);
}
