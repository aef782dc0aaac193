import { expect, openDemo, setUp, test } from '../fixtures';
import { expectAccessible } from '../looks';

test('from nothing to a channel with a plan, seen before it is made @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  await page.getByRole('link', { name: 'Ersten Kanal anlegen' }).click();

  const channel = page.getByRole('dialog', { name: 'Neuer Kanal' });
  await channel.getByLabel('Name').fill('Werkblog');
  await channel.getByLabel('Plattform').fill('Blog');
  await channel.getByRole('combobox', { name: 'Zuständig' }).selectOption({ label: 'Anna Beispiel' });
  await channel.getByRole('button', { name: 'Kanal anlegen' }).click();

  // Its plan is what comes next. The chart follows what is typed.
  const plan = page.getByRole('dialog', { name: 'Neuer Plan: Werkblog' });
  await plan.getByLabel('Erster Tag').fill('2027-01-01');
  await plan.getByLabel('Letzter Tag').fill('2027-12-31');
  await expect(plan.getByText('52 zugesagt, 0 schon geplant')).toBeVisible();
  await plan.getByLabel('Beiträge').fill('2');
  await expect(plan.getByText(/^10\d zugesagt, 0 schon geplant/)).toBeVisible();
  await plan.getByRole('radio', { name: 'Tage im Monat' }).check();
  await plan.getByRole('combobox', { name: 'Wochentag' }).selectOption('Dienstag');
  await expect(plan.getByText('FREQ=MONTHLY;BYDAY=1TU')).toBeVisible();
  await expect(plan.getByText('12 zugesagt, 0 schon geplant')).toBeVisible();
  await expect(plan.getByText(/Zuerst Di\s5\.1\., 10:00, zuletzt Di\s7\.12\., 10:00/)).toBeVisible();
  await plan.getByLabel('Name des Plans').fill('Redaktionsplan 2027');
  await plan.getByRole('button', { name: 'Plan anlegen' }).click();
  await expect(page.getByText('Plan angelegt: Redaktionsplan 2027')).toBeVisible();

  const row = page.getByRole('article', { name: 'Werkblog' });
  await expect(row.getByText('1. Di im Monat um 10:00')).toBeVisible();
  await expect(row.getByText('Geplant bis 31. Dezember 2027')).toBeVisible();

  // What is deleted comes back.
  await row.getByRole('button', { name: 'Mehr zu Redaktionsplan 2027' }).click();
  await page.getByRole('menuitem', { name: 'Löschen' }).click();
  await expect(row.getByText('Noch kein Plan')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(row.getByText('1. Di im Monat um 10:00')).toBeVisible();

  // Days of silence on purpose promise nothing.
  await row.getByRole('button', { name: 'Pausen' }).click();
  const pauses = page.getByRole('dialog', { name: 'Pausen: Werkblog' });
  await pauses.getByLabel('Erster Tag').fill('2027-12-01');
  await pauses.getByLabel('Letzter Tag').fill('2027-12-31');
  await pauses.getByLabel('Grund').fill('Betriebsferien');
  await pauses.getByRole('button', { name: 'Pause eintragen' }).click();
  await expect(pauses.getByRole('listitem')).toHaveText(/Betriebsferien\s*1\.–31\.\sDezember 2027/);
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: 'Redaktionsplan 2027', exact: true }).click();
  const changed = page.getByRole('dialog', { name: 'Plan ändern: Redaktionsplan 2027' });
  await expect(changed.getByText('11 zugesagt, 0 schon geplant')).toBeVisible();
});

test('a feed is seen before it is made, fetched by its address, and revoked @databases', async ({
  page,
  request,
  demo
}) => {
  await openDemo(page, demo, 'feeds');
  const list = page.getByRole('main').getByRole('list').first();
  await page.getByRole('button', { name: 'Neues Abo' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Neues Abo' });
  await dialog.getByLabel('Name im Kalender').fill('Nur der Blog');
  await dialog.getByRole('radio', { name: 'bestimmte Kanäle' }).check();
  await expect(dialog.getByRole('button', { name: 'Abo anlegen' })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Blog', exact: true }).check();
  const preview = dialog.getByRole('region', { name: 'Was das Abo zeigt' });
  await expect(preview.getByText(/^\d+ Termine$/)).toBeVisible();
  await expect(preview.getByRole('listitem').first()).toContainText('Blog');
  await dialog.getByRole('button', { name: 'Abo anlegen' }).click();

  // The address is there once: to copy, to open, to scan.
  const made = page.getByRole('dialog', { name: 'Abo angelegt: Nur der Blog' });
  const address = await made.getByLabel('Adresse des Abos').inputValue();
  await expect(made.getByRole('img', { name: 'QR-Code der Adresse' })).toBeVisible();
  await expect(made.getByRole('link', { name: 'Im Kalenderprogramm öffnen' })).toHaveAttribute('href', /^webcal:/);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await made.getByRole('button', { name: 'Kopieren' }).click();
  await expect(made.getByRole('button', { name: 'Kopiert' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await expectAccessible(page);
  const fetched = await request.get(address, { headers: { 'User-Agent': 'Thunderbird/140.0' } });
  expect(fetched.status()).toBe(200);
  expect(await fetched.text()).toMatch(/^BEGIN:VCALENDAR[^]*X-WR-CALNAME:Nur der Blog[^]*BEGIN:VEVENT/);

  await made.getByRole('button', { name: 'Fertig' }).click();
  await page.reload();
  const feed = list.getByRole('listitem', { name: 'Nur der Blog' });
  await expect(feed).toContainText('Blog');
  await feed.getByRole('button', { name: 'Abo widerrufen: Nur der Blog' }).click();
  await page.getByRole('button', { name: 'Endgültig widerrufen' }).click();
  await expect(page.getByText('Abo widerrufen: Nur der Blog')).toBeVisible();
  await expect(feed).toHaveCount(0);
  expect((await request.get(address)).status()).toBe(404);
});
