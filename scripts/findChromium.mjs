import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const PLAYWRIGHT_CLI = join(ROOT, 'node_modules', 'playwright', 'cli.js')

const INSTALLED = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/opt/google/chrome/chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

/** The browser that Playwright downloads for itself, where it has done so. */
const playwrightsOwn = async () => {
  const { chromium } = await import('playwright')
  return chromium.executablePath()
}

const firstExisting = async () => {
  const wanted = process.env.DAILIES_CHROMIUM
  if (wanted) {
    if (existsSync(wanted)) return wanted
    throw new Error(`DAILIES_CHROMIUM points at ${wanted}, which does not exist.`)
  }
  const candidates = [await playwrightsOwn(), ...(INSTALLED[process.platform] ?? [])]
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null
}

const run = (command, args, timeoutMs) =>
  spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: timeoutMs }).status === 0

const installWithApt = () =>
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get') &&
  run('apt-get', ['update'], 300_000) &&
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], 600_000)

/** Path of a Chromium for the browser tests; installs one where there is none. Rejects where that fails too. */
export const findChromium = async () => {
  const found = await firstExisting()
  if (found !== null) return found
  process.stderr.write('There is no Chromium here; installing one for the browser tests.\n')
  if (!run(process.execPath, [PLAYWRIGHT_CLI, 'install', 'chromium'], 600_000)) installWithApt()
  const installed = await firstExisting()
  if (installed !== null) return installed
  throw new Error('No Chromium was found or could be installed. Set DAILIES_CHROMIUM to the path of one.')
}
