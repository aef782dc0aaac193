import type { Page } from '@playwright/test';

/**
 * Returns what a pointer can hardly hit (WCAG 2.2, 2.5.8): targets of less than 24 by 24 CSS pixels, unless a circle of
 * that diameter on them meets no other target nor the circle of another small one. As in the criterion, links in the middle
 * of sentences are left out, and so is what is drawn to scale (data-to-scale): a day of a quarter is as wide as it is long,
 * and a month shows it larger. Where fingers point, buttons and fields have to be 44 high.
 */
export async function smallTargets(page: Page, isTouch: boolean): Promise<string[]> {
  return page.evaluate((isTouch) => {
    const LEAST = 24;
    const LEAST_FOR_FINGERS = 44;
    const interactive =
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=option], [role=menuitem], [role=slider], [role=separator][tabindex]';

    /** What is on the screen of an element, once what clips it is taken off; undefined for nothing. */
    function seen(element: Element): DOMRect | undefined {
      let { left, top, right, bottom } = element.getBoundingClientRect();
      for (let box = element.parentElement; box; box = box.parentElement) {
        if (getComputedStyle(box).overflow === 'visible') continue;
        const outer = box.getBoundingClientRect();
        left = Math.max(left, outer.left);
        top = Math.max(top, outer.top);
        right = Math.min(right, outer.right);
        bottom = Math.min(bottom, outer.bottom);
      }
      if (right <= Math.max(0, left) || bottom <= Math.max(0, top)) return undefined;
      if (left >= innerWidth || top >= innerHeight) return undefined;
      return element.getBoundingClientRect();
    }
    const isHit = (element: Element, { left, top, width, height }: DOMRect) => {
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return (
        hit !== null && (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element))
      );
    };
    /** A box is as large as the label, or the cell, around it that ticks it. */
    const boxOf = (element: Element) => {
      const own = element.getBoundingClientRect();
      const label = element.matches('input[type=checkbox], input[type=radio]')
        ? element.closest('label, [role=gridcell].choose')
        : null;
      return label ? label.getBoundingClientRect() : own;
    };
    const isInSentence = (element: Element) =>
      element.matches('a, button') &&
      getComputedStyle(element).display === 'inline' &&
      [...(element.parentElement?.childNodes ?? [])].some((node) => node !== element && node.textContent?.trim());

    const targets = [...document.querySelectorAll(interactive)]
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .filter(
        (element) =>
          !element.matches(':disabled, .sr-only, [data-to-scale]') && !element.closest('[inert], [aria-hidden=true]')
      )
      .filter((element) => seen(element) && isHit(element, boxOf(element)))
      .map((element) => ({ element, box: boxOf(element) }));
    const isSmall = ({ width, height }: DOMRect) => Math.round(width) < LEAST || Math.round(height) < LEAST;
    const centre = ({ left, top, width, height }: DOMRect) => ({ x: left + width / 2, y: top + height / 2 });
    const told = ({ element, box }: (typeof targets)[number], why: string) =>
      `${why}: ${Math.round(box.width)}×${Math.round(box.height)} ${element.cloneNode(false) instanceof Element ? (element.cloneNode(false) as Element).outerHTML.slice(0, 160) : ''} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 40)}`;

    /** Whether the circle on a small target meets another target. */
    const isCrowded = (target: (typeof targets)[number]) => {
      const { x, y } = centre(target.box);
      return targets.some((other) => {
        if (other === target || other.element.contains(target.element) || target.element.contains(other.element))
          return false;
        const at = centre(other.box);
        if (isSmall(other.box) && Math.hypot(at.x - x, at.y - y) < LEAST) return true;
        const nearX = Math.max(other.box.left, Math.min(x, other.box.right));
        const nearY = Math.max(other.box.top, Math.min(y, other.box.bottom));
        return Math.hypot(nearX - x, nearY - y) < LEAST / 2;
      });
    };
    const small = targets
      .filter((target) => isSmall(target.box) && !isInSentence(target.element) && isCrowded(target))
      .map((target) => told(target, 'too small'));
    const fingers = isTouch
      ? targets
          .filter(({ element }) =>
            element.matches(
              'button, select, textarea, input:not([type=checkbox], [type=radio], [type=range], [type=color]), nav a, [role=option], [role=menuitem], [role=tab]'
            )
          )
          .filter(
            ({ element }) => !element.closest('[role=grid], [role=toolbar] [data-dense]') && !isInSentence(element)
          )
          .filter(({ box }) => Math.round(box.height) < LEAST_FOR_FINGERS)
          .map((target) => told(target, 'too small for a finger'))
      : [];
    return [...new Set([...small, ...fingers])];
  }, isTouch);
}

/**
 * Gives all that can have the focus the focus, as the keyboard does, and returns what does not show it (WCAG 2.2, 2.4.7), or
 * is then wholly hidden under something else (2.4.11).
 */
export async function hiddenFocus(page: Page): Promise<string[]> {
  await page.keyboard.press('Shift'); // the keyboard is what is used
  return page.evaluate(() => {
    const MOST = 400;
    const modal = document.querySelector('[role=dialog][data-state=open], [role=alertdialog][data-state=open]');
    const focusable = [
      ...(modal ?? document).querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]'
      )
    ]
      .filter((element) => element.tabIndex >= 0 && !element.matches(':disabled') && !element.closest('[inert]'))
      .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      .slice(0, MOST);
    const look = (element: Element) => {
      const chain = [element, element.parentElement, ...element.querySelectorAll('*')]
        .filter((one) => one !== null)
        .slice(0, 12);
      return chain
        .map((one) => {
          const {
            outlineStyle,
            outlineWidth,
            outlineColor,
            boxShadow,
            borderColor,
            backgroundColor,
            transform,
            textDecorationLine
          } = getComputedStyle(one);
          const outline =
            outlineStyle === 'none' || parseFloat(outlineWidth) === 0 ? '' : `${outlineWidth} ${outlineColor}`;
          return [outline, boxShadow, borderColor, backgroundColor, transform, textDecorationLine].join(';');
        })
        .join('|');
    };
    const told = (element: Element, why: string) =>
      `${why}: ${(element.cloneNode(false) as Element).outerHTML.slice(0, 160)} ${(element.textContent ?? '').trim().slice(0, 40)}`;
    const faults: string[] = [];
    const before = document.activeElement;
    for (const element of focusable) {
      if (element === document.activeElement) element.blur();
      const plain = look(element);
      element.focus();
      if (document.activeElement !== element) continue; // it passes the focus on
      if (look(element) === plain) faults.push(told(element, 'shows no focus'));
      // What only screen readers have shows its focus on what stands for it.
      const shown = element.matches('.sr-only') ? (element.parentElement ?? element) : element;
      const box = shown.getBoundingClientRect();
      const points = [0.5, 0.05, 0.95].flatMap((x) =>
        [0.5, 0.05, 0.95].map((y) => ({ x: box.left + x * box.width, y: box.top + y * box.height }))
      );
      const isSeen = points.some(({ x, y }) => {
        const top = document.elementFromPoint(x, y);
        return (
          top !== null &&
          (shown.contains(top) || top.contains(element) || (top.closest('label')?.contains(element) ?? false))
        );
      });
      if (!isSeen) faults.push(told(element, 'is hidden when it has the focus'));
    }
    if (before instanceof HTMLElement) before.focus();
    return [...new Set(faults)];
  });
}
