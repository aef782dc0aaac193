import { expect, type Page } from '@playwright/test';

/** A screen of the demo that is photographed and looked at by axe. Add yours. */
export interface ShownScreen {
  /** Name of the picture. */
  name: string;
  /** Below the workspace's address: "", "month", "?year=2027". */
  path: string;
  /** Waits until all of it is there, and opens on it what is to be seen. */
  ready: (page: Page) => Promise<void>;
}

export const shownScreens: ShownScreen[] = [
  {
    name: 'year',
    path: '',
    ready: (page) => expect(page.getByRole('grid').getByRole('gridcell').first()).toBeVisible()
  },
  {
    name: 'gaps',
    path: 'gaps',
    ready: async (page) => {
      const first = page.locator('[data-gap]').first();
      await first.locator('[data-focus]').click();
      await expect(first.getByRole('listitem').first()).toBeVisible();
    }
  },
  {
    name: 'gap-acceptance',
    path: 'gaps',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^(Hinnehmen|Accept)$/ })
        .first()
        .click();
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    }
  },
  {
    name: 'people',
    path: 'people',
    ready: (page) => expect(page.locator('[data-member]').first()).toBeVisible()
  },
  {
    name: 'invitation',
    path: 'people',
    ready: async (page) => {
      await page.getByRole('button', { name: /^(Einladen|Invite)$/ }).click();
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    }
  },
  {
    name: 'palette',
    path: '',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toBeVisible();
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
    }
  },
  {
    name: 'keys',
    path: '',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toBeVisible();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog').getByRole('heading').first()).toBeVisible();
    }
  },
  {
    name: 'month',
    path: 'month',
    ready: (page) => expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  },
  {
    name: 'month-ideas',
    path: 'month?month=2027-03',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await page.keyboard.press('b');
      await expect(page.getByRole('complementary').getByRole('listitem').first()).toBeVisible();
    }
  },
  {
    name: 'month-day',
    path: 'month?month=2027-03',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await page.locator('[data-day="2027-03-18"]').press('Enter');
      await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible();
    }
  },
  {
    name: 'month-plan',
    path: 'month?month=2027-03',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await page.keyboard.press('b');
      await page.getByRole('complementary').getByRole('button').nth(1).click();
      await expect(page.getByRole('dialog').locator('input[type=date]')).toBeVisible();
    }
  },
  {
    name: 'week',
    path: 'week',
    ready: (page) => expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  },
  {
    name: 'nothing',
    path: 'nothing-here',
    ready: (page) => expect(page.getByRole('main').getByRole('heading')).toBeVisible()
  }
];
