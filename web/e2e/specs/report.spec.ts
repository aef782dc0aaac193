import type { Page } from '@playwright/test';
import { allowError, demoPath, expect, test } from '../fixtures';
import { expectAccessible } from '../looks';
import { acceptSome, inDays } from '../workspace';
import { MadeWorkspace } from '../workspaces';

const sizes = [360, 1280, 2560];

/** Opens a report that looks ahead, as soon as it is made: those made up late come first. */
async function openWhole(page: Page, address: string): Promise<void> {
  await expect.poll(async () => (await page.request.get(address)).text(), { timeout: 120_000 }).toContain('id="gaps"');
  await page.goto(address);
}

/** Returns how many sheets of paper a page takes. */
async function sheetsOf(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

for (const lang of ['de', 'en']) {
  test(`the weekly report prints on two sheets of A4 (${lang})`, async ({ page, demo }) => {
    const report = `${demoPath(demo)}/reports/latest?lang=${lang}`;
    await openWhole(page, report);
    expect(await sheetsOf(page)).toBe(2);
  });
}

/** Fills a workspace with channels whose promises are as broken as they are kept. */
async function makeChannels(workspace: MadeWorkspace, channels: number): Promise<void> {
  const cadences = [
    { quota: 2, per: 'week' },
    { rule: 'FREQ=WEEKLY;BYDAY=TU,TH', time: '10:00' }
  ] as const;
  for (let i = 1; i <= channels; i++) {
    const name = `${i} Übergroße Unternehmensseite `.repeat(i % 3 === 0 ? 6 : 1).trim();
    const channel = await workspace.make('channels', { name, status: 'active' });
    await workspace.make('plans', {
      channel_id: channel.id,
      name: `Plan ${i}`,
      starts_on: inDays(-200),
      ends_on: inDays(100),
      cadence: cadences[i % 2],
      theme_each_month: true
    });
    for (const days of [1, 3, 20, 31])
      await workspace.make('entries', {
        channel_id: channel.id,
        title: `Was ${name} zu sagen hat`,
        state: 'planned',
        publish_on: inDays(days)
      });
  }
}

test('the report prints on two sheets, however many channels there are, and however long their names', async ({
  page,
  empty
}) => {
  test.slow(); // a server that has just started waits with its reports for up to a minute
  const first = await MadeWorkspace.setUp(page, empty);
  const workspaces = [
    { channels: 1, workspace: first },
    { channels: 12, workspace: await first.another('Zwölf') },
    { channels: 40, workspace: await first.another('Vierzig') }
  ];
  for (const { channels, workspace } of workspaces) {
    await makeChannels(workspace, channels);
    await workspace.open('/reports');
    await acceptSome(page, 5);
  }
  allowError('ERR_CONNECTION_REFUSED');
  await page.goto('about:blank'); // or the server waits for it
  await empty.age(26);
  for (const { channels, workspace } of workspaces) {
    for (const lang of ['de', 'en']) {
      await openWhole(page, workspace.at(`/reports/latest?lang=${lang}`));
      expect(await sheetsOf(page)).toBeLessThanOrEqual(2);
    }
    const left = page.getByText('… and 28 more, all of them in the CSV file').first();
    await expect(left).toBeHidden();
    await page.emulateMedia({ media: 'print' });
    await expect(left).toBeVisible({ visible: channels === 40 });
    await page.emulateMedia({ media: null });
  }
});

test('the trend of the report is for everybody', async ({ page, demo }) => {
  await page.goto(`${demoPath(demo)}/reports/latest?lang=en`);
  await expect(page.getByRole('img', { name: 'Blog: rate by week', exact: true })).toHaveAccessibleDescription(
    /^(Not all kept|Nothing was missing)/
  );
  await page.getByText('Week by week in figures').press('Enter');
  await expect(page.getByRole('table', { name: 'Blog', exact: true }).getByRole('row').nth(1)).toContainText(
    /Week \d+, \d{4}/
  );
  for (const width of sizes) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await expectAccessible(page);
});

test('a channel is shared with people who have no account @databases', async ({ page, demo, browser }) => {
  const workspace = demoPath(demo).replace('/w/', '/api/v1/workspaces/');
  const token = /sttg_[\w-]+/.exec(demo.announced)?.[0] ?? '';
  const headers = { Authorization: `Bearer ${token}` };
  const channels = (await (await page.request.get(`${workspace}/channels`, { headers })).json()) as {
    items: { id: string; name: string }[];
  };
  const made = await page.request.post(`${workspace}/links`, {
    headers,
    data: { name: 'Beirat', shows: 'channel_year', channel_id: channels.items[0]?.id, language: 'de' }
  });
  expect(made.status()).toBe(201);
  const { url, link } = (await made.json()) as { url: string; link: { id: string } };
  for (const colorScheme of ['light', 'dark'] as const) {
    const stranger = await browser.newContext({ colorScheme });
    const sight = await stranger.newPage();
    await sight.goto(url);
    await expect(sight.getByRole('heading', { level: 1 })).toContainText(`${channels.items[0]?.name} im Jahr`);
    for (const width of sizes) {
      await sight.setViewportSize({ width, height: 800 });
      expect(await sight.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await expectAccessible(sight);
    await stranger.close();
  }
  expect((await page.request.delete(`${workspace}/links/${link.id}`, { headers })).status()).toBe(204);
  expect((await page.request.get(url)).status()).toBe(404);
});
