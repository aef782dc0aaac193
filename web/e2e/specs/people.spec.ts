import { allowError, expect, founder, openDemo, setUp, test } from '../fixtures';
import { giveChannel, inDays, makeChannel, makeMember } from '../workspace';

test('somebody is invited by link, comes in as a viewer, and is offered nothing they may not @databases', async ({
  page,
  empty,
  browser
}) => {
  allowError('404');
  await setUp(page, empty);
  const home = page.url();
  await makeChannel(page, { quota: 2, per: 'week' });
  await page.goto(`${home}/people`);
  await page.getByRole('button', { name: 'Einladen' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Einladen' }).click();
  await expect(dialog.getByText('Eine Adresse wie anna@example.org.')).toBeVisible();
  await dialog.getByLabel('E-Mail-Adresse').fill('vera@example.org');
  await dialog.getByLabel('Rolle').selectOption({ label: 'Liest mit' });
  await dialog.getByLabel('Wie kommt sie an?').selectOption({ label: 'Per Link zum Weitergeben' });
  await dialog.getByRole('button', { name: 'Einladen' }).click();
  const link = await dialog.getByLabel('Link zum Weitergeben').inputValue();
  expect(link).toMatch(/^http\S+\/invitation\/\S+$/);
  await dialog.getByRole('button', { name: 'Fertig' }).click();
  const invitations = page.getByRole('region', { name: 'Einladungen' });
  await expect(invitations.getByText('vera@example.org')).toBeVisible();
  await expect(invitations.getByText(/per Link/)).toBeVisible();

  const other = await browser.newContext({ locale: 'de-DE', timezoneId: 'Europe/Berlin' });
  const theirs = await other.newPage();
  await theirs.goto(link);
  await theirs.locator('input[name=name]').fill('Vera Muster');
  await theirs.locator('input[name=password]').fill(founder.password);
  await theirs.getByRole('button', { name: /Konto/ }).click();
  await expect(theirs).toHaveURL(/\/w\/[0-9a-f-]{36}/);
  await theirs.goto(`${home}/gaps`);
  const gaps = theirs.getByRole('main').locator('[data-gap]');
  await expect(gaps.first()).toBeVisible();
  for (const name of ['Hinnehmen', 'Zuweisen', 'Vertretung']) {
    await expect(theirs.getByRole('button', { name, exact: true })).toHaveCount(0);
  }
  await expect(theirs.getByRole('button', { name: 'Füllen' })).toHaveCount(0);
  await theirs.goto(`${home}/people`);
  await expect(theirs.getByText('Vera Muster')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Einladen' })).toHaveCount(0);
  await expect(theirs.getByRole('button', { name: /^Rolle/ })).toHaveCount(0);
  await expect(theirs.getByRole('button', { name: 'Weiteres zu Anna Beispiel' })).toHaveCount(0);
  await expect(theirs.getByRole('button', { name: 'Abwesenheit eintragen' })).toBeVisible();

  await giveChannel(page, 'Vera Muster');
  await theirs.reload();
  await expect(theirs.getByRole('button', { name: /^Konto von Vera Muster; 1 Anfrage wartet/ })).toBeVisible();
  await theirs.getByRole('button', { name: 'Ja, übernehmen' }).click();
  await expect(theirs.getByText('Kanal übernommen: Werkblog')).toBeVisible();
  await expect(theirs.getByRole('region', { name: 'Wartet auf eine Antwort' })).toHaveCount(0);
  await expect(theirs.getByRole('button', { name: 'Konto von Vera Muster', exact: true })).toBeVisible();
  await expect(theirs.getByText('Kanäle: Werkblog')).toBeVisible();
  await other.close();

  await page.reload();
  await expect(page.getByText('Vera Muster')).toBeVisible();
  await expect(invitations).toHaveCount(0);
});

test('an invitation is sent again with a new link, and revoked @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  await page.goto(`${page.url()}/people`);
  await page.getByRole('button', { name: 'Einladen' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-Mail-Adresse').fill('vera@example.org');
  await dialog.getByRole('button', { name: 'Einladen' }).click();
  const first = await dialog.getByLabel('Link zum Weitergeben').inputValue();
  await dialog.getByRole('button', { name: 'Fertig' }).click();
  await page.getByRole('button', { name: 'Erneut senden' }).click();
  await expect(dialog.getByLabel('Link zum Weitergeben')).not.toHaveValue(first);
  await dialog.getByRole('button', { name: 'Fertig' }).click();
  await page.getByRole('button', { name: 'Zurückziehen' }).click();
  await expect(page.getByText('Einladung zurückgezogen: vera@example.org')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Einladungen' })).toHaveCount(0);
});

test('roles change and change back; the last lead is refused kindly', async ({ page, empty }) => {
  await setUp(page, empty);
  await makeMember(page, 'Ben Muster');
  await page.goto(`${page.url()}/people`);
  await page.getByRole('button', { name: 'Rolle: Redaktion, Ben Muster' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Liest mit' }).click();
  await expect(page.getByRole('button', { name: 'Rolle: Liest mit, Ben Muster' })).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(page.getByRole('button', { name: 'Rolle: Redaktion, Ben Muster' })).toBeVisible();

  await page.getByRole('button', { name: 'Weiteres zu Anna Beispiel' }).click();
  await page.getByRole('menuitem', { name: 'Arbeitsbereich verlassen …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Arbeitsbereich verlassen?' });
  await expect(dialog.getByText('Das ist die letzte aktive Leitung.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Endgültig verlassen' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Fertig' }).click();

  await page.getByRole('button', { name: 'Weiteres zu Ben Muster' }).click();
  await page.getByRole('menuitem', { name: 'Entfernen …' }).click();
  await page.getByRole('button', { name: 'Endgültig entfernen' }).click();
  await expect(page.getByRole('button', { name: 'Weiteres zu Ben Muster' })).toHaveCount(0);
});

test('an absence is noted, changed, deleted, and comes back', async ({ page, empty }) => {
  await setUp(page, empty);
  await makeMember(page, 'Ben Muster');
  await page.goto(`${page.url()}/people`);
  await page.getByRole('button', { name: 'Abwesenheit eintragen' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Erster Tag').fill(inDays(3));
  await dialog.getByLabel('Letzter Tag').fill(inDays(5));
  await dialog.getByLabel('Vertretung').selectOption({ label: 'Ben Muster' });
  await dialog.getByLabel('Grund').fill('Fortbildung');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Vertretung: Ben Muster')).toBeVisible();
  await page.getByRole('button', { name: /^Abwesenheit ändern: Anna Beispiel/ }).click();
  await dialog.getByLabel('Grund').fill('Messe');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  const words = page.getByRole('region', { name: /^Wer weg ist/ });
  await expect(words).toContainText('Messe');
  await page.getByRole('button', { name: /^Abwesenheit löschen: Anna Beispiel/ }).click();
  await expect(page.getByText(/ist niemand weg/)).toBeVisible();
  await expect(page.getByText('Abwesenheit gelöscht: Anna Beispiel')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(words).toContainText('Messe');
  await page.keyboard.press('Control+z');
  await expect(words).toContainText('Fortbildung');
  await page.keyboard.press('Control+z');
  await expect(words).toContainText('ist niemand weg');
});

test('the demo shows who is away and whose the channels are', async ({ page, demo }) => {
  await openDemo(page, demo, 'people');
  await expect(page.getByText(/^.*Kanäle: /).first()).toBeVisible();
});
