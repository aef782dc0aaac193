import { m } from '$lib/paraglide/messages';
import type { Formats } from '$lib/time';
import type { FieldName, Fields, When } from './fields';
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
    case 'checklist':
      return (value as Fields['checklist'])
        .map(({ text, done }) => (done ? m.entry_checklist_item_done({ text }) : m.entry_checklist_item({ text })))
        .join('\n');
    default:
      return value as string;
  }
}

/** "Montag, 3. April 2027, 10:00"; "" for no day. */
export function whenInWords({ day, time }: When, formats: Formats): string {
  if (!day) return '';
  return time ? `${formats.dayInFull(day)}, ${time}` : formats.dayInFull(day);
}
