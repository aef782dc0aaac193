import { createServer, type AddressInfo } from 'node:net';
import { chromium as playwright, type Browser } from '@playwright/test';
import lighthouse, { type Config, type Result } from 'lighthouse';
import { browser as settings } from '../../playwright.config';
import { demoPath, expect, test } from '../fixtures';

const screens = { year: '', month: '/month', report: '/reports/latest', reports: '/reports' };
const sizes = {
  desktop: { mobile: false, width: 1280, height: 800, deviceScaleFactor: 1, disabled: false },
  mobile: { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false }
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

let browser: Browser;
let port: number;

test.beforeAll(async () => {
  port = await freePort();
  const { executablePath, args } = settings.launchOptions;
  browser = await playwright.launch({
    executablePath,
    args: [...args, '--disable-gpu', '--accept-lang=de-DE', `--remote-debugging-port=${port}`]
  });
});

test.afterAll(() => browser.close());

/** Returns Lighthouse's result; asks again where it says of itself that it failed, as on a machine that is too busy. */
async function judge(address: string, config: Config): Promise<Result> {
  const MOST_TRIES = 3;
  for (let tries = 1; ; tries++) {
    const lhr = (await lighthouse(address, { port, logLevel: 'error' }, config))?.lhr;
    if (!lhr) throw new Error('Lighthouse gave no result');
    const failed = Object.values(lhr.audits).filter(({ scoreDisplayMode }) => scoreDisplayMode === 'error');
    if (failed.length === 0) return lhr;
    if (tries === MOST_TRIES)
      throw new Error(failed.map(({ id, errorMessage }) => `${id}: ${errorMessage}`).join('\n'));
  }
}

for (const [screen, path] of Object.entries(screens)) {
  for (const [formFactor, screenEmulation] of Object.entries(sizes)) {
    test(`Lighthouse finds nothing to mend, and nothing moves: ${screen}, ${formFactor}`, async ({ demo }) => {
      test.setTimeout(180_000);
      const config: Config = {
        extends: 'lighthouse:default',
        settings: {
          formFactor: formFactor as keyof typeof sizes,
          screenEmulation,
          throttlingMethod: 'provided',
          onlyCategories: ['accessibility', 'best-practices'],
          onlyAudits: ['cumulative-layout-shift']
        }
      };
      const { audits, categories } = await judge(demoPath(demo) + path, config);
      const counts = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
      const found = counts
        .map(({ id }) => audits[id])
        .filter((audit) => audit && audit.score !== null && audit.score < 1)
        .map((audit) => `${audit?.id}: ${JSON.stringify(audit?.details)}`);
      expect(found).toEqual([]);
      expect(Object.values(categories).map(({ id, score }) => [id, score])).toEqual([
        ['accessibility', 1],
        ['best-practices', 1]
      ]);
      expect(audits['cumulative-layout-shift']?.numericValue).toBe(0);
    });
  }
}
