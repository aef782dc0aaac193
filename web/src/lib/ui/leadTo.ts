import type { Attachment } from 'svelte/attachments';

const led = new WeakSet<Element>();

/** Brings what an address names into view and gives it the focus, once: `<li tabindex="-1" {@attach leadTo(isNamed)}>`. */
export function leadTo(isNamed: boolean): Attachment<HTMLElement> {
  return (element) => {
    if (!isNamed || led.has(element)) return;
    led.add(element);
    element.scrollIntoView({ block: 'center' });
    focusAtOpening(element);
  };
}

/** Gives an element the focus while its page is being opened. SvelteKit then takes it away, but from what asks for it. */
export function focusAtOpening(element: HTMLElement): void {
  element.autofocus = true;
  element.addEventListener('blur', () => (element.autofocus = false), { once: true });
  element.focus({ preventScroll: true });
}
