import { allowError, expect, openDemo, setUp, test } from '../fixtures';
import { ask, join, signedOut } from '../people';
import { makeChannel } from '../workspace';
import type { Page } from '@playwright/test';

interface Named {
  id: string;
  name: string;
}

const field = (page: Page) => page.getByRole('searchbox', { name: 'Titel, Texte und Themen durchsuchen' });
const results = (page: Page) => page.getByRole('main').locator('[data-found]');

/** Makes an entry in the first channel; returns its id. */
async function makeEntry(page: Page, entry: Record<string, unknown>): Promise<string> {
  const channels = await ask<{ items: Named[] }>(page, 'GET', '/channels');
  return (await ask<{ id: string }>(page, 'POST', '/entries', { channel_id: channels.items[0]?.id, ...entry })).id;
}

async function remove(page: Page, path: string): Promise<void> {
  const { origin, pathname } = new URL(page.url());
  const answer = await page.request.delete(`${origin}/api/v1/workspaces/${pathname.split('/')[2]}${path}`);
  expect(answer.status(), await answer.text()).toBe(204);
}

test('entries and topics are found by their words, and show where @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  await makeChannel(page, { quota: 1, per: 'week' });
  const copy = `${'Vorweg. '.repeat(60)}Die **Größe** der Anlage zählt.`;
  await makeEntry(page, { title: 'Die Brücke am Fluss', copy });
  await makeEntry(page, { title: 'Größenwahn <b>fett</b>', publish_on: '2027-04-03' });
  await makeEntry(page, { title: 'Ganz anderes' });
  await ask(page, 'POST', '/topics', { name: 'Größe zeigen', field: 'Werk' });

  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search$/);
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Was gesucht werden kann' })).toBeVisible();
  await field(page).fill('GROSSE');
  await expect(page.getByRole('status').filter({ hasText: '2 Beiträge, 1 Thema' })).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=GROSSE$/);
  const bridge = results(page).filter({ hasText: 'Die Brücke am Fluss' });
  await expect(bridge).toContainText('…Vorweg. Vorweg.');
  await expect(bridge).toContainText('Die Größe der Anlage zählt.');
  await expect(bridge.locator('mark')).toHaveText(['Größe']);
  // What was typed is text, never markup.
  await expect(results(page).filter({ hasText: 'Größenwahn <b>fett</b>' }).locator('mark')).toHaveText(['Größe']);

  await field(page).press('ArrowDown');
  await expect(results(page).first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field(page)).toBeFocused();
  await page.reload();
  await expect(results(page)).toHaveCount(3);
  await bridge.press('Enter');
  await expect(page.locator('[data-save]')).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=GROSSE&entry=/);
});

test('a filter narrows what is found, and nothing found says what may help', async ({ page, demo }) => {
  await openDemo(page, demo, 'search?q=messe');
  await expect(page.getByRole('heading', { name: 'Themen', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Stand' }).click();
  await page.getByRole('option', { name: 'veröffentlicht' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/state=published&q=messe/);
  await expect(page.getByRole('heading', { name: 'Themen', exact: true })).toHaveCount(0);
  await expect(results(page).first()).toBeVisible();
  await expect(results(page).filter({ hasNotText: 'veröffentlicht' })).toHaveCount(0);
  await field(page).fill('Zeppelinflug');
  await expect(page.getByRole('heading', { name: 'Nichts gefunden' })).toBeVisible();
  await page.getByRole('button', { name: 'Ohne Filter suchen' }).click();
  await expect(page).toHaveURL(/\/search\?q=Zeppelinflug$/);
});

test('what many have comes page by page, in the order chosen', async ({ page, demo }) => {
  await openDemo(page, demo, 'search?q=d');
  const told = page.getByRole('status').filter({ hasText: 'Beiträge' });
  await expect(told).toBeVisible();
  const total = Number(/[\d.]+/.exec(await told.innerText())?.[0].replace('.', ''));
  expect(total).toBeGreaterThan(60);
  const entries = page.getByRole('region', { name: 'Beiträge' }).getByRole('listitem');
  const before = await entries.count();
  await entries.last().scrollIntoViewIfNeeded();
  await expect.poll(() => entries.count()).toBeGreaterThan(before);
  const first = await entries.first().innerText();
  await page.getByRole('combobox', { name: 'Reihenfolge' }).selectOption('Titel');
  await expect(page).toHaveURL(/sort=title/);
  await expect(entries.first()).not.toHaveText(first);
  await expect(entries.first().locator('.font-semibold')).toHaveText(/^[^\p{L}]*[A\d]/u);
});

test('what was deleted is found, and brought back, and that is undone @databases', async ({ page, empty, browser }) => {
  await setUp(page, empty);
  await makeChannel(page, { quota: 1, per: 'week' });
  const entry = await makeEntry(page, { title: 'Alter Beitrag', copy: 'Schnee von gestern' });
  const topic = await ask<{ id: string }>(page, 'POST', '/topics', { name: 'Altes Thema' });
  const plans = await ask<{ items: Named[] }>(page, 'GET', '/plans');
  await remove(page, `/entries/${entry}`);
  await remove(page, `/topics/${topic.id}`);
  await remove(page, `/plans/${plans.items[0]?.id}`);

  await page.goto(`${page.url()}/search`);
  await field(page).fill('schnee');
  await page.getByRole('button', { name: 'In Gelöschtem suchen' }).click();
  await expect(results(page)).toHaveCount(1);
  await field(page).fill('');
  await expect(page.getByRole('status').filter({ hasText: '1 Beitrag, 1 Thema, 1 Plan' })).toBeVisible();
  await expect(results(page).filter({ hasText: 'Alter Beitrag' })).toContainText('Wird am');
  for (const name of ['Alter Beitrag', 'Altes Thema', 'Plan'])
    await page.getByRole('button', { name: `„${name}“ zurückholen` }).click();
  await expect(page.getByRole('heading', { name: 'Hier ist nichts Gelöschtes' })).toBeVisible();
  expect((await ask<{ items: Named[] }>(page, 'GET', '/plans')).items).toHaveLength(1);
  expect((await ask<{ items: Named[] }>(page, 'GET', '/topics')).items).toHaveLength(1);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: '„Plan“ zurückholen' })).toBeVisible();

  const viewer = await join(browser, page, empty, 'viewer', 'Vera Schau');
  await remove(page, `/entries/${entry}`);
  await viewer.goto(`${viewer.url().split('?')[0]}/search?deleted=true`);
  await expect(viewer.getByText('Alter Beitrag')).toBeVisible();
  await expect(viewer.getByRole('button', { name: /zurückholen/ })).toHaveCount(0);
  await viewer.context().close();
});

test('the palette finds entries, topics, channels and people while one types', async ({ page, demo }) => {
  await openDemo(page, demo, 'gaps');
  await expect(page.locator('[data-gap]').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Suchen und ausführen' });
  const box = page.getByRole('combobox', { name: 'Suchen und ausführen' });
  await box.fill('hannover');
  const entries = palette.getByRole('group', { name: 'Beiträge' });
  await expect(entries.getByRole('option').first()).toContainText('Hannover');
  await expect(palette.getByRole('group', { name: 'Themen' }).getByRole('option').first()).toContainText('Hannover');
  await box.fill('newsl');
  await expect(palette.getByRole('group', { name: 'Kanäle' }).getByRole('option')).toHaveText(['Newsletter']);
  await box.fill('hannover');
  await expect(entries.getByRole('option').first()).toBeVisible();
  await box.press('Enter');
  await expect(page).toHaveURL(/\/gaps\?entry=/);
  await expect(page.locator('[data-save]')).toBeVisible();

  await page.keyboard.press('Control+k');
  await box.fill('hannover');
  await palette.getByRole('option', { name: 'Alle Ergebnisse für „hannover“' }).click();
  await expect(page).toHaveURL(/\/search\?q=hannover$/);
  await expect(field(page)).toHaveValue('hannover');
});

test('the palette leads to the channel, the person and the topic that are meant', async ({ page, demo }) => {
  await openDemo(page, demo, 'search');
  await expect(field(page)).toBeFocused();
  const box = page.getByRole('combobox', { name: 'Suchen und ausführen' });
  const choose = async (words: string, group: string) => {
    await page.keyboard.press('Control+k');
    await box.fill(words);
    await page.getByRole('dialog').getByRole('group', { name: group }).getByRole('option').first().click();
  };
  await choose('youtube', 'Kanäle');
  await expect(page.getByRole('article', { name: 'YouTube' })).toBeFocused();
  await choose('hausmesse', 'Themen');
  await expect(page.getByRole('button', { name: /Hausmesse/, expanded: true })).toBeFocused();
  await choose('osterfeld', 'Leute');
  await expect(page.locator('[data-member]:focus')).toContainText('Wiebke Osterfeld');
});

test('the palette says when the server is not reached, and still does what it can', async ({ page, demo, context }) => {
  allowError('ERR_INTERNET_DISCONNECTED');
  await openDemo(page, demo, 'search');
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Suchen und ausführen' });
  await box.fill('hannover');
  await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
  await context.setOffline(true);
  await box.fill('jahr');
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Der Server ist nicht zu erreichen.');
  await expect(page.getByRole('option', { name: 'Gehe zu: Jahr' })).toBeVisible();
  await context.setOffline(false);
});

test('links in mails open what is meant, after signing in too @databases', async ({ page, empty, browser }) => {
  await setUp(page, empty);
  await makeChannel(page, { quota: 1, per: 'week' });
  const entry = await makeEntry(page, { title: 'Aus der Mail' });
  const channels = await ask<{ items: Named[] }>(page, 'GET', '/channels');
  const workspace = page.url();
  const invited = await join(browser, page, empty, 'editor', 'Mia Muster');
  await signedOut(invited);

  await invited.goto(`${workspace}/channels/${channels.items[0]?.id}`, { waitUntil: 'commit' });
  await expect(invited).toHaveURL((url) => url.pathname === '/sign-in');
  await invited.locator('input[name=email]').fill('miamuster@example.org');
  await invited.locator('input[name=password]').fill('noch ein langes Passwort');
  await invited.locator('form button').first().click();
  await expect(invited.getByRole('article', { name: 'Werkblog' })).toBeFocused();
  await invited.goto(`${workspace}/entries/${entry}`);
  await expect(invited).toHaveTitle(/^Aus der Mail/);
  await invited.context().close();
});

test('a link to a gap leads to it, and still does when it is closed @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  await makeChannel(page, { quota: 1, per: 'week' });
  const workspace = page.url();
  const open = async () => (await ask<{ items: Named[] }>(page, 'GET', '/gaps?state=open')).items.map(({ id }) => id);
  const before = await open();
  await page.goto(`${workspace}/gaps?gap=${before.at(-1)}`);
  const lead = page.locator(`[data-focus="${before.at(-1)}"]`);
  await expect(lead).toBeFocused();
  await expect(lead).toBeInViewport();

  const plans = await ask<{ items: Named[] }>(page, 'GET', '/plans');
  await remove(page, `/plans/${plans.items[0]?.id}`);
  const after = await open();
  const gone = before.find((id) => !after.includes(id));
  await page.goto(`${workspace}/gaps?gap=${gone}`);
  const closed = page.getByRole('region', { name: 'Aus dem Link: inzwischen geschlossen' });
  await expect(closed.locator(`[data-gap="${gone}"]`)).toBeVisible();
  await expect(closed.getByRole('link')).toHaveCount(0);
});
