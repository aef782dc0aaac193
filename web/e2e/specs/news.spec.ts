import { allowError, expect, founder, setUp, test } from '../fixtures';

test('one chooses what one is mailed, and which chat is told the report @databases', async ({ page, empty }) => {
  allowError('422'); // a zone that there is not
  await setUp(page, empty);
  const settings = `${page.url()}/settings`;
  await page.goto(`${settings}?part=news`);

  // The server sends no mail, and says so; what is chosen is kept all the same.
  const main = page.getByRole('main');
  await expect(main.getByText('Dieser Server verschickt keine Mails.')).toBeVisible();
  const report = main.getByRole('checkbox', { name: /^Wochenbericht von/ });
  await expect(report).toBeChecked(); // who leads gets it
  await report.uncheck();
  await main.getByRole('combobox', { name: 'Uhrzeit' }).selectOption('17:00');
  await main.getByLabel('Zeitzone').fill('Mars/Olympus');
  await main.getByRole('button', { name: 'Speichern' }).click();
  await expect(main.getByRole('alert')).toBeVisible();
  await main.getByLabel('Zeitzone').fill('Europe/Zurich');
  await main.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Gespeichert')).toBeVisible();
  await page.reload();
  await expect(report).not.toBeChecked();
  await expect(main.getByRole('combobox', { name: 'Uhrzeit' })).toHaveValue('17');
  await expect(main.getByLabel('Zeitzone')).toHaveValue('Europe/Zurich');
  await expect(main.getByText('Jetzt gilt Europe/Zurich.')).toBeVisible();

  // A chat on this machine is a private address, which this server may not reach; it says so, and the address is not shown.
  await page.getByRole('link', { name: 'Chats' }).click();
  await main.getByRole('button', { name: 'Neuer Chat' }).click();
  const dialog = page.getByRole('dialog', { name: 'Neuer Chat' });
  await dialog.getByLabel('Programm').selectOption('Mattermost');
  await dialog.getByLabel('Name').fill('#redaktion');
  await dialog.getByLabel('Adresse des eingehenden Webhooks').fill('https://127.0.0.1:9/hooks/geheim');
  await dialog.getByRole('button', { name: 'Chat verbinden' }).click();
  await expect(page.getByText('Chat verbunden: #redaktion')).toBeVisible();
  const chat = main.getByRole('listitem', { name: '#redaktion' });
  await expect(chat).toContainText('Mattermost · https://127.0.0.1:9');
  await expect(chat).toContainText('Der nächste Wochenbericht ist der erste.');
  await chat.getByRole('button', { name: 'Ausprobieren' }).click();
  await expect(chat.getByRole('status')).toContainText(
    'Nicht angekommen: Die Adresse liegt nicht im öffentlichen Internet.'
  );
  await expect(chat).toContainText('Der letzte Versuch schlug fehl');
  await expect(chat).toContainText('https://127.0.0.1:9 · zuletzt geschrieben');
  await expect(main).not.toContainText('geheim');

  await chat.getByRole('button', { name: 'Chat ändern: #redaktion' }).click();
  const change = page.getByRole('dialog', { name: 'Chat ändern: #redaktion' });
  await expect(change.getByLabel('Andere Adresse')).toHaveValue('');
  await change.getByRole('checkbox', { name: 'Bekommt den Wochenbericht' }).uncheck();
  await change.getByRole('button', { name: 'Speichern' }).click();
  await expect(chat).toContainText('Abgeschaltet: Der Chat erfährt nichts.');

  await chat.getByRole('button', { name: 'Chat trennen: #redaktion' }).click();
  await page.getByRole('button', { name: 'Endgültig trennen' }).click();
  await expect(page.getByText('Noch erfährt kein Chat vom Wochenbericht')).toBeVisible();

  // The log names who did it, and no address.
  await page.getByRole('link', { name: 'Protokoll' }).click();
  await page.getByRole('combobox', { name: 'Woran' }).selectOption('Chat');
  await expect(page.getByRole('row', { name: new RegExp(founder.name) }).first()).toBeVisible();
  await expect(main).not.toContainText('geheim');
});
