import { expect, openDemo, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import { MadeWorkspace } from '../workspaces';

test('keys lead nearer and farther, the day stays in focus, and the address tells @databases', async ({
  page,
  demo
}) => {
  await openDemo(page, demo, '?year=2027');
  const cell = page.getByRole('gridcell', { name: /KW\s18, / }).first();
  await cell.focus();
  await page.keyboard.press('+');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2. Quartal 2027');
  await expect(page).toHaveURL(/\?quarter=2027-Q2$/);
  await expect(page.locator(':focus')).toHaveAccessibleName(/KW\s18, /);
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/\?month=2027-05$/);
  await expect(page.locator(':focus')).toHaveAccessibleName(/Montag, 3\.\sMai 2027/);
  await expect(page.getByRole('columnheader', { name: /^KW/ })).toHaveCount(5);
  await page.keyboard.press('-');
  await expect(page.locator(':focus')).toHaveAccessibleName(/KW\s18, /);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2. Quartal 2027');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3. Quartal 2027');
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2. Quartal 2027');
});

test('the month is one click on its name away', async ({ page, demo }) => {
  await openDemo(page, demo, '?year=2027');
  await page.getByRole('link', { name: 'April 2027' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('April 2027');
  await expect(page.getByRole('gridcell', { name: /1\.\sApril 2027/ }).first()).toBeVisible();
});

test('a week is opened, read, filled and left by keyboard @databases', async ({ page, empty }) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const channel = await workspace.make('channels', { name: 'Werkblog', status: 'active', time_zone: 'Asia/Tokyo' });
  await workspace.make('plans', {
    channel_id: channel.id,
    name: 'Plan',
    starts_on: '2027-01-01',
    ends_on: '2027-12-31',
    cadence: { rule: 'FREQ=WEEKLY;BYDAY=TU,TH', time: '10:00' }
  });
  const entry = await workspace.make('entries', {
    channel_id: channel.id,
    title: 'Frühjahrsputz im Maschinenraum',
    publish_at: '2027-04-06T10:00:00+09:00'
  });
  await workspace.open('?year=2027');
  const cell = page.getByRole('gridcell', { name: /KW\s14, / });
  await cell.focus();
  await page.keyboard.press('Enter');
  const week = page.getByRole('complementary', { name: 'Werkblog' });
  await expect(week.getByRole('heading', { name: 'Werkblog' })).toBeFocused();
  await expect(week.getByText('Di 6.4., 10:00', { exact: false })).toBeVisible();
  await expect(week.getByText('Zeiten in Asia/Tokyo')).toBeVisible();
  await expect(week.getByText('Ab hier ist nichts mehr geplant', { exact: false })).toBeVisible();
  await expect(week.getByRole('link', { name: 'Frühjahrsputz im Maschinenraum' })).toHaveAttribute(
    'href',
    new RegExp(`\\?year=2027&entry=${entry.id}$`)
  );
  await expect(week.getByRole('link', { name: 'Füllen' })).toHaveAttribute(
    'href',
    new RegExp(`\\?year=2027&new=${channel.id}&day=2027-04-08&time=10%3A00$`)
  );
  await page.keyboard.press('Escape');
  await expect(week).toHaveCount(0);
  await expect(cell).toBeFocused();
});

test('runway and rate are explained where one points, and by keyboard', async ({ page, demo }) => {
  await openDemo(page, demo);
  const head = page.getByRole('rowheader').first();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await head.hover();
  await expect(page.getByRole('tooltip')).toContainText('Gehalten:');
  await page.mouse.move(900, 20);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.getByRole('gridcell').first().focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(head).toBeFocused();
  await expect(head).toHaveAccessibleDescription(/Gehalten:/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
});

test('plans are taken over into a year that has none, and taken back @databases', async ({ page, empty }) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  for (const name of ['Werkblog', 'Newsletter']) {
    const channel = await workspace.make('channels', { name, status: 'active' });
    await workspace.make('plans', {
      channel_id: channel.id,
      name: `${name} 2027`,
      starts_on: '2027-01-01',
      ends_on: '2027-12-31',
      cadence: { quota: 2, per: 'week' }
    });
  }
  await workspace.open('?year=2027');
  await page.getByRole('link', { name: 'Jahr 2028 (danach)' }).click();
  await expect(page.getByText('2028 hat noch kein Kanal einen Plan.')).toBeVisible();
  await page.getByRole('button', { name: 'Pläne aus 2027 übernehmen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pläne für 2028' });
  await dialog.getByRole('checkbox', { name: /Newsletter/ }).uncheck();
  await dialog.getByRole('button', { name: '1 Plan anlegen' }).click();
  await expect(page.getByText('2028 haben 1 von 2 Kanälen noch keinen Plan.')).toBeVisible();
  await expect(page.getByRole('gridcell', { name: /^Werkblog, KW\s20, .* 0 von 2 geplant/ })).toHaveCount(1);
  const { items } = await workspace.get<{ items: { name: string; starts_on: string; ends_on: string }[] }>(
    'plans?from=2028-01-03&to=2028-12-31'
  );
  expect(items.map(({ name, starts_on, ends_on }) => [name, starts_on, ends_on])).toEqual([
    ['Werkblog 2028', '2028-01-01', '2028-12-31']
  ]);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('2028 hat noch kein Kanal einen Plan.')).toBeVisible();
});

for (const search of ['?quarter=2027-Q2', '?month=2027-04']) {
  test(`on a phone only the grid scrolls sideways: ${search}`, async ({ page, demo }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await openDemo(page, demo, search);
    await expect(page.getByRole('gridcell').first()).toBeVisible();
    await expectNoSideways(page);
  });
}
