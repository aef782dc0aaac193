import type { IconName } from '$lib/ui';

/** Something of a workspace that was found by its words. */
export interface Found {
  id: string;
  label: string;
  /** Where it belongs, beside the label. */
  detail?: string;
  icon: IconName;
  /** Where it is shown. */
  address: string;
}

export interface FoundGroup {
  name: string;
  label: string;
  found: Found[];
}

/** Finds what a workspace has, beside what can be done in it. */
export type Find = (words: string, signal: AbortSignal) => Promise<FoundGroup[]>;

/** So long may words be that are looked for: as long as the API takes them. */
export const LONGEST_SEARCH = 200;
