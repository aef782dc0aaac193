import type { Schemas } from '$lib/api';

/** What an entry still lacks before it can appear. */
export type Missing = { what: 'overdue' | 'date' | 'owner' | 'copy' } | { what: 'checklist'; open: number };

type Seen = Pick<Schemas['Entry'], 'state' | 'publish_at' | 'publish_on' | 'copy' | 'checklist'>;

/**
 * Tells what an entry lacks, as far as it has come: an idea lacks nothing but a date; what is planned, somebody; what is
 * written or judged, its text and what is to be ticked off. What has appeared, or was called off, lacks nothing any more.
 */
export function missingIn(entry: Seen, owner: string | null, isPast: boolean): Missing[] {
  const { state } = entry;
  if (state === 'published' || state === 'cancelled') return [];
  const missing: Missing[] = [];
  const isDated = entry.publish_at !== null || entry.publish_on !== null;
  if (isPast && isDated) missing.push({ what: 'overdue' });
  if (!isDated) missing.push({ what: 'date' });
  if (state === 'idea') return missing;
  if (!owner) missing.push({ what: 'owner' });
  if (state === 'planned') return missing;
  if (!entry.copy.trim()) missing.push({ what: 'copy' });
  const open = entry.checklist.filter(({ done }) => !done).length;
  if (open > 0) missing.push({ what: 'checklist', open });
  return missing;
}
