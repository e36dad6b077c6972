import { app, type Session } from 'electron'
import type { Logger } from '../../core/ports.ts'
import type { OpenOutside } from './externalLinks.ts'
import { guardPageSession, guardSessions } from './sessionGuards.ts'
import { guardPages } from './windowGuards.ts'

/** Everything that must be in place before the app is ready and before the first window is made. */
export const hardenApp = (deps: { openOutside: OpenOutside; logger: Logger }): void => {
  // Every page, also one that somebody adds later and forgets to say it for.
  app.enableSandbox()
  guardSessions(deps.logger)
  guardPages(deps)
}

/** As soon as the app is ready, before anything is loaded. */
export const hardenPageSession = (session: Session, logger: Logger): void =>
  guardPageSession(session, process.platform, logger)
