import { allowError, expect, founder, openDemo, setUp, test } from '../fixtures';
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
  await expect(page.getByText('Plan gelöscht: Redaktionsplan 2027')).toBeVisible();
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

test('a token is made, used, and revoked @databases', async ({ page, request, empty }) => {
  await setUp(page, empty);
  await page.goto(`${page.url()}/settings?part=tokens`);
  await page.getByRole('button', { name: 'Neuer Schlüssel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Neuer Schlüssel' });
  await dialog.getByLabel('Name').fill('Kennzahlen');
  await dialog.getByRole('button', { name: 'Schlüssel anlegen' }).click();
  const made = page.getByRole('dialog', { name: 'Schlüssel angelegt: Kennzahlen' });
  const secret = await made.getByLabel('Schlüssel', { exact: true }).inputValue();
  await made.getByRole('button', { name: 'Fertig' }).click();

  const ask = () =>
    request.get(`${empty.address}/api/v1/me`, { headers: { Authorization: `Bearer ${secret}`, Cookie: '' } });
  const answer = await ask();
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ name: founder.name, read_only: true });

  await page.getByRole('button', { name: 'Schlüssel widerrufen: Kennzahlen' }).click();
  await page.getByRole('button', { name: 'Endgültig widerrufen' }).click();
  await expect(page.getByText('Noch gibt es keinen Schlüssel')).toBeVisible();
  expect((await ask()).status()).toBe(401);

  // The log knows of it, and of nothing else when asked so.
  await page.getByRole('link', { name: 'Protokoll' }).click();
  await page.getByRole('combobox', { name: 'Woran' }).selectOption('API-Schlüssel');
  await page.getByRole('combobox', { name: 'Was geschah' }).selectOption('widerrufen');
  await expect(page.getByRole('row')).toHaveCount(2);
  const href = await page.getByRole('link', { name: 'Als CSV herunterladen' }).getAttribute('href');
  const csv = await page.request.get(`${empty.address}${href}`);
  expect(await csv.text()).toContain('revoked');
});

test('a German sheet is read, corrected and imported @databases', async ({ page, empty }) => {
  await setUp(page, empty);
  const workspace = /\/w\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  const made = await page.request.post(`${empty.address}/api/v1/workspaces/${workspace}/channels`, {
    data: { name: 'Werkblog', status: 'active' }
  });
  expect(made.status()).toBe(201);
  await page.goto(`${empty.address}/w/${workspace}/import`);
  const sheet = [
    'Datum;Uhrzeit;Kanal;Überschrift;Zeile oben;Notiz',
    '8.3.2027;10:00;Werkblog;Größe zählt;Maße und Mythen;Foto fehlt',
    '15.3.2027;;;Äpfel;Äpfel & Birnen;',
    '31.2.2027;;Werkblog;Nie;Niemals;',
    '28.3.2027;02:30;Werkblog;Nachtschicht;Nachts im Werk;'
  ].join('\r\n');
  // As Excel writes it: in the code page of Windows.
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Plan.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet, 'latin1') });
  await expect(page.getByText('2 Beiträge würden angelegt')).toBeVisible();
  await expect(page.getByText('4 Zeilen gelesen · 2 Zeilen mit Fehlern')).toBeVisible();
  await expect(page.getByRole('row', { name: /31\.2\.2027/ }).last()).toContainText('Datum');

  // Each row says what it would become, and what is wrong stands in it.
  const preview = page.getByRole('group', { name: 'Was die Zeilen werden' }).getByRole('row');
  await expect(preview).toHaveCount(5);
  await expect(preview.nth(1)).toHaveText(
    /^\s*2\s*Mo 8\.\sMärz 2027, 10:00\s*Werkblog\s*Größe zählt\s*geplant\s*neu\s*$/,
    { useInnerText: true }
  );
  await expect(preview.nth(2)).toContainText('nennt keinen Kanal');
  await expect(preview.nth(2)).toContainText('fehlerhaft');
  await expect(preview.nth(3)).toContainText('31.2.2027');
  await expect(preview.nth(4)).toContainText('So 28. März 2027, 03:30');
  await expect(preview.nth(4)).toContainText('02:30 gibt es an diesem Tag nicht');

  // Rows without a channel get one; another column is the title.
  await page.getByLabel('Kanal für Zeilen, die keinen nennen').selectOption('Werkblog');
  await expect(page.getByText('3 Beiträge würden angelegt')).toBeVisible();
  await expect(preview.nth(2)).toContainText('Äpfel');
  await expect(preview.nth(2)).toHaveText(/neu\s*$/);
  await page.getByRole('combobox', { name: 'Zeile oben wird gelesen als' }).selectOption('Titel');
  await expect(page.getByRole('combobox', { name: 'Überschrift wird gelesen als' })).toHaveValue('extra');
  await expect(preview.nth(1)).toContainText('Maße und Mythen');
  const run = page.getByRole('button', { name: '3 Beiträge importieren' });
  await expect(run).toBeDisabled();
  await page.getByRole('radio', { name: 'nur die guten importieren' }).check();
  await run.click();
  await expect(page.getByText('3 Beiträge angelegt')).toBeVisible();
  const entries = await page.request.get(`${empty.address}/api/v1/workspaces/${workspace}/entries`);
  const { items } = (await entries.json()) as { items: { title: string }[] };
  expect(items.map(({ title }) => title)).toEqual(['Maße und Mythen', 'Äpfel & Birnen', 'Nachts im Werk']);

  // A long sheet is shown in parts.
  await page.getByRole('button', { name: 'Weitere Datei importieren' }).click();
  const days = Array.from({ length: 60 }, (_, i) => `${(i % 30) + 1}.4.2027;Werkblog;Tag ${i + 1}`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'Lang.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(['Datum;Kanal;Titel', ...days].join('\n'))
  });
  await expect(page.getByText('Gezeigt sind die ersten 20 von 60 Zeilen.')).toBeVisible();
  await expect(preview).toHaveCount(21);
  await page.getByRole('button', { name: 'Weitere zeigen' }).press('Enter');
  await expect(page.getByText('Gezeigt sind alle 60 Zeilen.')).toBeFocused();
  await expect(preview).toHaveCount(61);
  await expect(preview.last()).toContainText('Tag 60');
});

test('topics are made in fields, moved and deleted, and all of it comes back', async ({ page, empty }) => {
  await setUp(page, empty);
  await page.goto(`${page.url()}/topics`);
  const add = async (name: string, field: string) => {
    await page.getByRole('button', { name: 'Neues Thema', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Neues Thema' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByLabel('Themenfeld').fill(field);
    await dialog.getByRole('button', { name: 'Thema anlegen' }).click();
    await expect(dialog).toHaveCount(0);
  };
  await add('Reparieren', 'Handwerk');
  await add('Wärme', 'Zukunft');
  const craft = page.getByRole('region', { name: 'Handwerk' });
  const future = page.getByRole('region', { name: 'Zukunft' });
  await page.getByRole('button', { name: 'Mehr zu Reparieren' }).click();
  await page.getByRole('menuitem', { name: 'Nach Zukunft' }).click();
  await expect(future.getByText('Reparieren')).toBeVisible();
  await expect(craft).toHaveCount(0);
  await page.getByRole('button', { name: 'Mehr zu Wärme' }).click();
  await page.getByRole('menuitem', { name: 'Löschen' }).click();
  await expect(future.getByText('Wärme')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(future.getByText('Wärme')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(craft.getByText('Reparieren')).toBeVisible();
});

test('channels are put in order by keyboard, and the order is taken back', async ({ page, empty }) => {
  await setUp(page, empty);
  const api = page.url().replace('/w/', '/api/v1/workspaces/');
  for (const [position, name] of ['Blog', 'LinkedIn', 'Podcast'].entries()) {
    await page.request.post(`${api}/channels`, { data: { name, position, status: 'active' } });
  }
  await page.goto(`${page.url()}/channels`);
  const names = page.getByRole('article').getByRole('heading', { level: 2 });
  await expect(names).toHaveText(['Blog', 'LinkedIn', 'Podcast']);
  const down = page.getByRole('button', { name: 'Nach unten: Blog' });
  await down.focus();
  await page.keyboard.press('Enter');
  await expect(names).toHaveText(['LinkedIn', 'Blog', 'Podcast']);
  await expect(page.getByText('Kanal verschoben: Blog')).toHaveCount(1);
  await expect(down).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(names).toHaveText(['LinkedIn', 'Podcast', 'Blog']);
  await expect(page.getByRole('button', { name: 'Nach oben: Blog' })).toBeFocused();
  await expect(page.getByText('Kanal verschoben: Blog')).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(names).toHaveText(['LinkedIn', 'Blog', 'Podcast']);
  await expect(page.getByText('Rückgängig gemacht: Kanal verschoben: Blog')).toBeVisible();
  await page.reload();
  await expect(names).toHaveText(['LinkedIn', 'Blog', 'Podcast']);
});

test('what somebody else changed meanwhile is not lost, nor what is typed', async ({ page, empty }) => {
  allowError('412');
  await setUp(page, empty);
  const api = page.url().replace('/w/', '/api/v1/workspaces/');
  const made = await page.request.post(`${api}/channels`, { data: { name: 'Blog', status: 'active' } });
  const { id } = (await made.json()) as { id: string };
  await page.goto(`${page.url()}/channels`);
  await page.getByRole('button', { name: 'Kanal ändern: Blog' }).click();
  const dialog = page.getByRole('dialog', { name: 'Kanal ändern: Blog' });
  await dialog.getByLabel('Name').fill('Werkblog');
  await page.request.patch(`${api}/channels/${id}`, { data: { platform: 'WordPress' } });
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Jemand hat das inzwischen geändert.');
  await expect(dialog.getByLabel('Name')).toHaveValue('Werkblog');
  await expect(dialog.getByLabel('Plattform')).toHaveValue('WordPress');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('article', { name: 'Werkblog' })).toContainText('WordPress');
});
