import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './tests/e2e/drivers/chromium.ts'
import type { DesktopTestOptions } from './tests/e2e/drivers/desktop.ts'

const DESKTOP = 'desktop/**/*.spec.ts'
const ELECTRON_ONLY = 'electronOnly/**/*.spec.ts'

/**
 * Browser tests of the built app, through both doors. Nothing is retried: a test that passes at the second try hides a
 * fault. Set DAILIES_CHROMIUM to use another Chromium than the machine's.
 */
export default defineConfig<DesktopTestOptions>({
  testDir: 'tests/e2e',
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
  projects: [
    { name: 'browser', testMatch: '**/*.spec.ts', testIgnore: [DESKTOP, ELECTRON_ONLY] },
    { name: 'desktop', testMatch: DESKTOP, use: { desktopKind: 'stand-in' } },
    // The same specs, and what only the real thing proves; skipped where there is no Electron or no display.
    { name: 'electron', testMatch: [DESKTOP, ELECTRON_ONLY], use: { desktopKind: 'electron' } },
  ],
})
