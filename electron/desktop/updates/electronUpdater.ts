import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import type { Logger } from '../../core/ports.ts'
import type { TextKey } from '../texts/texts.ts'
import { bundleOf, isSignedByTeam, whyNoUpdates } from './updatePolicy.ts'
import type { Updater } from './updates.ts'

/** Why this build cannot replace itself; null where it can, as far as that can be said at once. */
export const whyThisBuildStays = (platform: NodeJS.Platform): TextKey | null =>
  whyNoUpdates({
    platform,
    isPackaged: app.isPackaged,
    execPath: process.execPath,
    env: process.env,
    isFromStore: process.windowsStore || process.mas,
    hasSource: existsSync(join(process.resourcesPath ?? '', 'app-update.yml')),
  })

/** macOS replaces only what was signed, and says so only after the download. */
export const whyUnsigned = async (platform: NodeJS.Platform): Promise<TextKey | null> => {
  if (platform !== 'darwin') return null
  return (await isSigned(bundleOf(process.execPath))) ? null : 'updates:unsigned'
}

const CODESIGN_TIMEOUT_MS = 10_000

const isSigned = async (bundle: string): Promise<boolean> =>
  await new Promise((resolve) => {
    execFile('/usr/bin/codesign', ['-dv', bundle], { timeout: CODESIGN_TIMEOUT_MS }, (_error, out, faults) =>
      resolve(isSignedByTeam(`${out}\n${faults}`)),
    )
  })

/** In place of the number by which the updater would tell this computer from all others. */
const ANONYMOUS = { 'x-user-staging-id': '00000000-0000-0000-0000-000000000000' }

/** Loaded with the first look only: it costs more than the rest of the shell. */
export const loadElectronUpdater = async (logger: Logger): Promise<Updater> => {
  const { default: electronUpdater } = await import('electron-updater')
  const { autoUpdater } = electronUpdater
  autoUpdater.autoDownload = false
  // A quit is a quit: nobody waits for an installer while the computer shuts down, and nothing changes unasked.
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.requestHeaders = ANONYMOUS
  autoUpdater.disableWebInstaller = true
  autoUpdater.logger = {
    info: (message: unknown) => logger.debug('updater', { said: String(message) }),
    warn: (message: unknown) => logger.debug('updater', { said: String(message) }),
    error: (message: unknown) => logger.debug('updater', { said: String(message) }),
  }
  return {
    async check(channel) {
      autoUpdater.channel = channel === 'beta' ? 'beta' : 'latest'
      autoUpdater.allowPrerelease = channel === 'beta'
      // Choosing a channel switches this on. A library that a newer version has migrated cannot go back.
      autoUpdater.allowDowngrade = false
      const found = await autoUpdater.checkForUpdates()
      if (found === null || !found.isUpdateAvailable) return null
      return { version: found.updateInfo.version, notes: found.updateInfo.releaseNotes }
    },
    async download(onPercent) {
      const tell = ({ percent }: { percent: number }): void => onPercent(percent)
      autoUpdater.on('download-progress', tell)
      try {
        await autoUpdater.downloadUpdate()
      } finally {
        autoUpdater.off('download-progress', tell)
      }
    },
    install: async () =>
      await new Promise<never>((_resolve, reject) => {
        autoUpdater.once('error', reject)
        // The new version starts before this process is gone, and must not take it for the running one.
        app.releaseSingleInstanceLock()
        autoUpdater.quitAndInstall(true, true)
      }),
  }
}

/** After a failed installation, when everything is closed already: says so and starts again as it was. */
export const comeBack = (message: string): void => {
  dialog.showErrorBox(app.getName(), message)
  app.relaunch()
  app.exit(0)
}
