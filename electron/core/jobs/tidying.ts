import type { AssetRecord } from '../media/assetRepository.ts'
import { partRecordPath } from '../media/partRecord.ts'
import type { EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'

export interface TidyingDeps {
  /** Removes the part of a download and what is known about it, in this order. */
  forgetPart: (folder: string, fileName: string) => Promise<void>
  /** Writes prompt and settings beside the take. */
  writeSidecar: (job: JobRecord, take: AssetRecord) => Promise<void>
}

export type Tidying = ReturnType<typeof createTidying>

/** What comes after a take was committed. The part's record goes last: while it is there, this is not done. */
export function createTidying(context: EngineContext, deps: TidyingDeps) {
  const { assets, files, jobs, logger, tasks } = context

  async function afterSaving(job: JobRecord, take: AssetRecord, partName: string): Promise<void> {
    await deps.writeSidecar(job, take).catch((error: unknown) => {
      logger.warn('the sidecar could not be written', { job: job.id, error: String(error) })
    })
    await deps.forgetPart(take.folder, partName).catch((error: unknown) => {
      logger.warn('what a download left could not be removed', { job: job.id, error: String(error) })
    })
  }

  async function resumeJob(seq: number): Promise<void> {
    const { fileName = null, folderId = null } = jobs.bySeq(seq) ?? {}
    const folder = folderId === null ? null : assets.folderPath(folderId)
    if (fileName === null || folder === null) return
    if ((await files.size(partRecordPath(folder, fileName))) === null) return
    const job = jobs.bySeq(seq)
    const take = assets.byJob(seq).find((asset) => asset.role === 'video')
    if (job?.status === 'completed' && take !== undefined) await afterSaving(job, take, fileName)
    if (job?.status === 'cancelled') await deps.forgetPart(folder, fileName)
  }

  return {
    afterSaving,
    /** After a start: ends what the last run had begun. Hardly ever is one of its older jobs concerned. */
    resume(): void {
      tasks.start('tidying', async (signal) => {
        const ended = (['completed', 'cancelled'] as const).flatMap((status) => jobs.newestOf(status, JOBS_LOOKED_AT))
        for (const seq of ended) {
          if (signal.aborted) return
          await resumeJob(seq).catch((error: unknown) => {
            logger.warn('what a download left could not be tidied up', { seq, error: String(error) })
          })
        }
      })
    },
  }
}

const JOBS_LOOKED_AT = 250
