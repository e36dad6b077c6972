import { defineConfig } from '@playwright/test'

/** Drives the packaged app: `DAILIES_PACKAGED=<program> playwright test --config tests/packaged/playwright.config.ts`. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/packaged',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
})
