import { allowError, expect, founder, setUp, test } from '../fixtures';
import { signedOut } from '../people';
import { expectNoSideways } from '../looks';
import { makeChannel } from '../workspace';

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

test('on a phone: signed in, the year read, a gap filled, the entry approved @databases', async ({ page, empty }) => {
  allowError('401'); // signed out
  await setUp(page, empty);
  const home = page.url();
  await makeChannel(page, { quota: 1, per: 'week' });
  await signedOut(page);
  await page.goto(home, { waitUntil: 'commit' });
  await page.getByLabel('E-Mail').fill(founder.email);
  await page.getByLabel('Passwort').fill(founder.password);
  await page.getByRole('button', { name: 'Anmelden', exact: true }).tap();
  await expect(page).toHaveURL(home);
  await expect(page.getByRole('grid').locator('[aria-current=date]')).toBeInViewport();
  await expectNoSideways(page);

  const screens = page.getByRole('navigation', { name: 'Ansichten' });
  await screens.getByRole('link', { name: 'Lücken' }).tap();
  const gaps = page.getByRole('main').locator('[data-gap]');
  const open = gaps.filter({ has: page.getByRole('button', { name: 'Füllen' }) });
  await open.first().getByRole('button', { name: 'Füllen' }).tap();
  const filling = page.getByRole('dialog', { name: 'Lücke füllen' });
  await expect(filling.locator('[data-preview=now]')).toContainText('Anna Beispiel');
  await expectNoSideways(page);
  await filling.getByLabel('Titel').fill('Im Zug geschrieben');
  await filling.getByRole('button', { name: 'Füllen und öffnen' }).tap();
  const entry = page.getByRole('dialog', { name: 'Beitrag' });
  await entry.getByRole('button', { name: 'Freigeben' }).tap();
  await expect(entry.getByRole('combobox', { name: 'Stand' })).toHaveValue('approved');
  await expectNoSideways(page);
  await entry.getByRole('button', { name: 'Beitrag schließen' }).tap();
  await expect(entry).toHaveCount(0);

  await screens.getByRole('link', { name: 'Jahr' }).tap();
  await expect(page.getByRole('gridcell', { name: /^Werkblog, .* 1 von 1 geplant, 1 fertig/ }).first()).toBeVisible();
});
