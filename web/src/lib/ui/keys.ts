import { m } from '$lib/paraglide/messages';

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Returns the names of keys as people know them, one a key: "mod+k" is Strg and K, "+" is itself. */
export function keyNames(keys: string): string[] {
  const names: Record<string, () => string> = {
    mod: () => (isMac ? '⌘' : m.ui_key_control()),
    shift: () => (isMac ? '⇧' : m.ui_key_shift()),
    alt: () => (isMac ? '⌥' : m.ui_key_alt()),
    escape: () => m.ui_key_escape(),
    enter: () => '↵',
    space: () => m.ui_key_space(),
    arrowleft: () => '←',
    arrowright: () => '→',
    arrowup: () => '↑',
    arrowdown: () => '↓'
  };
  return keys
    .split(/ |(?<=.)\+/)
    .map((key) => names[key.toLowerCase()]?.() ?? (key.length === 1 ? key.toUpperCase() : key));
}

/** Returns what was pressed in the form that actions name it in, such as "mod+shift+z"; "" for a modifier alone. */
export function pressed(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  if (['control', 'meta', 'shift', 'alt', 'dead', 'unidentified', ''].includes(key)) return '';
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase(); // "?" needs Shift on some keyboards alone
  return [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && !isSign ? 'shift' : '',
    key
  ]
    .filter(Boolean)
    .join('+');
}

/** Reports whether what is pressed there is typed. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=button]), textarea, select')
  );
}
