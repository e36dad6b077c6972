import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'

const MACHINE_CHROMIUM = '/usr/bin/chromium'

/** The Chromium to test with: the one that is named, the machine's, or else Playwright's own. */
export const chromiumLaunchOptions = (): LaunchOptions => {
  const named = process.env.DAILIES_CHROMIUM
  const executablePath = named ?? (existsSync(MACHINE_CHROMIUM) ? MACHINE_CHROMIUM : undefined)
  const isRoot = process.getuid?.() === 0
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      // Chromium refuses its sandbox to root, which is what containers run as.
      ...(isRoot ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-sync',
      '--no-first-run',
      '--no-default-browser-check',
      '--autoplay-policy=no-user-gesture-required',
    ],
  }
}
