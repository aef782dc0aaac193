import type { Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import type { Day, Formats } from '$lib/time';
import { severityName, type Names, type Severity } from './sections';
import { quoted, span } from './sentence';

type GapEvent = Schemas['GapEvent'];

/** Says what happened. */
export function eventInWords({ kind, note, until }: GapEvent, formats: Formats): string {
  const said: Record<GapEvent['kind'], () => string> = {
    opened: m.gaps_event_opened,
    returned: m.gaps_event_returned,
    moved: m.gaps_event_moved,
    accepted: () =>
      until ? m.gaps_event_accepted_until({ note, day: formats.dayAndYear(until) }) : m.gaps_event_accepted({ note }),
    acceptance_ended: m.gaps_event_acceptance_ended,
    filled: () => m.gaps_event_filled({ title: quoted(note) }),
    resolved: m.gaps_event_resolved,
    merged: m.gaps_event_merged,
    missed: m.gaps_event_missed
  };
  return said[kind]();
}

/** Says, a line for each, what of the gap became another then. Both its days are one line. */
export function becameInWords(event: GapEvent, names: Names, formats: Formats): string[] {
  const was = (field: string) => event.changes.find((change) => change.field === field);
  const lines: string[] = [];
  const from = was('from');
  const to = was('to');
  if (from || to) {
    const before = { from: (from?.from ?? event.from) as Day, to: (to?.from ?? event.to) as Day };
    lines.push(m.gaps_became_span({ from: span(before, formats), to: span(event, formats) }));
  }
  for (const { field, from, to } of event.changes) {
    const change = { from: from ?? '', to: to ?? '' };
    if (field === 'expected') lines.push(m.gaps_became_expected(change));
    if (field === 'actual') lines.push(m.gaps_became_actual(change));
    if (field === 'severity')
      lines.push(
        m.gaps_became_severity({
          from: severityName(change.from as Severity),
          to: severityName(change.to as Severity)
        })
      );
    if (field === 'owner_id') {
      const named = (id: string) => (id ? names.member(id) || m.gaps_former() : m.gaps_nobody());
      lines.push(m.gaps_became_owner({ from: named(change.from), to: named(change.to) }));
    }
  }
  return lines;
}
