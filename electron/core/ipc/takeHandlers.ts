import { join } from 'node:path'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { TakeRouteName } from '../../../shared/takes/takeRoutes.ts'
import { describeCondition, isPresent, type TakeFiles } from '../media/takeFiles.ts'
import type { FileManager } from '../ports.ts'
import type { Handlers } from './router.ts'

export interface TakeHandlerDeps {
  takeFiles: TakeFiles
  /** Null at a door that cannot show files. */
  fileManager: FileManager | null
}

/** What can be asked about the file of a take. */
export function createTakeHandlers({ takeFiles, fileManager }: TakeHandlerDeps): Pick<Handlers, TakeRouteName> {
  return {
    'takes.check': async ({ takeId }) => {
      const { take, condition } = await takeFiles.check(takeId)
      return { isPresent: isPresent(condition), problem: describeCondition(condition, take) }
    },
    'takes.reveal': async ({ takeId }) => {
      const { folder } = takeFiles.mustFind(takeId)
      if (fileManager === null) {
        throw new IpcError(
          'conflict',
          `Files can be shown only in the desktop app. This one is in ${folder}.`,
          'takeId',
        )
      }
      const { take, condition } = await takeFiles.check(takeId)
      if (condition.kind === 'missing') {
        throw new IpcError('not_found', `${take.fileName} is no longer in ${folder}.`, 'takeId')
      }
      await fileManager.reveal(join(folder, take.fileName))
      return {}
    },
  }
}
