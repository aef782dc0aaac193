import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** How a screen may be looked at. */
export interface Look {
  language: 'de' | 'en';
  theme: 'light' | 'dark';
}

export const languages = ['de', 'en'] as const;

/** Both languages in both themes. */
export const looks: Look[] = languages.flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme }))
);

/** Has the next page opened look so; the theme also changes on the page that is open. */
export async function look(page: Page, { language, theme }: Look, address: string): Promise<void> {
  await page.context().addCookies([{ name: 'stetig_lang', value: language, url: new URL(address).origin }]);
  await page.emulateMedia({ colorScheme: theme });
}

/** Returns axe-core for a page: it lists faults alone, and needs no second page, which is half the work. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}

/** Fails if axe-core finds anything serious on the page as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  expectNothingSerious(await axe(page).analyze());
}

/** Fails if axe-core finds colours that are hard to tell apart: the rules for which alone another theme matters. */
export async function expectReadable(page: Page): Promise<void> {
  expectNothingSerious(await axe(page).withRules(['color-contrast', 'link-in-text-block']).analyze());
}

function expectNothingSerious({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>): void {
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n${nodes
          .slice(0, 3)
          .map(({ html, failureSummary }) => `  ${html}\n  ${failureSummary}`)
          .join('\n')}`
    );
  expect(serious).toEqual([]);
}

/** Fails if the page is wider than the window. */
export async function expectNoSideways(page: Page): Promise<void> {
  const { wide, window: width } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth
  }));
  expect(wide).toBeLessThanOrEqual(width);
}
