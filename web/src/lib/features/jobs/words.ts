import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';

const jobs: Record<string, () => string> = {
  scan: m.jobs_scan,
  reports: m.jobs_reports,
  digests: m.jobs_digests,
  tidy: m.jobs_tidy
};

/** Returns what a job is called; one of a later program by its own name. */
export function jobName(job: string): string {
  return jobs[job]?.() ?? job;
}

export function outcomeName(outcome: Schemas['RunOutcome']): string {
  return { running: m.jobs_running, done: m.jobs_done, failed: m.jobs_failed, lost: m.jobs_lost }[outcome]();
}

/** "3 Kanäle geprüft, 2 Kanäle mit Änderungen"; what counts nothing is left out. */
export function countsInWords(counts: Record<string, number>, formats: Formats): string {
  const words: Record<string, (of: { count: string }) => string> = {
    channels_scanned: m.jobs_channels_scanned,
    channels_changed: m.jobs_channels_changed,
    members_scanned: m.jobs_members_scanned,
    members_changed: m.jobs_members_changed,
    reports_made: m.jobs_reports_made,
    digests_posted: m.jobs_digests_posted,
    rows_purged: m.jobs_rows_purged
  };
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([what, n]) => {
      const count = formats.number(n);
      return words[what]?.({ count }) ?? m.jobs_counted({ what, count });
    })
    .join(', ');
}

/** What the server tells of a run that failed or was lost (internal/worker/share.go, internal/store/job_runs.go); a test compares them. */
const details: [RegExp, (found: string) => string][] = [
  [/^the server's log says why$/, m.jobs_why_log],
  [/^a fault of the program; the server's log says which$/, m.jobs_why_fault],
  [/^took too long: more than (\S+)$/, (time) => m.jobs_why_late({ time })],
  [/^its server was not heard of again$/, m.jobs_why_lost]
];

/** Returns why a run failed or was lost, in the viewer's language; what has no words here as the server says it. */
export function detailInWords(detail: string): string {
  for (const [told, words] of details) {
    const found = told.exec(detail);
    if (found) return words(found[1] ?? '');
  }
  return detail;
}

/** "15 min", "1 Std.", "30 s": in the largest unit of which it is a whole number. */
export function everyInWords(seconds: number): string {
  if (seconds % 3600 === 0) return m.jobs_every_hours({ hours: seconds / 3600 });
  if (seconds % 60 === 0) return m.jobs_every_minutes({ minutes: seconds / 60 });
  return m.jobs_every_seconds({ seconds });
}
