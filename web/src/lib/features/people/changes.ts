import type { QueryClient } from '@tanstack/svelte-query';
import { api, dataOf, ifMatch, keys, type Schemas } from '$lib/api';
import { m } from '$lib/paraglide/messages';
import { refusalText, toasts, undoStack } from '$lib/shell';

type Member = Schemas['Member'];
type Absence = Schemas['Absence'];

/** An absence as it is typed; `deputy_id` null is the plan's or the channel's. */
export interface AbsenceWords {
  member_id: string;
  starts_on: string;
  ends_on: string;
  deputy_id: string | null;
  reason: string;
}

/** How much time a member has for entries, and where they work; null where nobody said. */
export type TimeAndPlace = Required<Pick<Schemas['MemberPatch'], 'weekly_hours' | 'region'>>;

/** By the id of an absence that was deleted, the id of the one that came back in its place. */
const successors: Record<string, string> = {};

/** What is done about members, invitations and absences. */
export class PeopleChanges {
  constructor(
    private readonly client: QueryClient,
    private readonly workspace: string
  ) {}

  /** Changes a member, at once; takes it back and tells it where the server refuses. Undo leads to what was. */
  async change(member: Member, patch: Schemas['MemberPatch'], done: string): Promise<void> {
    const before: Schemas['MemberPatch'] = {};
    if (patch.role) before.role = member.role;
    if (patch.external !== undefined) before.external = member.external;
    if (patch.deactivated !== undefined) before.deactivated = member.deactivated;
    this.#show({ ...member, ...patch });
    try {
      await undoStack.during(this.#patch(member, patch), () => ({
        done,
        undo: async () => this.#patch(await this.#freshMember(member), before),
        redo: async () => this.#patch(await this.#freshMember(member), patch)
      }));
    } catch (error) {
      this.#show(member);
      this.#refresh();
      toasts.tell(refusalText(error), { tone: 'problem' });
    }
  }

  /** Says how much time a member has, and where they work. Throws what the server refuses. */
  async setTime(member: Member, values: TimeAndPlace): Promise<void> {
    const before = { weekly_hours: member.weekly_hours, region: member.region };
    if (values.weekly_hours === before.weekly_hours && values.region === before.region) return;
    await undoStack.during(this.#patch(member, values), () => ({
      done: m.people_done_time({ name: member.name }),
      undo: async () => this.#patch(await this.#freshMember(member), before),
      redo: async () => this.#patch(await this.#freshMember(member), values)
    }));
  }

  /** Reads a member as they stand, for who goes on with what was typed. */
  async rereadMember(member: Member): Promise<Member> {
    const fresh = await this.#freshMember(member);
    this.#show(fresh);
    return fresh;
  }

  /** Removes a member for good. Throws what the server refuses. */
  async remove(member: Member): Promise<void> {
    await api.DELETE('/workspaces/{workspace}/members/{member}', {
      params: { path: { workspace: this.workspace, member: member.id } },
      headers: ifMatch(member)
    });
    this.#refresh();
  }

  /** Invites somebody; the link is shown once. Throws what the server refuses. */
  async invite(draft: Schemas['InvitationDraft']): Promise<Schemas['NewInvitation']> {
    const made = dataOf(
      await api.POST('/workspaces/{workspace}/invitations', {
        params: { path: { workspace: this.workspace } },
        body: draft
      })
    );
    this.#refresh();
    return made;
  }

  /** Sends an invitation again, with a new link; undefined where the server refuses, which is told. */
  async resend(invitation: Schemas['Invitation']): Promise<Schemas['NewInvitation'] | undefined> {
    return this.#told(async () =>
      dataOf(
        await api.POST('/workspaces/{workspace}/invitations/{invitation}/resend', {
          params: { path: { workspace: this.workspace, invitation: invitation.id } }
        })
      )
    );
  }

  /** Makes an invitation's link dead. */
  async revoke(invitation: Schemas['Invitation']): Promise<void> {
    await this.#told(async () => {
      await api.DELETE('/workspaces/{workspace}/invitations/{invitation}', {
        params: { path: { workspace: this.workspace, invitation: invitation.id } },
        headers: ifMatch(invitation)
      });
      toasts.tell(m.people_revoked({ email: invitation.email }));
    });
  }

  /** Answers for a channel that one is asked to own. */
  async answer(request: Schemas['OwnershipRequest'], accept: boolean): Promise<void> {
    await this.#told(async () => {
      await api.POST('/workspaces/{workspace}/channels/{channel}/ownership', {
        params: { path: { workspace: request.workspace_id, channel: request.channel_id } },
        body: { accept }
      });
      const told = { channel: request.channel_name };
      toasts.tell(accept ? m.people_request_accepted(told) : m.people_request_declined(told));
    });
    await this.client.invalidateQueries({ queryKey: keys.requests });
  }

  /** Notes an absence. Throws what the server refuses. */
  async addAbsence(words: AbsenceWords, name: string): Promise<void> {
    await undoStack.during(this.#make(words), (made) => ({
      done: m.people_done_absence_added({ name }),
      undo: async () => this.#unmake(await this.#freshAbsence(made)),
      redo: () => this.#remake(made, words)
    }));
  }

  /** Gives an absence other days, deputy or reason. Throws what the server refuses. */
  async changeAbsence(absence: Absence, words: AbsenceWords, name: string): Promise<void> {
    await undoStack.during(this.#rewrite(absence, words), () => ({
      done: m.people_done_absence_changed({ name }),
      undo: async () => this.#rewrite(await this.#freshAbsence(absence), absence),
      redo: async () => this.#rewrite(await this.#freshAbsence(absence), words)
    }));
  }

  /** Deletes an absence; undo notes it anew. */
  async deleteAbsence(absence: Absence, name: string): Promise<void> {
    await this.#told(async () => {
      await undoStack.during(this.#unmake(absence), () => ({
        done: m.people_done_absence_deleted({ name }),
        undo: () => this.#remake(absence, absence),
        redo: async () => this.#unmake(await this.#freshAbsence(absence))
      }));
    });
  }

  /** Reads a member as they stand: what is taken back is often not the last that happened to them. */
  async #freshMember({ id }: Member): Promise<Member> {
    const path = { workspace: this.workspace, member: id };
    return dataOf(await api.GET('/workspaces/{workspace}/members/{member}', { params: { path } }));
  }

  /** Reads an absence as it stands, or the one that came back in its place. */
  async #freshAbsence({ id }: Absence): Promise<Absence> {
    let absence = id;
    while (successors[absence]) absence = successors[absence] ?? absence;
    const path = { workspace: this.workspace, absence };
    return dataOf(await api.GET('/workspaces/{workspace}/absences/{absence}', { params: { path } }));
  }

  /** Notes an absence anew that was deleted. */
  async #remake(gone: Absence, words: AbsenceWords): Promise<void> {
    const made = await this.#make(words);
    let last = gone.id;
    while (successors[last]) last = successors[last] ?? last;
    successors[last] = made.id;
  }

  async #make({ member_id, starts_on, ends_on, deputy_id, reason }: AbsenceWords): Promise<Absence> {
    const made = dataOf(
      await api.POST('/workspaces/{workspace}/absences', {
        params: { path: { workspace: this.workspace } },
        body: { member_id, starts_on, ends_on, deputy_id, reason }
      })
    );
    this.#refresh();
    return made;
  }

  async #rewrite(absence: Absence, { starts_on, ends_on, deputy_id, reason }: AbsenceWords): Promise<void> {
    try {
      await api.PATCH('/workspaces/{workspace}/absences/{absence}', {
        params: { path: { workspace: this.workspace, absence: absence.id } },
        headers: ifMatch(absence),
        body: { starts_on, ends_on, deputy_id, reason }
      });
    } finally {
      this.#refresh();
    }
  }

  async #unmake(absence: Absence): Promise<void> {
    await api.DELETE('/workspaces/{workspace}/absences/{absence}', {
      params: { path: { workspace: this.workspace, absence: absence.id } },
      headers: ifMatch(absence)
    });
    this.#refresh();
  }

  async #patch(member: Member, body: Schemas['MemberPatch']): Promise<void> {
    const changed = dataOf(
      await api.PATCH('/workspaces/{workspace}/members/{member}', {
        params: { path: { workspace: this.workspace, member: member.id } },
        headers: ifMatch(member),
        body
      })
    );
    this.#show(changed);
    this.#refresh();
    // Whoever changes their own role may less at once.
    void this.client.invalidateQueries({ queryKey: keys.me });
  }

  /** Does something whose refusal is told in passing. */
  async #told<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      toasts.tell(refusalText(error), { tone: 'problem' });
      return undefined;
    } finally {
      this.#refresh();
    }
  }

  #show(member: Member): void {
    this.client.setQueryData<Member[]>(keys.members(this.workspace), (members) =>
      members?.map((other) => (other.id === member.id ? member : other))
    );
  }

  #refresh(): void {
    void this.client.invalidateQueries({ queryKey: keys.workspace(this.workspace) });
  }
}
