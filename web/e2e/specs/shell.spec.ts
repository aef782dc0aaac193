import { allowError, expect, founder, openDemo, setUp, test } from '../fixtures';

test('the palette finds and does, and gives the focus back', async ({ page, demo }) => {
  await openDemo(page, demo, '?year=2027');
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Suchen und ausführen' }).fill('danach');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jahr 2028');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what is typed before the palette is there is sought, and written nowhere else', async ({ page, demo }) => {
  await openDemo(page, demo, 'search');
  await expect(page.getByRole('searchbox')).toBeFocused();
  let load = () => {};
  const asked = new Promise<void>((resolve) => (load = resolve));
  await page.route('**/_app/**', async (route) => {
    await asked;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('mesxe');
  for (const key of ['Backspace', 'Backspace', 's', 'e']) await page.keyboard.press(key);
  await expect(page.getByRole('searchbox')).toHaveValue('');
  load();
  await expect(page.getByRole('combobox', { name: 'Suchen und ausführen' })).toHaveValue('messe');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('searchbox')).toBeFocused();
});

test('"?" shows the keys, Escape ends it', async ({ page, demo }) => {
  await openDemo(page, demo);
  await expect(page.getByRole('grid')).toBeVisible();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Tastenkürzel' });
  await expect(help.getByText('Gehe zu: Jahr')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
});

test('the theme is chosen, and there before the first paint', async ({ page, demo }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openDemo(page, demo);
  await page.getByRole('button', { name: 'Hell oder dunkel' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Dunkel' }).click();
  await page.reload({ waitUntil: 'commit' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(18, 23, 29)');
});

test('a lost connection is told, and its end', async ({ page, demo, context }) => {
  await openDemo(page, demo);
  await expect(page.getByRole('grid')).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('Keine Verbindung zum Server.')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText('Keine Verbindung zum Server.')).toHaveCount(0);
});

test('an address that leads nowhere says so', async ({ page, demo }) => {
  await openDemo(page, demo, 'nothing-here');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hier ist nichts');
  await expect(page).toHaveTitle('Hier ist nichts – Stetig');
});

test('a workspace of others is not there', async ({ page, demo }) => {
  allowError('404');
  await page.goto(`${demo.address}/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hier ist nichts');
});

test('who is not signed in is led to where they can, and back @databases', async ({ page, empty }) => {
  allowError('401');
  const path = '/w/0197b5a0-6c4e-7d3a-9b1f-3f0a5c2d7e10?year=2027';
  await page.goto(empty.address + path, { waitUntil: 'commit' });
  await expect(page).toHaveURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') === path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dieser Server ist noch nicht eingerichtet');
});

test('a new server is set up, and shows what a year would be @databases', async ({ page, empty }) => {
  allowError('401'); // once signed out
  await setUp(page, empty);
  await expect(page.getByRole('heading', { name: 'Noch gibt es keinen Kanal' })).toBeVisible();
  await page.getByRole('button', { name: founder.name }).click();
  await page.getByRole('menuitem', { name: 'Abmelden' }).click();
  await expect(page).toHaveURL(/\/(sign-in)?$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Anmelden');
});
