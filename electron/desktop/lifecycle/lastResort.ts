import { app, dialog } from 'electron'
import type { Logger } from '../../core/ports.ts'
import type { Translate } from '../texts/texts.ts'
import { isGoneOutput } from './goneOutput.ts'

/**
 * For errors that nobody expected. Everything is on disk at any moment, so ending is safe; going on in a state that
 * nobody knows is not.
 */
export const listenForLastResort = (logger: Logger, translate: () => Translate): void => {
  process.on('uncaughtException', (error) => {
    if (isGoneOutput(error)) return
    logger.error('an unexpected error ends the app', { error })
    const text = translate()
    dialog.showErrorBox(text('window:failed'), text('window:failedDetail'))
    app.exit(1)
  })
  process.on('unhandledRejection', (reason) => {
    logger.error('a failure was not handled', { error: reason })
  })
  // Chromium starts these again by itself.
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    if (reason !== 'clean-exit') logger.warn('a helper process of Chromium ended', { type, reason, exitCode, name })
  })
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
