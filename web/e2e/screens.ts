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

/** Opens the ideas beside a calendar; they stay open from page to page. */
async function openIdeas(page: Page): Promise<void> {
  if (!(await page.getByRole('complementary').isVisible())) await page.keyboard.press('b');
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
    name: 'gap-filling',
    path: 'gaps?rule=cadence',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^(Füllen|Fill)$/ })
        .first()
        .click();
      await expect(page.locator('[data-preview=now]')).toBeVisible();
    }
  },
  {
    name: 'gaps-chosen',
    path: 'gaps',
    ready: async (page) => {
      for (const at of [0, 1]) await page.locator('[data-gap]').nth(at).getByRole('checkbox').check();
      await page
        .getByRole('region', { name: /Lücken|gaps/ })
        .getByRole('button')
        .first()
        .click();
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    }
  },
  {
    name: 'reports',
    path: 'reports',
    ready: (page) => expect(page.getByRole('article').first()).toBeVisible()
  },
  {
    name: 'people',
    path: 'people',
    ready: async (page) => {
      await expect(page.locator('[data-member]').first()).toBeVisible();
      await expect(page.locator('[data-load]').first()).toBeVisible();
    }
  },
  {
    name: 'member-time',
    path: 'people',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^(Weiteres zu|More on|More about)/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: /^(Zeit und Ort|Time and place)/ }).click();
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    }
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
      await openIdeas(page);
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
      await openIdeas(page);
      await page.getByRole('complementary').getByRole('button').nth(1).click();
      await expect(page.getByRole('dialog').locator('input[type=date]')).toBeVisible();
    }
  },
  {
    name: 'week',
    path: 'week',
    ready: (page) => expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  },
  ...['week=2027-W11', 'month=2027-03', 'quarter=2027-Q1'].map((period) => ({
    name: `timeline-${period.split('=')[0]}`,
    path: `timeline?${period}`,
    ready: (page: Page) => expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false')
  })),
  {
    name: 'board',
    path: 'board',
    ready: (page) => expect(page.locator('[data-card]').first()).toBeVisible()
  },
  {
    name: 'board-lanes',
    path: 'board?lanes=channel&cancelled=shown',
    ready: (page) => expect(page.locator('[data-card]').first()).toBeVisible()
  },
  {
    name: 'channels',
    path: 'channels',
    ready: (page) => expect(page.getByRole('article').first()).toBeVisible()
  },
  {
    name: 'channel',
    path: 'channels',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^(Kanal ändern|Change channel): / })
        .first()
        .click();
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/\d{4}/);
    }
  },
  {
    name: 'mix',
    path: 'channels',
    ready: async (page) => {
      await page
        .getByRole('button', { name: /^(Mischung|Mix):? / })
        .first()
        .click();
      await expect(page.getByRole('region', { name: /^(Mischung|Mix): / })).toContainText('%');
    }
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
    name: 'topics',
    path: 'topics',
    ready: async (page) => {
      await page.getByRole('main').getByRole('button', { expanded: false }).first().click();
      await expect(page.getByRole('heading', { level: 4 })).toHaveCount(2);
    }
  },
  {
    name: 'topic',
    path: 'topics',
    ready: async (page) => {
      await page.getByRole('button', { name: /^(Neues Thema|New topic)$/ }).click();
      await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
    }
  },
  {
    name: 'settings',
    path: 'settings',
    ready: (page) => expect(page.getByRole('textbox').first()).toBeVisible()
  },
  {
    name: 'notifications',
    path: 'settings?part=news',
    ready: (page) => expect(page.getByRole('heading', { level: 2 })).toHaveCount(2)
  },
  {
    name: 'chats',
    path: 'settings?part=chats',
    ready: (page) => expect(page.getByRole('button', { name: /^(Neuer Chat|New chat)$/ })).toBeVisible()
  },
  {
    name: 'tokens',
    path: 'settings?part=tokens',
    ready: (page) => expect(page.getByRole('button', { name: /^(Neuer Schlüssel|New token)$/ })).toBeVisible()
  },
  {
    name: 'audit',
    path: 'settings?part=audit',
    ready: (page) => expect(page.getByRole('combobox').first()).toBeVisible()
  },
  {
    name: 'links',
    path: 'settings?part=links',
    ready: (page) => expect(page.getByRole('button', { name: /^(Neuer Leselink|New read-only link)$/ })).toBeVisible()
  },
  {
    name: 'new-link',
    path: 'settings?part=links',
    ready: async (page) => {
      await page.getByRole('button', { name: /^(Neuer Leselink|New read-only link)$/ }).click();
      await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    }
  },
  {
    name: 'webhooks',
    path: 'settings?part=webhooks',
    ready: (page) => expect(page.getByRole('button', { name: /^(Neuer Webhook|New webhook)$/ })).toBeVisible()
  },
  {
    name: 'new-webhook',
    path: 'settings?part=webhooks',
    ready: async (page) => {
      await page.getByRole('button', { name: /^(Neuer Webhook|New webhook)$/ }).click();
      await expect(page.getByRole('dialog').getByRole('checkbox').first()).toBeVisible();
    }
  },
  {
    name: 'my-data',
    path: 'settings?part=data',
    ready: (page) => expect(page.getByRole('table')).toBeVisible()
  },
  {
    name: 'import',
    path: 'import',
    ready: async (page) => {
      const sheet = 'Datum;Kanal;Titel;Notiz\n8.3.2027;Blog;Größe zählt;Foto fehlt\n31.2.2027;Blog;Nie;\n';
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'Redaktionsplan.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
      await expect(page.getByRole('table')).toHaveCount(3);
    }
  },
  {
    name: 'search',
    path: 'search?q=messe',
    ready: (page) => expect(page.getByRole('main').locator('mark').first()).toBeVisible()
  },
  {
    name: 'search-nothing',
    path: 'search',
    ready: (page) => expect(page.getByRole('main').getByRole('heading', { level: 2 })).toBeVisible()
  },
  {
    name: 'deleted',
    path: 'search?deleted=true',
    ready: (page) => expect(page.getByRole('main').getByRole('status').last()).not.toBeEmpty()
  },
  {
    name: 'palette-found',
    path: 'search',
    ready: async (page) => {
      await expect(page.getByRole('searchbox')).toBeFocused();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('messe');
      await expect(page.getByRole('dialog').getByRole('option', { name: /„messe“|“messe”/ })).toBeVisible();
    }
  },
  {
    name: 'views',
    path: 'month?month=2027-03',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      await page.keyboard.press('v');
      await expect(page.getByRole('dialog').getByRole('textbox')).toBeVisible();
    }
  },
  {
    name: 'nothing',
    path: 'nothing-here',
    ready: (page) => expect(page.getByRole('main').getByRole('heading')).toBeVisible()
  },
  {
    name: 'new-entry',
    path: '?new=&day=2027-03-31',
    ready: (page) => expect(page.locator('[data-first]')).toBeVisible()
  },
  {
    name: 'entry',
    path: '',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toBeVisible();
      const entry = await page.evaluate(async () => {
        const workspace = location.pathname.replace('/w/', '/api/v1/workspaces/');
        const answer = await fetch(`${workspace}/entries?undated=false&limit=200`);
        const { items } = (await answer.json()) as { items: { id: string; state: string; copy: string }[] };
        return items.findLast(({ state, copy }) => state === 'in_review' && copy !== '') ?? items.at(-1);
      });
      await page.goto(`${page.url()}?entry=${entry?.id}`);
      await expect(page.locator('[data-save]')).toBeVisible();
      await page.getByText(/^(Verlauf|History)$/).click();
      const history = page
        .locator('details')
        .filter({ has: page.locator('summary', { hasText: /^(Verlauf|History)$/ }) });
      await expect(history.locator(':is(li, p)').first()).toBeVisible();
    }
  },
  {
    name: 'list',
    path: 'list?group=month',
    ready: (page) => expect(page.getByRole('grid').getByRole('link').first()).toBeVisible()
  },
  {
    name: 'list-bulk',
    path: 'list?state=planned,drafting',
    ready: async (page) => {
      const box = page.getByRole('grid').getByRole('row').getByRole('checkbox');
      await box.nth(1).click();
      await box.nth(4).click({ modifiers: ['Shift'] });
      await page
        .getByRole('region', { name: /^(Auswahl|Selection)$/ })
        .getByRole('button', { name: /^(Verschieben|Move)$/ })
        .click();
      await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
    }
  },
  {
    name: 'list-filter',
    path: 'list?state=planned&from=2026-01-01',
    ready: async (page) => {
      await expect(page.getByRole('grid')).toBeVisible();
      const sheet = page.getByRole('button', { name: /^Filter \(\d\)$/ });
      if (await sheet.isVisible()) await sheet.click();
      await page
        .getByRole('button', { name: /^(Kanal|Channel)$/ })
        .filter({ visible: true })
        .first()
        .click();
      await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    }
  }
];
