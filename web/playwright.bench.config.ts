import { defineConfig } from '@playwright/test';
import { browser } from './playwright.config';

export default defineConfig({
  testDir: 'e2e/bench',
  testMatch: '*.bench.ts',
  workers: 1,
  reporter: 'line',
  timeout: 300_000,
  use: browser
});
