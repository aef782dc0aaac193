import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { DatabaseKind } from './e2e/server';

/** The same browser without its windows, which takes two thirds of the work. */
const WINDOWLESS = '/usr/bin/chromium-headless-shell';

/** Debian's; another with STETIG_CHROMIUM. */
export const chromium = process.env.STETIG_CHROMIUM ?? (existsSync(WINDOWLESS) ? WINDOWLESS : '/usr/bin/chromium');

/** What every configuration shares: the machine's browser, and no zone but one of ours. */
export const browser = {
  launchOptions: { executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
  timezoneId: 'Europe/Berlin',
  locale: 'de-DE',
  viewport: { width: 1280, height: 800 }
};

// Tests that touch the database in ways of their own say "@databases" and run on PostgreSQL too; those of several servers
// on one database say "@postgres" and run there alone.
export default defineConfig<object, { database: DatabaseKind }>({
  testDir: 'e2e/specs',
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // What is waited for comes as fast as the machine is; a failure is a thing that never comes.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  // Once more where a machine is shared; what passes only then is told by name at the end.
  retries: process.env.CI ? 1 : 0,
  reporter: process.env.CI ? [['line'], ['./e2e/summary.ts']] : 'list',
  // Drawing each step takes a quarter of the work, so where a failure is run again, only that is recorded.
  use: { ...browser, trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure' },
  projects: [
    { name: 'sqlite', grepInvert: /@postgres/, use: { database: 'sqlite' } },
    ...(process.env.STETIG_TEST_POSTGRES
      ? [{ name: 'postgres', grep: /@databases|@postgres/, use: { database: 'postgres' as const } }]
      : [])
  ]
});
