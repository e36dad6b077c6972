import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ELECTRON = resolve(import.meta.dirname, '../../../node_modules/electron')

/** Path of Electron's program, or null where it has not been downloaded; found as `npm start` finds it. */
export const electronBinary = (): string | null => {
  const pathFile = join(ELECTRON, 'path.txt')
  if (!existsSync(pathFile)) return null
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(ELECTRON, 'dist')
  const binary = join(folder, readFileSync(pathFile, 'utf8'))
  return existsSync(binary) ? binary : null
}

const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY)

/** Why nothing can run on real Electron here; null where it can. */
export const missingElectron = (): string | null => {
  if (electronBinary() === null) return 'there is no Electron binary on this machine'
  return hasDisplay() ? null : 'there is no display for Electron on this machine'
}
