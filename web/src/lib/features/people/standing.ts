import type { Role, Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { holds, type Day } from '$lib/time';

/** Roles from most to least rights, as one chooses them. */
export const roles: Role[] = ['lead', 'editor', 'contributor', 'viewer'];

/** Returns what a role is called. */
export function roleName(role: Role): string {
  return {
    viewer: m.people_role_viewer,
    contributor: m.people_role_contributor,
    editor: m.people_role_editor,
    lead: m.people_role_lead
  }[role]();
}

/** Returns what one may in a role. */
export function roleMeans(role: Role): string {
  return {
    viewer: m.people_role_means_viewer,
    contributor: m.people_role_means_contributor,
    editor: m.people_role_means_editor,
    lead: m.people_role_means_lead
  }[role]();
}

/** A member with what is theirs. */
export interface Standing {
  member: Schemas['Member'];
  /** Channels they own, by name. */
  owns: string[];
  /** Channels they are asked to own and have not answered for. */
  asked: string[];
  /** The absence that today lies in. */
  away: Schemas['Absence'] | undefined;
  /** Nobody else could sign in and lead: they can neither go nor take another role. */
  isLastLead: boolean;
}

/** Puts members and what is theirs together: active ones first, then by name. */
export function standingsOf(
  members: Schemas['Member'][],
  channels: Schemas['Channel'][],
  absences: Schemas['Absence'][],
  today: Day
): Standing[] {
  const leads = members.filter(({ role, deactivated, user_id }) => role === 'lead' && !deactivated && user_id);
  return members
    .toSorted((a, b) => Number(a.deactivated) - Number(b.deactivated) || a.name.localeCompare(b.name))
    .map((member) => {
      const theirs = channels.filter(({ owner_id, status }) => owner_id === member.id && status !== 'retired');
      return {
        member,
        owns: theirs.filter((channel) => channel.owner_accepted_at).map(({ name }) => name),
        asked: theirs.filter((channel) => !channel.owner_accepted_at).map(({ name }) => name),
        away: absences.find(
          ({ member_id, starts_on, ends_on }) =>
            member_id === member.id && holds({ from: starts_on, to: ends_on }, today)
        ),
        isLastLead: leads.length === 1 && leads[0]?.id === member.id
      };
    });
}
