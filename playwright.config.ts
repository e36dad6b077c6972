import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './tests/e2e/drivers/chromium.ts'

/**
 * Browser tests of the built app. Nothing is retried: a test that passes at the second try hides a fault.
 * Set DAILIES_CHROMIUM to use another Chromium than the machine's.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    launchOptions: chromiumLaunchOptions(),
    viewport: { width: 1280, height: 800 },
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
  },
})
