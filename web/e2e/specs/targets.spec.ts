import type { Page } from '@playwright/test';
import { expect, openDemo, test } from '../fixtures';
import { shownScreens } from '../screens';
import { hiddenFocus, smallTargets } from '../targets';

const phone = { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true };

async function faults(page: Page, isTouch: boolean): Promise<string[]> {
  return [...(await smallTargets(page, isTouch)), ...(await hiddenFocus(page))];
}

// WCAG 2.2: 2.5.8 Target Size (Minimum), 2.4.7 Focus Visible, 2.4.11 Focus Not Obscured (Minimum).
for (const screen of shownScreens) {
  test(`all of it can be hit, by a finger too, and shows its focus: ${screen.name}`, async ({
    page,
    browser,
    demo
  }) => {
    await openDemo(page, demo, screen.path);
    await screen.ready(page);
    expect(await faults(page, false), 'at a desk').toEqual([]);

    const pocket = await browser.newContext({ ...phone, locale: 'de-DE', timezoneId: 'Europe/Berlin' });
    const held = await pocket.newPage();
    await openDemo(held, demo, screen.path);
    await screen.ready(held);
    expect(await faults(held, true), 'on a phone').toEqual([]);
    await pocket.close();
  });
}
