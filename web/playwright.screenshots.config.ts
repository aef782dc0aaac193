import { defineConfig } from '@playwright/test';
import { browser } from './playwright.config';

export default defineConfig({
  testDir: 'e2e/screenshots',
  fullyParallel: true,
  workers: 2,
  reporter: 'line',
  use: browser
});
