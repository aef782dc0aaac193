import { expect, setUp, test } from '../fixtures';
import { expectAccessible, expectNoSideways } from '../looks';
import { ask, workspaceOf } from '../people';

test('a page is shared with somebody without an account, and taken back @databases', async ({
  page,
  browser,
  empty
}) => {
  await setUp(page, empty);
  const at = `${empty.address}/w/${workspaceOf(page)}`;
  await ask(page, 'POST', '/channels', { name: 'Werkblog', status: 'active' });
  await page.goto(`${at}/settings?part=links`);
  await page.getByRole('button', { name: 'Neuer Leselink' }).click();
  const dialog = page.getByRole('dialog', { name: 'Neuer Leselink' });
  await dialog.getByLabel('Wofür').fill('Beirat');
  await dialog.getByRole('radio', { name: 'einen Wochenbericht' }).check();
  await expect(dialog.getByText('Noch gibt es keinen Bericht.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'das Jahr eines Kanals' }).check();
  await expect(dialog.getByRole('combobox', { name: 'Kanal' })).toHaveText('Werkblog');
  await dialog.getByRole('button', { name: 'Leselink anlegen' }).click();
  const made = page.getByRole('dialog', { name: 'Leselink angelegt: Beirat' });
  const address = await made.getByRole('textbox', { name: 'Adresse' }).inputValue();
  await expect(made.getByRole('img', { name: 'QR-Code der Adresse' })).toBeVisible();
  await expectAccessible(page);
  await made.getByRole('button', { name: 'Fertig' }).click();
  const link = page.getByRole('listitem', { name: 'Beirat' });
  await expect(link).toContainText('noch nie geöffnet');

  const stranger = await browser.newPage();
  expect((await stranger.goto(address))?.status()).toBe(200);
  await expect(stranger.getByText('Werkblog').first()).toBeVisible();
  await link.getByRole('button', { name: 'Leselink widerrufen: Beirat' }).click();
  await page.getByRole('button', { name: 'Endgültig widerrufen' }).click();
  await expect(page.getByText('Leselink widerrufen: Beirat')).toBeVisible();
  await expect(link).toHaveCount(0);
  expect((await stranger.goto(address))?.status()).toBe(404);
  await stranger.close();
});

test('a webhook is made, tried, paused, and what it missed is sent again; all of it is in the log', async ({
  page,
  empty
}) => {
  await setUp(page, empty);
  const at = `${empty.address}/w/${workspaceOf(page)}`;
  await page.goto(`${at}/settings?part=webhooks`);
  await page.getByRole('button', { name: 'Neuer Webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'Neuer Webhook' });
  await dialog.getByLabel('Name').fill('Redaktionsbot');
  await dialog.getByLabel('Adresse').fill('https://127.0.0.1:9/hooks');
  await dialog.getByRole('checkbox', { name: 'Beitrag geändert' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Lücke gefunden' }).uncheck();
  await dialog.getByRole('button', { name: 'Webhook anlegen' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Mindestens ein Ereignis gehört dazu.');
  await dialog.getByRole('checkbox', { name: 'Beitrag angelegt' }).check();
  await dialog.getByRole('button', { name: 'Webhook anlegen' }).click();
  const made = page.getByRole('dialog', { name: 'Webhook angelegt: Redaktionsbot' });
  await expect(made.getByLabel('Geheimnis')).toHaveValue(/^whsec_/);
  await expectAccessible(page);
  await made.getByRole('button', { name: 'Fertig' }).click();
  const webhook = page.getByRole('listitem', { name: 'Redaktionsbot' });
  const menu = async (item: RegExp) => {
    await webhook.getByRole('button', { name: 'Mehr zu Redaktionsbot' }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await expect(webhook).toContainText('Beitrag angelegt');

  // Nothing of this server's own network is reached.
  await menu(/^Probe senden/);
  await expect(
    page.getByText(/^Die Probe kam nicht an\. Die Adresse liegt nicht im öffentlichen Internet/)
  ).toBeVisible();
  const channel = await ask<{ id: string }>(page, 'POST', '/channels', { name: 'Werkblog' });
  await ask(page, 'POST', '/entries', { channel_id: channel.id, title: 'Frühjahrsputz' });
  await ask(page, 'POST', '/entries', { channel_id: channel.id, title: 'Tag der offenen Tür' });
  await menu(/^Anhalten/);
  await expect(webhook).toContainText('angehalten seit');
  const deliveries = page.getByRole('dialog', { name: 'Zustellungen: Redaktionsbot' });
  await webhook.getByRole('button', { name: /^Zustellungen/ }).click();
  await expect(deliveries.getByText('Sobald er fortgesetzt ist')).toBeVisible();
  await expect(deliveries.getByText('Der Webhook war abgeschaltet.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await menu(/^Fortsetzen/);
  await expect(page.getByText('Webhook läuft wieder: Redaktionsbot')).toBeVisible();
  await webhook.getByRole('button', { name: /^Zustellungen/ }).click();
  await deliveries.getByRole('button', { name: 'Alles Aufgegebene nochmals senden' }).click();
  await expect(page.getByText('2 Zustellungen werden nochmals gesendet')).toBeVisible();
  await page.keyboard.press('Escape');
  await menu(/^Anhalten/);
  await menu(/^Fortsetzen/);
  await webhook.getByRole('button', { name: /^Zustellungen/ }).click();
  await deliveries.getByRole('combobox', { name: 'Welche' }).selectOption('aufgegeben');
  await deliveries
    .getByRole('button', { name: /^Nochmals senden: Beitrag angelegt, / })
    .first()
    .click();
  await expect(page.getByText('Wird nochmals gesendet')).toBeVisible();
  await expect(deliveries.getByRole('button', { name: /^Nochmals senden: / })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await menu(/^Neues Geheimnis/);
  const rotated = page.getByRole('dialog', { name: 'Neues Geheimnis: Redaktionsbot' });
  await rotated.getByRole('button', { name: 'Neues Geheimnis machen' }).click();
  await expect(rotated.getByLabel('Geheimnis')).toHaveValue(/^whsec_/);
  await rotated.getByRole('button', { name: 'Fertig' }).click();
  await expect(webhook).toContainText('gelten zwei Geheimnisse');
  await menu(/^Löschen/);
  await page.getByRole('button', { name: 'Endgültig löschen' }).click();
  await expect(webhook).toHaveCount(0);

  await page.getByRole('link', { name: 'Protokoll' }).click();
  await page.getByRole('combobox', { name: 'Woran' }).selectOption('Webhook');
  for (const done of ['angelegt', 'ausprobiert', 'neues Geheimnis', 'gelöscht']) {
    await expect(page.getByRole('cell', { name: `Webhook: ${done}` })).toBeVisible();
  }

  // Who set the server up administers it, and sees what it does by the clock.
  await page.getByRole('link', { name: 'Serveraufgaben' }).click();
  await expect(page.getByText('Als Nächstes')).toBeVisible();
  await page.getByRole('combobox', { name: 'Aufgabe' }).selectOption('Lücken suchen');
  await expect(page.getByRole('row', { name: /Lücken suchen erledigt/ }).first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNoSideways(page);
});
