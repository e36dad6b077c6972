import { basename, join } from 'node:path'
import { app, dialog, type BaseWindow, type MessageBoxOptions, type SaveDialogOptions } from 'electron'
import type { JsonValue } from '../../../shared/json.ts'
import { replaceFile } from '../../core/media/replaceFile.ts'
import type { FileManager, Logger } from '../../core/ports.ts'
import type { HostClient } from '../host/hostClient.ts'
import type { Translate } from '../texts/texts.ts'

export interface SaveDiagnosticsDeps {
  ask: HostClient
  window(): BaseWindow | null
  fileManager: FileManager
  /** What the shell knows of itself. */
  facts(): Promise<Record<string, JsonValue>>
  translate: () => Translate
  logger: Logger
}

/**
 * Asks where to, and writes the diagnostics bundle there. The path; null when the person changed their mind or the disk
 * refused, which was said then. Asked again meanwhile, it is the same dialog.
 */
export const createSaveDiagnostics = (deps: SaveDiagnosticsDeps): (() => Promise<string | null>) => {
  const { ask, translate, logger } = deps
  let saving: Promise<string | null> | null = null

  const chooseFile = async (fileName: string): Promise<string | null> => {
    const options: SaveDialogOptions = {
      title: translate()('dialogs:saveDiagnostics'),
      defaultPath: join(app.getPath('downloads'), fileName),
      filters: [{ name: translate()('dialogs:zipFiles'), extensions: ['zip'] }],
      properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
    }
    const window = deps.window()
    const { canceled, filePath } =
      window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options)
    return canceled || filePath === '' ? null : filePath
  }

  const say = async (options: MessageBoxOptions): Promise<number> => {
    const window = deps.window()
    const { response } =
      window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options)
    return response
  }

  const offerToShow = async (path: string): Promise<void> => {
    const chosen = await say({
      type: 'info',
      message: translate()('dialogs:diagnosticsSaved'),
      detail: translate()('dialogs:diagnosticsDetail', { name: basename(path) }),
      buttons: [translate()('dialogs:showFile'), translate()('dialogs:close')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (chosen === 0) await deps.fileManager.reveal(path)
  }

  const save = async (): Promise<string | null> => {
    const { fileName, base64 } = await ask('diagnostics.bundle', { door: await deps.facts() })
    const path = await chooseFile(fileName)
    if (path === null) return null
    try {
      await replaceFile(path, Buffer.from(base64, 'base64'), 0o600)
    } catch (error) {
      logger.warn('the diagnostics could not be saved', { error: String(error) })
      const detail = error instanceof Error ? error.message : String(error)
      const message = translate()('dialogs:diagnosticsNotSaved')
      await say({ type: 'error', message, detail, buttons: [translate()('dialogs:close')] })
      return null
    }
    // Whoever asked for the path need not wait for the answer to this.
    offerToShow(path).catch((error: unknown) => logger.warn('the diagnostics were not shown', { error: String(error) }))
    return path
  }

  return async () => await (saving ??= save().finally(() => (saving = null)))
}
