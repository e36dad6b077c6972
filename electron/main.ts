import { join } from 'node:path'
import { app, dialog, session } from 'electron'
import { systemClock } from './core/systemClock.ts'
import { createFront } from './desktop/front.ts'
import { enterDataFolder, type DataFolder } from './desktop/lifecycle/dataFolder.ts'
import { createEarlyLogger } from './desktop/lifecycle/earlyLogger.ts'
import { listenForLastResort } from './desktop/lifecycle/lastResort.ts'
import { listenForQuits } from './desktop/lifecycle/quitPaths.ts'
import { describeStartFailure } from './desktop/lifecycle/startFailure.ts'
import { isHiddenStart, listenForStarts, thisStart } from './desktop/lifecycle/startEvents.ts'
import { declareAppScheme, serveAppScheme } from './desktop/protocol/appScheme.ts'
import { createOpenOutside } from './desktop/security/externalLinks.ts'
import { hardenApp, hardenPageSession } from './desktop/security/hardenApp.ts'
import type { Shell } from './desktop/shell.ts'
import { createTranslate, detectShellLanguage, type Translate } from './desktop/texts/texts.ts'
import { isOutOfReach } from './desktop/window/backgroundPolicy.ts'

/*
 * The desktop door. The window is asked for before anything of the engine is loaded: this file and what it imports is only
 * what that takes; everything else comes with `desktop/shell.ts`.
 */

const { platform } = process
const { logger, passOnTo } = createEarlyLogger()
const openOutside = createOpenOutside(logger)
const asked = thisStart()

const run = (dataFolder: DataFolder): void => {
  const { promise: shell, resolve: hasOpened } = Promise.withResolvers<Shell>()
  const front = createFront({
    dataFolder: dataFolder.path,
    preloadPath: join(import.meta.dirname, '../preload/preload.cjs'),
    shell,
    clock: systemClock,
    logger,
  })
  const { window, openings, quitting, language } = front

  listenForLastResort(logger, language.translate)
  listenForStarts({ openings, show: () => void app.whenReady().then(window.show) })

  const ready = async (): Promise<void> => {
    await app.whenReady()
    listenForQuits(quitting, window)
    hardenPageSession(session.defaultSession, logger)
    serveAppScheme(
      shell.then(({ host }) => host),
      logger,
    )
    openings.start(asked)
    if (!isHiddenStart(asked)) window.show()

    const { openShell } = await import('./desktop/shell.ts')
    const opened = await openShell({ ...front, dataFolder, openOutside, clock: systemClock, logger, passOnTo })
    hasOpened(opened)
    if (quitting.phase() === 'running') await opened.start()
    if (isOutOfReach({ phase: quitting.phase(), isVisible: window.isVisible(), hasTray: opened.hasTray() }))
      window.show()
  }
  ready().catch((error: unknown) => {
    window.destroy()
    cannotStart(error, language.translate(), dataFolder.path)
  })
}

const cannotStart = (error: unknown, text: Translate, dataFolder: string | null): void => {
  dialog.showErrorBox(text('window:cannotStart'), describeStartFailure(error, { text, dataFolder }))
  app.exit(1)
}

hardenApp({ openOutside, logger })
app.setName('Dailies')
if (platform === 'win32') app.setAppUserModelId('io.github.dailies.app')
declareAppScheme()
try {
  const dataFolder = enterDataFolder(process.env, platform, (path) => app.setPath('userData', path))
  if (app.requestSingleInstanceLock({ ...asked })) run(dataFolder)
  // The first instance has the arguments by now, and does the rest.
  else app.exit(0)
} catch (error) {
  // Nothing is known yet of what the person chose; the system's language is.
  cannotStart(error, createTranslate(detectShellLanguage(app.getPreferredSystemLanguages())), null)
}
