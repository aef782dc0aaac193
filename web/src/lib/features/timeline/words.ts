import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';

/** "Lücke, dringend" */
export function gapInWords(severity: Schemas['Severity']): string {
  return {
    critical: m.timeline_gap_critical,
    warning: m.timeline_gap_warning,
    notice: m.timeline_gap_notice,
    missed: m.timeline_gap_missed
  }[severity]();
}
