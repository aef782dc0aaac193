import type { Permission } from '$lib/api';
import type { IconName } from '$lib/ui/icons';

/** A screen of a workspace. Each feature that has one says so in its folder, in screen.ts. */
export interface Screen {
  /** The address below the workspace's, "month"; "" for the year, which is home. */
  path: string;
  /** Its place in the bar; in tens, so that others fit between. */
  order: number;
  icon: IconName;
  label: () => string;
  /** Keys that lead there, "g m". */
  keys?: string;
  /** Who lacks it is not offered the screen. */
  needs?: Permission;
  /** plan: a view of the plan, shown first, and on a phone at the bottom; more: all else. */
  place: 'plan' | 'more';
}

const found = import.meta.glob<{ screen: Screen }>('../features/*/screen.ts', { eager: true });

/** All screens, in their order. */
export const screens: Screen[] = Object.values(found)
  .map((module) => module.screen)
  .sort((a, b) => a.order - b.order);
