import type { Attachment } from 'svelte/attachments';

/** So far before something comes into view, it is wanted. */
const AHEAD = '300px';

/** Calls back whenever an element is about to come into view. */
export function whenSeen(onseen: () => void): Attachment {
  return (element) => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onseen(), {
      root: element.closest('[data-scrolls]'),
      rootMargin: AHEAD
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
