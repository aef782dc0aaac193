import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import type { Cell, Column, Severity } from './grid';

/** Returns what a column is called where nothing may be left open: "KW 14, 5.–11. April 2027", "Montag, 5. April 2027". */
export function columnInWords(column: Column, formats: Formats): string {
  const when =
    column.from === column.to
      ? formats.dayInFull(column.from)
      : `${formats.week(column.key)}, ${formats.spanAndYear(column)}`;
  return column.isNow ? `${when} (${column.from === column.to ? m.year_today() : m.year_this_week()})` : when;
}

/** Returns what a cell draws, in words: for screen readers, and for the line below the grid. */
export function cellInWords(cell: Cell, when: string, channel: string): string {
  const parts = [plannedInWords(cell)];
  if (cell.planned > 0) parts.push(m.year_cell_states({ ready: cell.ready, published: cell.published }));
  if (cell.gap) parts.push(severityInWords(cell.gap));
  if (cell.paused === 'whole') parts.push(m.year_cell_pause({ reason: cell.pause }));
  if (cell.paused === 'partly') parts.push(m.year_cell_pause_partly({ reason: cell.pause }));
  if (cell.holiday) parts.push(cell.holiday);
  return `${channel}, ${when}: ${parts.join(', ')}`;
}

function plannedInWords({ expected, planned, isPlanned }: Cell): string {
  if (expected > 0) return m.year_cell_planned({ planned, expected });
  if (planned > 0) return m.year_cell_unpromised({ planned });
  return isPlanned ? m.year_cell_nothing() : m.year_cell_planless();
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
