import type { Locator, Page } from '@playwright/test';
import { allowError, expect, openDemo, test } from '../fixtures';
import { expectNoSideways } from '../looks';
import { join, workspaceOf } from '../people';
import { MadeWorkspace } from '../workspaces';

interface Entry {
  id: string;
  state: string;
  version: number;
  publish_at: string | null;
  publish_on: string | null;
}

const column = (page: Page, state: string): Locator => page.locator(`section[data-state="${state}"]`);
const card = (page: Page, state: string, title: string): Locator =>
  column(page, state).locator('[data-card]', { hasText: title });
const total = (page: Page, state: string) => column(page, state).locator('[data-total]');

async function withChannel(workspace: MadeWorkspace, more: object = {}) {
  const { id: channel_id } = await workspace.make('channels', {
    name: 'Blog',
    status: 'active',
    time_zone: 'Europe/Berlin',
    ...more
  });
  const entry = (title: string, given: object = {}) =>
    workspace.make('entries', { channel_id, title, publish_on: '2027-04-06', ...given });
  const at = (id: string) => workspace.get<Entry>(`entries/${id}`);
  return { channel: channel_id, entry, at };
}

/** Takes a card and holds it over a column. */
async function hold(page: Page, what: Locator, state: string): Promise<void> {
  await what.hover();
  await page.mouse.down();
  const box = await column(page, state).boundingBox();
  if (!box) throw new Error('it is not there');
  // Of the last column the window shows the beginning alone.
  await page.mouse.move(box.x + 40, box.y + 120, { steps: 5 });
}

async function drag(page: Page, what: Locator, state: string): Promise<void> {
  await hold(page, what, state);
  await page.mouse.up();
}

test('a card dragged to another state is there at once, is counted, and comes back @databases', async ({
  page,
  empty
}) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry, at } = await withChannel(workspace);
  const made = await entry('Frühjahrsputz');
  await entry('Bleibt stehen');
  await workspace.open('/board');
  await expect(total(page, 'planned')).toHaveText('2');
  await expect(card(page, 'planned', 'Frühjahrsputz').getByText('niemand zuständig')).toBeVisible();
  await drag(page, card(page, 'planned', 'Frühjahrsputz'), 'drafting');
  await expect(card(page, 'drafting', 'Frühjahrsputz')).toBeVisible();
  await expect(card(page, 'drafting', 'Frühjahrsputz').getByText('kein Text')).toBeVisible();
  await expect(total(page, 'planned')).toHaveText('1');
  await expect(total(page, 'drafting')).toHaveText('1');
  await expect(page.getByText('„Frühjahrsputz“ ist jetzt in Arbeit')).toBeVisible();
  await expect.poll(async () => (await at(made.id)).state).toBe('drafting');

  await page.keyboard.press('Control+z');
  await expect(card(page, 'planned', 'Frühjahrsputz')).toBeVisible();
  await expect.poll(async () => (await at(made.id)).state).toBe('planned');
  await page.keyboard.press('Control+Shift+z');
  await expect(card(page, 'drafting', 'Frühjahrsputz')).toBeVisible();
  await expect.poll(async () => (await at(made.id)).state).toBe('drafting');
});

test('an idea without a date is asked for its day on the way, and loses it again @databases', async ({
  page,
  empty
}) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry, at } = await withChannel(workspace);
  const made = await entry('Frische Idee', { publish_on: null });
  await workspace.open('/board');
  await expect(card(page, 'idea', 'Frische Idee').getByText('kein Datum')).toBeVisible();
  await drag(page, card(page, 'idea', 'Frische Idee'), 'drafting');
  const dialog = page.getByRole('dialog', { name: 'Einplanen' });
  await dialog.getByLabel('Tag').fill('2027-04-09');
  await dialog.getByLabel(/^Uhrzeit/).fill('11:30');
  await dialog.getByRole('button', { name: 'Einplanen' }).click();
  await expect(card(page, 'drafting', 'Frische Idee')).toBeVisible();
  await expect.poll(async () => (await at(made.id)).state).toBe('drafting');
  expect(new Date((await at(made.id)).publish_at ?? '').toISOString()).toBe('2027-04-09T09:30:00.000Z');

  await page.keyboard.press('Control+z');
  await expect(card(page, 'idea', 'Frische Idee')).toBeVisible();
  await expect.poll(async () => (await at(made.id)).publish_at).toBeNull();
  expect(await at(made.id)).toMatchObject({ state: 'idea', publish_on: null });
});

test('with four eyes a column says before the drop that it is not for the owner @databases', async ({
  page,
  empty
}) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry, at } = await withChannel(workspace, { four_eyes: true });
  const { memberships } = (await (await page.request.get(`${empty.address}/api/v1/me`)).json()) as {
    memberships: { member_id: string }[];
  };
  const made = await entry('Eigenes', { owner_id: memberships[0]?.member_id, state: 'in_review' });
  await workspace.open('/board');
  await hold(page, card(page, 'in_review', 'Eigenes'), 'approved');
  await expect(column(page, 'approved').getByText('Die Freigabe ist Sache von jemand anderem.')).toBeVisible();
  await page.mouse.up();
  const said = page.getByText('„Eigenes“ wird nicht freigegeben. Die Freigabe ist Sache von jemand anderem.');
  await expect(said).toHaveCount(1);
  await expect(card(page, 'in_review', 'Eigenes')).toBeVisible();
  expect((await at(made.id)).state).toBe('in_review');
  await card(page, 'in_review', 'Eigenes').getByRole('link').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(said).toHaveCount(2);
});

test('who rejects says why, who approves just does, and what appeared says when @databases', async ({
  page,
  empty
}) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry, at } = await withChannel(workspace);
  const made = await entry('Zur Prüfung', { state: 'in_review', publish_on: '2026-01-05' });
  await workspace.open('/board');
  await drag(page, card(page, 'in_review', 'Zur Prüfung'), 'drafting');
  const dialog = page.getByRole('dialog', { name: 'Beitrag ablehnen' });
  await dialog.getByRole('button', { name: 'Ablehnen', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Grund').fill('Die Zahlen stimmen nicht.');
  await dialog.getByRole('button', { name: 'Ablehnen', exact: true }).click();
  await expect(card(page, 'drafting', 'Zur Prüfung')).toBeVisible();
  await expect
    .poll(async () => (await workspace.get<{ items: { text: string }[] }>(`entries/${made.id}/comments`)).items.length)
    .toBe(1);

  await card(page, 'drafting', 'Zur Prüfung').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'in Prüfung' }).click();
  await drag(page, card(page, 'in_review', 'Zur Prüfung'), 'approved');
  await expect.poll(async () => (await at(made.id)).state).toBe('approved');
  await drag(page, card(page, 'approved', 'Zur Prüfung'), 'published');
  await page.getByRole('dialog').getByLabel('Tag').fill('2026-01-05');
  await page.getByRole('dialog').getByRole('button').last().click();
  await expect.poll(async () => (await at(made.id)).state).toBe('published');

  // It appeared longer ago than the board looks back, which it says, and how to see it.
  await expect(card(page, 'published', 'Zur Prüfung')).toHaveCount(0);
  await column(page, 'published')
    .getByRole('button', { name: 'Weiter zurück: Erschienen in den letzten 90 Tagen' })
    .click();
  await expect(page).toHaveURL(/past=90/);
  await page.goto(`${page.url().split('?')[0]}?past=0`);
  await expect(card(page, 'published', 'Zur Prüfung')).toBeVisible();
});

test('by keys alone: from card to card, to the next state, by the menu @databases', async ({ page, empty }) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry, at } = await withChannel(workspace);
  const first = await entry('Eins');
  await entry('Zwei', { publish_on: '2027-04-07' });
  await entry('Drei', { state: 'in_review' });
  await workspace.open('/board');
  const link = (state: string, title: string) => card(page, state, title).getByRole('link');
  await link('planned', 'Eins').focus();
  await page.keyboard.press('ArrowDown');
  await expect(link('planned', 'Zwei')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(link('in_review', 'Drei')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(link('planned', 'Eins')).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(link('drafting', 'Eins')).toBeFocused();
  await expect.poll(async () => (await at(first.id)).state).toBe('drafting');
  await expect(card(page, 'drafting', 'Eins')).not.toHaveClass(/taken/);
  await page.keyboard.press('m');
  await page.getByRole('menuitem', { name: 'in Prüfung' }).press('Enter');
  await expect(link('in_review', 'Eins')).toBeFocused();
  await expect.poll(async () => (await at(first.id)).state).toBe('in_review');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL((url) => url.searchParams.get('entry') === first.id);
});

test('what the server refuses comes back, with the reason @databases', async ({ page, empty }) => {
  allowError('412');
  allowError('429');
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry } = await withChannel(workspace);
  const made = await entry('Schon anders');
  await page.route('**/changes*', (route) => route.fulfill({ status: 429 })); // or it is told before it is dragged
  await workspace.open('/board');
  await expect(card(page, 'planned', 'Schon anders')).toBeVisible();
  await workspace.make(`entries/${made.id}/transitions`, { to: 'in_review' });
  await drag(page, card(page, 'planned', 'Schon anders'), 'drafting');
  await expect(
    page.getByText('„Schon anders“ wird nicht in Arbeit. Jemand hat das inzwischen geändert.')
  ).toBeVisible();
  await expect(card(page, 'in_review', 'Schon anders')).toBeVisible();
});

test('a viewer sees the board, and is offered no way on @databases', async ({ page, empty, browser }) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry, at } = await withChannel(workspace);
  const made = await entry('Steht fest');
  const viewer = await join(browser, page, empty, 'viewer', 'Vera Beispiel');
  await viewer.goto(`${empty.address}/w/${workspaceOf(viewer)}/board`);
  await expect(card(viewer, 'planned', 'Steht fest')).toBeVisible();
  await expect(card(viewer, 'planned', 'Steht fest').getByRole('button')).toHaveCount(0);
  await drag(viewer, card(viewer, 'planned', 'Steht fest'), 'drafting');
  await expect(viewer.locator('.image')).toHaveCount(0);
  await card(viewer, 'planned', 'Steht fest').getByRole('link').focus();
  await viewer.keyboard.press('Alt+ArrowRight');
  await expect(viewer.getByText('Dazu fehlt das Recht.')).toBeVisible();
  expect((await at(made.id)).state).toBe('planned');
  await viewer.context().close();
});

test('dragged to its edges, the board goes on', async ({ page, empty }) => {
  await page.setViewportSize({ width: 900, height: 700 });
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry } = await withChannel(workspace);
  await entry('Frühjahrsputz');
  await workspace.open('/board');
  await expect(column(page, 'published')).not.toBeInViewport();
  await card(page, 'planned', 'Frühjahrsputz').hover();
  await page.mouse.down();
  await page.mouse.move(890, 400, { steps: 5 });
  await expect(column(page, 'published')).toBeInViewport({ ratio: 0.9 });
  const lane = await page.locator('[data-lane]').boundingBox();
  await page.mouse.move((lane?.x ?? 0) + 10, 400, { steps: 5 });
  await expect(column(page, 'idea')).toBeInViewport({ ratio: 0.9 });
  await page.keyboard.press('Escape');
});

test('a long column counts all, and goes on as one scrolls @databases', async ({ page, empty }) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  await withChannel(workspace);
  await workspace.importEntries(
    Array.from({ length: 120 }, (_, i) => ({
      title: `Beitrag ${String(i + 1).padStart(3, '0')}`,
      channel: 'Blog',
      date: `2027-04-${String(1 + Math.floor(i / 4)).padStart(2, '0')}`
    }))
  );
  await workspace.open('/board');
  await expect(total(page, 'planned')).toHaveText('120');
  const cards = column(page, 'planned').locator('[data-card]');
  await expect(cards).toHaveCount(50);
  for (const loaded of [100, 120]) {
    await cards.last().scrollIntoViewIfNeeded();
    await expect(cards).toHaveCount(loaded);
  }
});

test('in lanes each has its own, with true counts, and what nobody has is there too @databases', async ({
  page,
  empty
}) => {
  const workspace = await MadeWorkspace.setUp(page, empty);
  const { entry } = await withChannel(workspace);
  const { memberships } = (await (await page.request.get(`${empty.address}/api/v1/me`)).json()) as {
    memberships: { member_id: string }[];
  };
  await entry('Annas', { owner_id: memberships[0]?.member_id });
  await entry('Niemandes');
  await workspace.open('/board?lanes=owner');
  const lane = (name: string) =>
    page.getByRole('heading', { name, level: 2, exact: true }).locator('xpath=following-sibling::*[1]');
  await expect(lane('Anna Beispiel').locator('[data-card]')).toHaveText(/Annas/);
  await expect(lane('niemand zuständig').locator('[data-card]')).toHaveText(/Niemandes/);
  await expect(lane('Anna Beispiel').locator('[data-state=planned] [data-total]')).toHaveText('1');
  await page.getByRole('link', { name: 'Kanäle', exact: true }).last().click();
  await expect(page).toHaveURL(/lanes=channel/);
  await expect(lane('Blog').locator('[data-card]')).toHaveCount(2);
});

test('the filter and what was called off stand in the address', async ({ page, demo }) => {
  await openDemo(page, demo, 'board');
  const folded = column(page, 'cancelled');
  await expect(folded.locator('[data-total]')).toHaveText(/^\d+$/);
  await expect(folded.locator('[data-card]')).toHaveCount(0);
  await folded.getByRole('button').click();
  await expect(page).toHaveURL(/cancelled=shown/);
  await expect(folded.locator('[data-card]').first()).toBeVisible();
  await openDemo(page, demo, 'board?state=planned,in_review');
  await expect(page.locator('section[data-state]')).toHaveCount(2);
});

test('on a phone it shows a column at a time, and tabs lead to the others', async ({ page, demo }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openDemo(page, demo, 'board');
  await expect(column(page, 'idea').locator('[data-card]').first()).toBeInViewport();
  await expect(column(page, 'in_review').locator('[data-card]').first()).not.toBeInViewport();
  const tabs = page.getByRole('navigation', { name: 'Spalten' });
  await tabs.getByRole('button', { name: /^in Prüfung/ }).click();
  await expect(column(page, 'in_review').locator('[data-card]').first()).toBeInViewport();
  await expect(tabs.getByRole('button', { name: /^in Prüfung/ })).toHaveAttribute('aria-current', 'true');
});

for (const width of [360, 1280, 2560]) {
  for (const lanes of ['none', 'channel']) {
    test(`the board with lanes by ${lanes} fits ${width} px`, async ({ page, demo }) => {
      await page.setViewportSize({ width, height: 800 });
      await openDemo(page, demo, `board?lanes=${lanes}`);
      await expect(page.locator('[data-card]').first()).toBeVisible();
      await expectNoSideways(page);
    });
  }
}
