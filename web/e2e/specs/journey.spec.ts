import type { Locator, Page } from '@playwright/test';
import { eventsOf } from '../feed';
import { allowError, expect, setUp, test } from '../fixtures';
import { join } from '../people';
import { inDays } from '../workspace';

/** Returns the Wednesday so many weeks from this one, in Berlin. */
function wednesday(weeks: number): string {
  const today = new Date(inDays(0)).getUTCDay() || 7;
  return inDays(7 * weeks + 3 - today);
}

const PUBLISHED = [-3, -2, -1];
const PLANNED = [1, 2, 4, 6];
const MISSING = [3, 5];

/** A team's sheet: what was published, what is planned, and two weeks that nobody thought of. */
function sheet(): string {
  const line = (week: number, state: string) => `${wednesday(week)};10:00;Werkblog;Beitrag Nummer ${week + 4};${state}`;
  const thisWeek = wednesday(0) < inDays(0) ? 'veröffentlicht' : 'geplant';
  return [
    'Datum;Uhrzeit;Kanal;Titel;Status',
    ...PUBLISHED.map((week) => line(week, 'veröffentlicht')),
    line(0, thisWeek),
    ...PLANNED.map((week) => line(week, 'geplant'))
  ].join('\r\n');
}

/** Makes the first channel, which asks for two pairs of eyes, and its plan: every Wednesday at ten. */
async function beginChannel(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Ersten Kanal anlegen' }).click();
  const channel = page.getByRole('dialog', { name: 'Neuer Kanal' });
  await channel.getByLabel('Name').fill('Werkblog');
  await channel.getByRole('combobox', { name: 'Zuständig' }).selectOption({ label: 'Anna Beispiel' });
  await channel.getByRole('checkbox', { name: 'Vier-Augen-Freigabe' }).check();
  await channel.getByRole('button', { name: 'Kanal anlegen' }).click();
  const plan = page.getByRole('dialog', { name: 'Neuer Plan: Werkblog' });
  await plan.getByLabel('Erster Tag').fill(wednesday(-3));
  await plan.getByLabel('Letzter Tag').fill(wednesday(6));
  await plan.getByRole('radio', { name: 'Wochentage' }).check();
  for (const day of await plan.getByRole('checkbox', { checked: true }).all()) await day.uncheck();
  await plan.getByRole('checkbox', { name: 'Mittwoch' }).check();
  await plan.getByLabel('Uhrzeit').fill('10:00');
  await expect(plan.getByText('10 zugesagt, 0 schon geplant')).toBeVisible();
  await plan.getByRole('button', { name: 'Plan anlegen' }).click();
  await expect(page.getByText(/^Plan angelegt: /)).toBeVisible();
}

async function importSheet(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/import`);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Plan.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet()) });
  await page.getByRole('button', { name: '8 Beiträge importieren' }).click();
  await expect(page.getByText('8 Beiträge angelegt')).toBeVisible();
}

/** Fills the first gap of the list with an entry, and hands it in for approval. */
async function fillFirst(page: Page, title: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Füllen' }).first().click();
  const filling = page.getByRole('dialog', { name: 'Lücke füllen' });
  await filling.getByLabel('Titel').fill(title);
  await filling.getByRole('button', { name: 'Füllen und öffnen' }).click();
  const entry = page.getByRole('complementary', { name: 'Beitrag' });
  await expect(entry.getByLabel('Titel')).toHaveValue(title); // not the one before, which stood there until now
  await entry.getByRole('combobox', { name: 'Stand' }).selectOption('in_review');
  await expect(entry.getByRole('combobox', { name: 'Stand' })).toHaveValue('in_review');
  return entry;
}

/** Returns what the month shows of some days, as a feed names it: "2027-03-31 10:00 Werkblog: Titel (geplant)". */
async function shownInMonth(page: Page, home: string, days: string[]): Promise<string[]> {
  const shown: string[] = [];
  for (const day of days) {
    await page.goto(`${home}/month?month=${day.slice(0, 7)}`);
    await expect(page.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
    for (const tile of await page.locator(`[data-day="${day}"] [data-entry]`).all()) {
      const [time, ...rest] = ((await tile.getAttribute('aria-label')) ?? '').split(', ');
      const [channel, state] = rest.splice(-3); // before them a title with commas of its own, after them the owner
      shown.push(`${day} ${time} ${channel}: ${rest.join(', ')} (${state})`);
    }
  }
  return shown;
}

test('from the first link to the Monday’s report @databases', async ({ page, empty, browser, request }) => {
  test.setTimeout(90_000);
  await setUp(page, empty);
  const home = page.url();
  await beginChannel(page);
  await importSheet(page, home);

  // The gaps are there at once, where the sheet says nothing.
  await page.goto(`${home}/gaps?rule=cadence`);
  const gaps = page.getByRole('main').locator('[data-gap]');
  await expect(gaps).toHaveCount(MISSING.length);
  await fillFirst(page, 'Wie der Prüfstand entstand');
  await expect(gaps).toHaveCount(1);
  const entry = await fillFirst(page, 'Äpfel, Birnen, Pumpen');
  await expect(gaps).toHaveCount(0);

  // Two pairs of eyes: whoever owns it does not approve it.
  await expect(entry.getByRole('button', { name: 'Freigeben' })).toHaveCount(0);
  const second = await join(browser, page, empty, 'editor', 'Ben Muster');
  await second.goto(page.url());
  const theirs = second.getByRole('complementary', { name: 'Beitrag' });
  await expect(theirs.getByLabel('Titel')).toHaveValue('Äpfel, Birnen, Pumpen');
  await theirs.getByRole('button', { name: 'Freigeben' }).click();
  await expect(theirs.getByRole('combobox', { name: 'Stand' })).toHaveValue('approved');
  await second.context().close();

  // What a calendar gets is what the planner shows.
  await page.goto(`${home}/feeds`);
  await page.getByRole('button', { name: 'Neues Abo' }).first().click();
  await page.getByRole('dialog', { name: 'Neues Abo' }).getByRole('button', { name: 'Abo anlegen' }).click();
  const address = await page.getByLabel('Adresse des Abos').inputValue();
  const events = eventsOf(await (await request.get(address)).text());
  const days = [...PUBLISHED, 0, ...PLANNED, ...MISSING].map(wednesday).toSorted();
  expect(events.map(({ day, time, title }) => `${day} ${time} ${title}`).toSorted()).toEqual(
    await shownInMonth(page, home, days)
  );
  expect(events).toHaveLength(days.length);
  const statusOf = (title: string) => events.find((event) => event.title.includes(title))?.status;
  expect(statusOf('Äpfel, Birnen, Pumpen')).toBe('CONFIRMED');
  expect(statusOf('Wie der Prüfstand entstand')).toBe('TENTATIVE');

  // On Monday there is a report.
  allowError('ERR_CONNECTION_REFUSED');
  await page.goto('about:blank'); // or the server waits for it
  await empty.age(2);
  await page.goto(`${home}/reports`);
  const reports = page.getByRole('article');
  await expect(async () => {
    await page.reload();
    await expect(reports.first()).toContainText('100 % · 1 von 1 erschienen', { timeout: 1_000 });
  }).toPass();
  await reports.first().getByRole('link', { name: 'Bericht lesen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Wochenbericht KW/);
  await expect(page.getByRole('table').first()).toContainText('Werkblog');
});
