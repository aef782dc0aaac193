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
    name: 'channels',
    path: 'channels',
    ready: (page) => expect(page.getByRole('article').first()).toBeVisible()
  },
  {
    name: 'plan',
    path: 'channels',
    ready: async (page) => {
      await page.getByRole('article').first().getByRole('list').getByRole('button').first().click();
      await expect(page.getByRole('dialog').getByRole('table')).toBeVisible();
    }
  },
  {
    name: 'feeds',
    path: 'feeds',
    ready: (page) => expect(page.getByRole('button', { name: /Abo|feed/ }).first()).toBeVisible()
  },
  {
    name: 'new-feed',
    path: 'feeds',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^(Neues Abo|New feed)$/ })
        .first()
        .click();
      await expect(page.getByRole('dialog').getByText(/^[\d.,]+ (Termine|events)$/)).toBeVisible();
    }
  },
  {
    name: 'nothing',
    path: 'nothing-here',
    ready: (page) => expect(page.getByRole('main').getByRole('heading')).toBeVisible()
  }
];
