import type { Attachment } from 'svelte/attachments';

/** Does something as soon as an element comes near what is seen of the page: `<div {@attach whenSeen(more)}>`. */
export function whenSeen(run: () => void): Attachment {
  return (element) => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && run(), {
      rootMargin: '600px'
    });
    observer.observe(element);
    return () => observer.disconnect();
  };
}
