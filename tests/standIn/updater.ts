import type { AppUpdater, UpdateCheckResult, UpdateInfo } from 'electron-updater'
import { app } from './app/app.ts'
import { emittingPart } from './machine/member.ts'
import { options } from './machine/options.ts'
import { recordCall } from './machine/records.ts'

/*
 * In the place of `electron-updater`, which would ask the network: finds what the test puts on offer. Loads in four
 * steps and puts nothing in place; `failsAt` makes it fail as the real one does.
 */

const offer = options.update

const failAt = (step: 'check' | 'download' | 'install', message: string, code: string): void => {
  if (offer?.failsAt !== step) return
  const error = Object.assign(new Error(message), { code })
  emit('error', error)
  throw error
}

const nextTurn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve))

const checkForUpdates = async (): Promise<UpdateCheckResult> => {
  const { channel, allowPrerelease, allowDowngrade, autoDownload, autoInstallOnAppQuit } = object
  recordCall('autoUpdater.looks', [{ channel, allowPrerelease, allowDowngrade, autoDownload, autoInstallOnAppQuit }])
  await nextTurn()
  failAt('check', 'net::ERR_INTERNET_DISCONNECTED', 'ERR_FAILED')
  // The rest of it is of no use to an app.
  const updateInfo = { version: offer?.version ?? app.getVersion(), releaseNotes: offer?.notes ?? null } as UpdateInfo
  return { isUpdateAvailable: offer !== null, updateInfo, versionInfo: updateInfo }
}

const downloadUpdate = async (): Promise<string[]> => {
  for (const percent of [25, 50, 75, 100]) {
    await nextTurn()
    emit('download-progress', { percent, transferred: percent, total: 100, delta: 25, bytesPerSecond: 1 })
    if (percent === 50) failAt('download', 'sha512 checksum mismatch', 'ERR_CHECKSUM_MISMATCH')
  }
  return ['/tmp/installer']
}

/** The real one starts the installer, and on the next turn it quits. */
const quitAndInstall = (): void => {
  try {
    failAt('install', 'EACCES: permission denied', 'EACCES')
  } catch {
    // The real one tells its listeners and returns.
    return
  }
  setImmediate(() => app.quit())
}

const { object, emit } = emittingPart<AppUpdater>('autoUpdater', {
  autoDownload: true,
  autoInstallOnAppQuit: true,
  allowPrerelease: false,
  allowDowngrade: false,
  disableWebInstaller: false,
  requestHeaders: null,
  channel: null,
  logger: null,
  checkForUpdates,
  downloadUpdate,
  quitAndInstall,
})

// The real one writes its errors to its log itself, so none is without a listener.
object.on('error', () => {})

export const autoUpdater = object
export default { autoUpdater }
