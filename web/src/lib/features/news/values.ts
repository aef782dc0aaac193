import type { Schemas } from '$lib/api';

/** What one sets about mails. */
export interface NewsValues {
  /** The weekly report of this workspace. */
  report: boolean;
  /** The daily digest, over all workspaces. */
  digest: boolean;
  hour: number;
  /** IANA name; "" for a workspace's. */
  zone: string;
  /** The digest tells of this workspace. */
  digestHere: boolean;
}

/** Returns what holds. */
export function newsValues(mine: Schemas['MyNews'], here: Schemas['News']): NewsValues {
  return {
    report: here.receives_report,
    digest: mine.daily_digest,
    hour: mine.digest_hour,
    zone: mine.time_zone ?? '',
    digestHere: here.daily_digest
  };
}

/** "08:00" */
export function hourOfDay(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
