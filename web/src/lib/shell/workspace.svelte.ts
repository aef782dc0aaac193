import { createContext } from 'svelte';
import { may, type Permission, type Role, type Schemas } from '$lib/api';

/** The workspace that is shown, and what its viewer may there. */
export class WorkspaceInView {
  readonly #me: () => Schemas['Me'];
  readonly #workspace: () => Schemas['Workspace'];

  constructor(me: () => Schemas['Me'], workspace: () => Schemas['Workspace']) {
    this.#me = me;
    this.#workspace = workspace;
  }

  get id(): string {
    return this.#workspace().id;
  }

  get name(): string {
    return this.#workspace().name;
  }

  /** IANA name of the zone that the workspace lives in. A channel may live in another. */
  get zone(): string {
    return this.#workspace().time_zone;
  }

  get me(): Schemas['Me'] {
    return this.#me();
  }

  /** The viewer's own id as a member. */
  get memberId(): string {
    return this.#membership?.member_id ?? '';
  }

  get role(): Role {
    return this.#membership?.role ?? 'viewer';
  }

  /** Reports whether to offer what needs a permission. The server decides. */
  may(permission: Permission): boolean {
    if (this.me.read_only && permission !== 'read') return false;
    return may(this.role, permission);
  }

  /** Returns the address of a screen: `path('month')`; without one the year's. */
  path(screen = ''): string {
    return `/w/${encodeURIComponent(this.id)}${screen ? `/${screen}` : ''}`;
  }

  get #membership(): Schemas['Membership'] | undefined {
    return this.me.memberships.find((membership) => membership.workspace_id === this.id);
  }
}

/** For every component below the workspace's layout: `const workspace = useWorkspace()`. */
export const [useWorkspace, provideWorkspace] = createContext<WorkspaceInView>();
