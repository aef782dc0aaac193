import type { IconName } from './icons';

/** A line of a menu: a link where it has `href`, else something to do. */
export interface MenuItem {
  label: string;
  icon?: IconName;
  href?: string;
  /** The address is a page of the server's, not a screen of ours. */
  outside?: boolean;
  run?: () => void;
  keys?: string;
  /** Of several to choose from, whether it is this one. */
  chosen?: boolean;
  disabled?: boolean;
  /** Whether a line stands above it. */
  divided?: boolean;
}
