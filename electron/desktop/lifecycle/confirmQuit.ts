import { dialog, type MessageBoxOptions } from 'electron'
import type { Clock } from '../../core/ports.ts'
import type { Translate } from '../texts/texts.ts'
import type { MainWindow } from '../window/mainWindow.ts'
import { quitQuestion, type WorkInFlight } from './quitQuestion.ts'
import type { QuitAnswer } from './quitting.ts'

export interface ConfirmQuitDeps {
  /** Null while there is no host that could tell. */
  workInFlight(): Promise<WorkInFlight | null>
  window: MainWindow
  clock: Clock
  translate: () => Translate
}

/** Asks whether to quit, on the window where there is one to be seen; only if something is in flight. */
export const createConfirmQuit =
  ({ workInFlight, window, clock, translate }: ConfirmQuitDeps) =>
  async (signal: AbortSignal): Promise<QuitAnswer> => {
    const work = await workInFlight()
    const question = work === null ? null : quitQuestion(work, clock.now(), translate())
    if (question === null || signal.aborted) return 'quit'
    const options: MessageBoxOptions = {
      type: 'question',
      message: question.message,
      detail: question.detail,
      buttons: [question.quit, question.keepRunning],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
      signal,
    }
    const shown = window.current()
    const isSeen = shown !== null && shown.isVisible() && !shown.isMinimized()
    const { response } = await (isSeen ? dialog.showMessageBox(shown, options) : dialog.showMessageBox(options))
    return response === 0 || signal.aborted ? 'quit' : 'keep'
  }
