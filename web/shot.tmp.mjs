import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
const base = /http:\/\/127[^ ]*\/w\/[0-9a-f-]*/.exec(readFileSync('/tmp/w-board-serve.log','utf8'))[0];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const jobs = JSON.parse(process.argv[2]);
for (const { name, path, w = 1280, h = 800, dark = false, lang = 'de', keys = [], click, print } of jobs) {
  const page = await (await browser.newContext({ viewport: { width: w, height: h }, colorScheme: dark ? 'dark' : 'light', locale: lang === 'de' ? 'de-DE' : 'en-GB', timezoneId: 'Europe/Berlin' })).newPage();
  page.on('console', (m) => m.type() === 'error' && console.log(name, m.text()));
  page.on('pageerror', (e) => console.log(name, String(e)));
  await page.context().addCookies([{ name: 'stetig_lang', value: lang, url: new URL(base).origin }]);
  await page.goto(`${base}/${path}`);
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(500);
  for (const key of keys) await page.keyboard.press(key);
  if (click) await page.locator(click).first().click();
  await page.waitForTimeout(300);
  if (print) await page.emulateMedia({ media: 'print' });
  await page.screenshot({ path: `/tmp/w-board-shots/${name}.png` });
  if (print) await page.pdf({ path: `/tmp/w-board-shots/${name}.pdf`, preferCSSPageSize: true });
  await page.context().close();
}
await browser.close();
