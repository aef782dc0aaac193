import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import type { Cell, Column, Severity } from './grid';

/** Returns what a cell draws, in words: for screen readers, and for the line below the grid. */
export function cellInWords(cell: Cell, column: Column, channel: string, formats: Formats): string {
  const parts = [plannedInWords(cell)];
  if (cell.planned > 0) parts.push(m.year_cell_states({ ready: cell.ready, published: cell.published }));
  if (cell.gap) parts.push(severityInWords(cell.gap));
  if (cell.paused === 'whole') parts.push(m.year_cell_pause({ reason: cell.pause }));
  if (cell.paused === 'partly') parts.push(m.year_cell_pause_partly({ reason: cell.pause }));
  const when = `${formats.week(column.week)}, ${formats.spanAndYear(column)}`;
  return `${channel}, ${when}${column.isNow ? ` (${m.year_this_week()})` : ''}: ${parts.join(', ')}`;
}

function plannedInWords({ expected, planned }: Cell): string {
  if (expected > 0) return m.year_cell_planned({ planned, expected });
  return planned > 0 ? m.year_cell_unpromised({ planned }) : m.year_cell_nothing();
}

/** Returns the word for how urgent a gap is. */
export function severityInWords(severity: Severity): string {
  return {
    critical: m.year_severity_critical,
    warning: m.year_severity_warning,
    notice: m.year_severity_notice,
    missed: m.year_severity_missed
  }[severity]();
}
