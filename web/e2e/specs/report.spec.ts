import { demoPath, expect, test } from '../fixtures';
import { expectAccessible } from '../looks';

const sizes = [360, 1280, 2560];

for (const lang of ['de', 'en']) {
  test(`the weekly report prints on two sheets of A4 (${lang})`, async ({ page, demo }) => {
    await page.goto(`${demoPath(demo)}/reports/latest?lang=${lang}`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const sheets = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
    expect(sheets.length).toBeGreaterThan(0);
    expect(sheets.length).toBeLessThanOrEqual(2);
  });
}

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
