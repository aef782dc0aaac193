import type { Attachment } from 'svelte/attachments';

/** So far away from what is seen it is already near. */
const NEAR = '600px';

/** Does something as soon as an element comes near what is seen: `<div {@attach whenSeen(more)}>`. */
export function whenSeen(run: () => void): Attachment {
  return (element) => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && run(), {
      root: scrolledBy(element),
      rootMargin: NEAR
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}

/** Returns what scrolls an element; null for the page. */
function scrolledBy(element: Element): Element | null {
  const above = element.parentElement;
  if (!above) return null;
  return /auto|scroll/.test(getComputedStyle(above).overflowY) ? above : scrolledBy(above);
}
