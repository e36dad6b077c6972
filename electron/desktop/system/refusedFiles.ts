import { dialog, type MessageBoxOptions } from 'electron'
import type { Translate } from '../texts/texts.ts'
import type { MainWindow } from '../window/mainWindow.ts'

export interface RefuseFilesDeps {
  window: Pick<MainWindow, 'current' | 'isFocused' | 'isVisible'>
  /** False where the system shows no notifications. */
  showNote(title: string, body: string): boolean
  translate: () => Translate
}

/** Says what was not opened: to whoever looks at the window there, to others by a notification where the system has any. */
export const createRefuseFiles =
  ({ window, showNote, translate }: RefuseFilesDeps) =>
  (messages: readonly string[]): void => {
    const text = translate()
    if (!window.isFocused() && showNote(text('app:name'), messages.join('\n'))) return
    const options: MessageBoxOptions = {
      type: 'warning',
      message: messages.join('\n'),
      buttons: [text('dialogs:close')],
      noLink: true,
    }
    const shown = window.current()
    // Nothing depends on the answer.
    void (shown !== null && window.isVisible() ? dialog.showMessageBox(shown, options) : dialog.showMessageBox(options))
  }
