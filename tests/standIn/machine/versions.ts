import { readFileSync } from 'node:fs'

const packageFile = new URL('../../../node_modules/electron/package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }

/** Of the typings that the stand-in is checked against. */
export const ELECTRON_VERSION = version
/** What that Electron is built on does not matter here; it only must not be empty. */
export const CHROMIUM_VERSION = '156.0.0.0'
