import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import type { FieldName, Fields, Source, When } from './fields';
import { channelOf, memberName, topicName, type Known } from './known';

/** Returns a field's value as people write it; "" for nothing. */
export function valueInWords(field: FieldName, value: Fields[FieldName], known: Known, formats: Formats): string {
  switch (field) {
    case 'channel_id':
      return channelOf(known, value as string)?.name ?? '';
    case 'topic_id':
      return topicName(known, value as string);
    case 'owner_id':
    case 'approver_id':
      return memberName(known, value as string);
    case 'when':
      return whenInWords(value as When, formats);
    case 'effort_hours':
      return effortInWords(value as number | null, formats);
    case 'source':
      return sourceInWords(value as Source);
    case 'checklist':
      return (value as Fields['checklist'])
        .map(({ text, done }) => (done ? m.entry_checklist_item_done({ text }) : m.entry_checklist_item({ text })))
        .join('\n');
    default:
      return value as string;
  }
}

/** "2,5 Std." · "2.5 h"; "" for none. */
export function effortInWords(hours: number | null, formats: Formats): string {
  return hours === null ? '' : m.entry_effort_hours({ hours: formats.number(hours) });
}

/** "Kuratiert: https://example.org"; "" for what is the team's own. */
function sourceInWords({ curated, url }: Source): string {
  if (!curated) return '';
  return url ? m.entry_source_curated_from({ address: url }) : m.entry_source_curated_short();
}

/** "Montag, 3. April 2027, 10:00"; "" for no day. */
export function whenInWords({ day, time }: When, formats: Formats): string {
  if (!day) return '';
  return time ? `${formats.dayInFull(day)}, ${time}` : formats.dayInFull(day);
}
