import { join } from 'node:path'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { EngineContext } from '../jobs/engineContext.ts'
import type { FileStore } from '../ports.ts'
import type { AssetRecord } from './assetRepository.ts'
import { checkMp4 } from './mp4Check.ts'

/** What is left of a take's file. `changed`: another program made a different but whole video of it. */
export type TakeCondition =
  { kind: 'whole' } | { kind: 'changed'; sizeBytes: number } | { kind: 'missing' } | { kind: 'cut'; sizeBytes: number }

export const isPresent = ({ kind }: TakeCondition): boolean => kind === 'whole' || kind === 'changed'

/** One sentence about what is wrong; null when nothing is. */
export function describeCondition(
  condition: TakeCondition,
  file: { fileName: string; sizeBytes: number },
): string | null {
  switch (condition.kind) {
    case 'whole':
      return null
    case 'missing':
      return `The file of this take is gone: ${file.fileName} is no longer in its folder.`
    case 'cut':
      return `The file of this take is damaged: ${condition.sizeBytes} of ${file.sizeBytes} bytes are left, and they are no whole video.`
    case 'changed':
      return `The file of this take was changed by another program: it has ${condition.sizeBytes} bytes instead of ${file.sizeBytes}.`
  }
}

/** Looks at the file: its length, and where that differs, whether it is still a whole video. */
export async function inspectTake(files: FileStore, file: { path: string; sizeBytes: number }): Promise<TakeCondition> {
  const sizeBytes = await files.size(file.path)
  if (sizeBytes === null) return { kind: 'missing' }
  if (sizeBytes === file.sizeBytes) return { kind: 'whole' }
  const check = await checkMp4({ size: sizeBytes, readAt: (offset, length) => files.readAt(file.path, offset, length) })
  return { kind: check.ok ? 'changed' : 'cut', sizeBytes }
}

export type TakeFiles = ReturnType<typeof createTakeFiles>

/** Looks after the files of takes once they are saved: people move, delete and cut them. */
export function createTakeFiles(
  context: Pick<EngineContext, 'assets' | 'clock' | 'files' | 'jobs' | 'logger' | 'store'>,
) {
  const { assets, clock, files, jobs, logger, store } = context

  /** @throws IpcError `not_found` */
  function mustFind(takeId: string): AssetRecord & { jobSeq: number } {
    const take = assets.byId(takeId)
    if (take === null || take.role !== 'video' || take.jobSeq === null) {
      throw new IpcError('not_found', `There is no take ${takeId}.`, 'takeId')
    }
    return { ...take, jobSeq: take.jobSeq }
  }

  /** Writes down that a file is gone, or back. Whoever asked for the file gets an answer even if that fails. */
  function note(takeId: string, condition: TakeCondition): void {
    const take = assets.byId(takeId)
    const isThere = isPresent(condition)
    if (take === null || take.jobSeq === null || isThere === ((take.missingSince ?? null) === null)) return
    const { jobSeq, fileName } = take
    try {
      store.transaction(() => {
        const now = clock.now()
        assets.setMissing(takeId, isThere ? null : now)
        jobs.addEvent(jobSeq, now, isThere ? 'file_back' : 'file_missing', { fileName, found: condition.kind })
        store.touch(jobSeq)
      })
    } catch (error) {
      logger.warn('what became of a file could not be written down', { take: takeId, error: String(error) })
    }
  }

  return {
    mustFind,
    note,
    /** Looks at a take's file and writes down what it finds. */
    async check(takeId: string): Promise<{ take: AssetRecord; condition: TakeCondition }> {
      const take = mustFind(takeId)
      const condition = await inspectTake(files, { path: join(take.folder, take.fileName), sizeBytes: take.sizeBytes })
      note(takeId, condition)
      return { take, condition }
    },
  }
}
