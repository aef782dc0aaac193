import type { Schemas } from '$lib/api';
import type { Names } from './history';

/** What an entry's ids stand for, and what there is to choose from. */
export interface Known {
  channels: Schemas['Channel'][];
  members: Schemas['Member'][];
  topics: Schemas['Topic'][];
  /** The viewer's own id as a member. */
  memberId: string;
}

export function channelOf(known: Known, id: string): Schemas['Channel'] | undefined {
  return known.channels.find((channel) => channel.id === id);
}

/** Returns a member's name; "" for nobody. */
export function memberName(known: Known, id: string | null): string {
  return known.members.find((member) => member.id === id)?.name ?? '';
}

export function topicName(known: Known, id: string | null): string {
  return known.topics.find((topic) => topic.id === id)?.name ?? '';
}

/** Returns the names that a history needs; what is gone is told as such. */
export function namesFor(known: Known, gone: () => string): Pick<Names, 'member' | 'channel' | 'topic'> {
  return {
    member: (id) => memberName(known, id) || gone(),
    channel: (id) => channelOf(known, id)?.name ?? gone(),
    topic: (id) => topicName(known, id) || gone()
  };
}

/** Returns those who can have or approve something now, and who has it already. */
export function peopleFor(known: Known, has: string): { value: string; label: string }[] {
  return known.members
    .filter((member) => member.id === has || (!member.deactivated && !member.removed))
    .map((member) => ({ value: member.id, label: member.name }));
}
