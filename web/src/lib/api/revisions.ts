/** How far workspaces are known to have been changed. What is read from now on is at least as far. */
export class Revisions {
  readonly #known = new Map<string, number>();

  /** Returns the highest revision that is known; 0 for none. */
  of(workspace: string): number {
    return this.#known.get(workspace) ?? 0;
  }

  note(workspace: string, revision: number): void {
    if (revision > this.of(workspace)) this.#known.set(workspace, revision);
  }
}

export const revisions = new Revisions();
