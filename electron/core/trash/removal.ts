import { join } from 'node:path'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { BulkResult } from '../jobs/bulk.ts'
import { downloadTask } from '../jobs/downloads.ts'
import { TIMES, type EngineContext } from '../jobs/engineContext.ts'
import { extrasTask } from '../jobs/extras.ts'
import type { JobRecord } from '../jobs/jobRecord.ts'
import { waitUntil } from '../jobs/lane.ts'
import { sidecarPath } from '../media/sidecar.ts'
import type { TrashRepository } from './trashRepository.ts'

export interface RemovalDeps {
  context: EngineContext
  trash: TrashRepository
  /** Removes what an unfinished download left. */
  forgetPart: (folder: string, fileName: string) => Promise<void>
  /** Told after the commit. */
  onRemoved: (jobIds: string[]) => void
}

export type Removal = ReturnType<typeof createRemoval>

/**
 * Removes jobs from the trash for good: the intention is written down first, then the files go, then the rows.
 * A crash in between leaves jobs that can neither be seen nor restored, and `finish` ends what was begun.
 */
export function createRemoval({ context, trash, forgetPart, onRemoved }: RemovalDeps) {
  const { assets, clock, files, jobs, logger, store, submissions, tasks } = context

  /** @throws IpcError `conflict` where something still needs the job */
  function begin(jobId: string): JobRecord {
    const job = jobs.byId(jobId)
    if (job === null) throw new IpcError('not_found', `There is no job ${jobId}.`)
    if (job.trashedAt === null) throw new IpcError('conflict', 'This job is not in the trash.')
    if (trash.unfinishedChild(job.id) !== null) {
      throw new IpcError('conflict', 'An unfinished job derives from this take. It stays until that one is done.')
    }
    const lostSince = clock.now() - TIMES.reconcileAfterAskingMs * 2
    const isOpen = submissions
      .ofJob(job.seq)
      .some(({ outcome, sentAt }) => ['sending', 'unknown'].includes(outcome) && sentAt > lostSince)
    if (isOpen) {
      throw new IpcError('conflict', 'A request of this job may still turn up at the provider. It stays for two hours.')
    }
    if (!trash.markRemoving(job.seq)) throw new IpcError('conflict', 'This job is being removed already.')
    return job
  }

  /** The video goes first: while it is there, everything can stay as it is. */
  async function deleteFiles(job: JobRecord): Promise<void> {
    tasks.abort(extrasTask(job.seq))
    for (const task of [extrasTask(job.seq), downloadTask(job.seq), `forget:${job.seq}`]) await tasks.ended(task)
    const kept = assets.byJob(job.seq)
    const video = kept.find((asset) => asset.role === 'video')
    const rest = kept.filter((asset) => asset !== video).map((asset) => join(asset.folder, asset.fileName))
    if (video !== undefined) {
      await files.remove(join(video.folder, video.fileName))
      rest.push(sidecarPath(video.folder, video.fileName))
    }
    for (const path of rest) {
      await files.remove(path).catch((error: unknown) => {
        logger.warn('a file of a removed job stays behind', { job: job.id, path, error: String(error) })
      })
    }
    const folder = job.folderId === null ? null : assets.folderPath(job.folderId)
    if (folder === null || job.fileName === null) return
    await forgetPart(folder, job.fileName).catch((error: unknown) => {
      logger.warn('a part of a removed job stays behind', { job: job.id, error: String(error) })
    })
  }

  async function end(job: JobRecord): Promise<string | null> {
    try {
      await deleteFiles(job)
    } catch (error) {
      trash.keepAfterAll(job.seq)
      logger.warn('a take could not be deleted', { job: job.id, error: String(error) })
      return `Its file could not be deleted (${error instanceof Error ? error.message : String(error)}).`
    }
    store.transaction(() => trash.deleteRows(job.seq))
    onRemoved([job.id])
    return null
  }

  async function remove(jobId: string, result: BulkResult): Promise<void> {
    try {
      const message = await end(store.transaction(() => begin(jobId)))
      if (message === null) result.done.push(jobId)
      else result.refused.push({ jobId, message })
    } catch (error) {
      if (!(error instanceof IpcError)) throw error
      result.refused.push({ jobId, message: error.message })
    }
  }

  return {
    /** One after the other, a turn each, until the signal ends it. */
    async removeAll(jobIds: readonly string[], signal: AbortSignal): Promise<BulkResult> {
      const result: BulkResult = { done: [], refused: [] }
      for (const jobId of jobIds) {
        if (signal.aborted) break
        await remove(jobId, result)
        await waitUntil(clock, clock.now(), signal)
      }
      return result
    },
    /** After a start: what an earlier run began. */
    async finish(signal: AbortSignal): Promise<void> {
      for (const seq of trash.removing()) {
        const job = signal.aborted ? null : jobs.bySeq(seq)
        if (job !== null) await end(job)
      }
    },
  }
}
