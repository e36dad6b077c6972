import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { isTerminal } from '../../../shared/jobs/job.ts'
import type { EngineContext } from '../jobs/engineContext.ts'
import type { JobRecord } from '../jobs/jobRecord.ts'
import { submitTask } from '../jobs/submitter.ts'

export type Trash = ReturnType<typeof createTrash>

/** Puts jobs at rest away and takes them out again. Their files stay where they are. */
export function createTrash({ jobs, store, tasks }: Pick<EngineContext, 'jobs' | 'store' | 'tasks'>) {
  const mustFind = (jobId: string): JobRecord => {
    const job = jobs.byId(jobId)
    if (job === null) throw new IpcError('not_found', `There is no job ${jobId}.`)
    return job
  }

  return {
    /** @throws IpcError `conflict` for a job that is not at rest, or in the trash already */
    putAway(jobId: string): void {
      const job = mustFind(jobId)
      if (job.trashedAt !== null) throw new IpcError('conflict', 'This job is in the trash already.')
      if (!isTerminal(job.status)) {
        const state = job.status.replace('_', ' ')
        throw new IpcError('conflict', `This job is ${state}. Cancel it first; then it can go to the trash.`)
      }
      if (tasks.has(submitTask(job.seq))) {
        const message = 'The request that was cancelled is still on its way. Try again when it has been answered.'
        throw new IpcError('conflict', message)
      }
      store.trash(job.seq)
    },
    /** @throws IpcError `conflict` for a job that is not in the trash, or is being removed */
    takeOut(jobId: string): void {
      if (store.restore(mustFind(jobId).seq)) return
      throw new IpcError('conflict', 'This job is not in the trash.')
    },
  }
}
