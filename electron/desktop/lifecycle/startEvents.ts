import { app } from 'electron'
import { wasOpenedAtLogin } from '../system/loginItem.ts'
import { jobIdOfLink } from './deepLink.ts'
import type { Openings } from './openings.ts'
import { NOTHING_ASKED, parseStartArguments, readStartArguments, type StartArguments } from './startArguments.ts'

export interface StartEventsDeps {
  openings: Openings
  /** Opens the window or brings it to the front; before the app is ready, as soon as it is. */
  show(): void
}

/** Whatever the system or another start asks of this instance. To be called at once: macOS does not wait with links. */
export const listenForStarts = ({ openings, show }: StartEventsDeps): void => {
  app.on('second-instance', (_event, argv, workingFolder, passedOn) => {
    const asked = readStartArguments(passedOn) ?? secondStart(argv, workingFolder)
    openings.start(asked)
    // A start at login finds the app running where it was opened by hand before; nobody asked for a window.
    if (!asked.isHidden || asked.jobIds.length + asked.files.length > 0) show()
  })
  app.on('activate', () => show())
  app.on('open-url', (event, url) => {
    event.preventDefault()
    const jobId = jobIdOfLink(url)
    if (jobId !== null) openings.start({ ...NOTHING_ASKED, jobIds: [jobId] })
    show()
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openings.start({ ...NOTHING_ASKED, files: [path] })
    show()
  })
}

/** What this process was started with. */
export const thisStart = (): StartArguments =>
  parseStartArguments({
    argv: process.argv,
    workingFolder: process.cwd(),
    platform: process.platform,
    isDefaultApp: process.defaultApp,
  })

/** Whether no window was asked for. Needs the app to be ready. */
export const isHiddenStart = ({ isHidden, jobIds, files }: StartArguments): boolean => {
  if (jobIds.length + files.length > 0) return false
  return isHidden || wasOpenedAtLogin(process.platform)
}

const secondStart = (argv: readonly string[], workingFolder: string): StartArguments =>
  parseStartArguments({ argv, workingFolder, platform: process.platform, isDefaultApp: process.defaultApp })
