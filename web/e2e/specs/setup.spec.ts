import { expect, setUp, test } from '../fixtures';

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
