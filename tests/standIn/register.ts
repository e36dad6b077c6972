import { registerHooks } from 'node:module'
import Database from 'better-sqlite3'
import { options } from './machine/options.ts'
import { CHROMIUM_VERSION, ELECTRON_VERSION } from './machine/versions.ts'

/** `node --import register.ts out/main/main.js` runs the built app on the stand-in. */

const STAND_INS: Record<string, string> = {
  electron: './electronForApp.ts',
  'electron/main': './electronForApp.ts',
  '@napi-rs/keyring': './keyring.ts',
  'electron-updater': './updater.ts',
}

/** The app brings its updater along, as a chunk of the bundle. */
const BUNDLED_UPDATER = /^\.\/electron-updater-[\w-]+\.js$/

const pretend = (on: object, key: string, value: unknown): void => {
  Object.defineProperty(on, key, { value, configurable: true, enumerable: true })
}

const machine = process.platform
/** Native files are those of the machine, whatever system is pretended. */
const onThisMachine = (specifier: string): string =>
  specifier.endsWith('.node')
    ? specifier.replace(`/prebuilds/${options.platform}-`, `/prebuilds/${machine}-`)
    : specifier

// Its native part is chosen by the platform, once: before another one is pretended.
if (options.platform !== process.platform) new Database(':memory:').close()

pretend(process, 'type', 'browser')
pretend(process, 'defaultApp', true)
pretend(process, 'resourcesPath', options.systemDir)
pretend(process, 'getSystemVersion', () => '1.0.0')
pretend(process.versions, 'electron', ELECTRON_VERSION)
pretend(process.versions, 'chrome', CHROMIUM_VERSION)
pretend(process, 'platform', options.platform)

registerHooks({
  resolve: (specifier, context, next) => {
    const standIn = STAND_INS[specifier.replace(BUNDLED_UPDATER, 'electron-updater')]
    if (standIn === undefined) return next(onThisMachine(specifier), context)
    return { url: new URL(standIn, import.meta.url).href, format: 'module-typescript', shortCircuit: true }
  },
})

if (process.send) await import('./machine/driverChannel.ts')
