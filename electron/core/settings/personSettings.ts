import type { ParsedRouteInput, Settings } from '../../../shared/ipc/contract.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { EngineContext } from '../jobs/engineContext.ts'
import { findTemplateProblem } from '../media/fileNaming.ts'
import { checkVideosFolder } from './videosFolder.ts'

/** What a person may set, among all that is kept by key. */
export const readSettings = ({ settings }: Pick<EngineContext, 'settings'>): Settings => ({
  videosDir: settings.get('videosDir'),
  queueOnStart: settings.get('queueOnStart'),
  fileNameTemplate: settings.get('fileNameTemplate'),
  trashRetentionDays: settings.get('trashRetentionDays'),
  notify: settings.get('notify'),
  keepsKeysInFile: settings.get('keepsKeysInFile'),
})

/** @throws IpcError naming the field that cannot be had; then nothing is changed */
export async function updateSettings(
  context: EngineContext,
  changes: ParsedRouteInput<'settings.update'>,
): Promise<Settings> {
  const problem = changes.fileNameTemplate === undefined ? null : findTemplateProblem(changes.fileNameTemplate)
  if (problem !== null) throw new IpcError('invalid', problem, 'fileNameTemplate')
  if (changes.videosDir !== undefined) await checkVideosFolder(context.files, changes.videosDir)
  context.store.transaction(() => {
    if (changes.videosDir !== undefined) context.settings.set('videosDir', changes.videosDir)
    if (changes.queueOnStart !== undefined) context.settings.set('queueOnStart', changes.queueOnStart)
    if (changes.fileNameTemplate !== undefined) context.settings.set('fileNameTemplate', changes.fileNameTemplate)
    if (changes.trashRetentionDays !== undefined) {
      context.settings.set('trashRetentionDays', changes.trashRetentionDays)
    }
    if (changes.keepsKeysInFile !== undefined) context.settings.set('keepsKeysInFile', changes.keepsKeysInFile)
    if (changes.notify !== undefined) {
      const changed = Object.fromEntries(Object.entries(changes.notify).filter(([, isShown]) => isShown !== undefined))
      context.settings.set('notify', { ...context.settings.get('notify'), ...changed })
    }
  })
  return readSettings(context)
}
