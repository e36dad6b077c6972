import type { TextKey } from '../texts/texts.ts'

/** What is known of the build that runs. */
export interface BuildFacts {
  platform: NodeJS.Platform
  isPackaged: boolean
  execPath: string
  env: Record<string, string | undefined>
  /** From the Microsoft Store or the Mac App Store (`process.windowsStore`, `process.mas`). */
  isFromStore: boolean
  /** Whether `app-update.yml` lies in the resources: builds that nobody publishes have none. */
  hasSource: boolean
}

/**
 * Why this build cannot replace itself; null where it can: AppImage, the Windows installer, macOS (there, only signed
 * ones, which is looked at later). electron-updater could also put deb and rpm packages in place, but only by running
 * the package manager as root on a package without a signature; those who installed a package have better ways.
 */
export const whyNoUpdates = (facts: BuildFacts): TextKey | null => {
  const { platform, isPackaged, env } = facts
  if (!isPackaged) return 'updates:fromSources'
  if (facts.isFromStore) return 'updates:fromStore'
  if (platform === 'linux') {
    if (env['FLATPAK_ID'] !== undefined || env['SNAP'] !== undefined) return 'updates:sandboxed'
    if (env['APPIMAGE'] === undefined) return 'updates:fromPackages'
  }
  if (platform === 'win32' && env['PORTABLE_EXECUTABLE_FILE'] !== undefined) return 'updates:portable'
  if (platform === 'darwin' && isReadOnlyPlace(facts.execPath)) return 'updates:fromImage'
  return facts.hasSource ? null : 'updates:noSource'
}

/** A mounted disk image, or the hidden copy from which macOS runs what was never moved out of its download. */
const isReadOnlyPlace = (path: string): boolean => path.startsWith('/Volumes/') || path.includes('/AppTranslocation/')

export const CHECK_EVERY_MS = 6 * 3_600_000
/** Well after the start has settled. */
const FIRST_CHECK_MS = 3 * 60_000

/** In how many milliseconds to look by itself. A last look in the future means that the clock was set back. */
export const nextCheckInMs = (now: number, checkedAt: number | null): number => {
  if (checkedAt === null || checkedAt > now) return FIRST_CHECK_MS
  return Math.max(FIRST_CHECK_MS, checkedAt + CHECK_EVERY_MS - now)
}

/** The bundle of a macOS program: `X.app` of `X.app/Contents/MacOS/X`. */
export const bundleOf = (execPath: string): string => execPath.replace(/\/Contents\/MacOS\/[^/]+$/, '')

/** Whether `codesign -dv` says that somebody signed: builds without a certificate have no team. */
export const isSignedByTeam = (codesignOutput: string): boolean => /^TeamIdentifier=(?!not set)\S/m.test(codesignOutput)
