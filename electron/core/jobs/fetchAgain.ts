import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { collectExchanges } from '../providers/exchange.ts'
import { createTakeFiles, isPresent } from '../media/takeFiles.ts'
import { TIMES, withTimeout, type EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import { nothingHeard } from './requestEvents.ts'

/**
 * Fetches the video of a finished job once more when its file is gone and the provider still has its copy. It asks
 * and downloads; it never generates.
 */
export function createFetchAgain(context: EngineContext) {
  const { assets, clock, jobs, store } = context
  const takeFiles = createTakeFiles(context)

  async function isFileThere(job: JobRecord): Promise<boolean> {
    const take = assets.byJob(job.seq).find((asset) => asset.role === 'video')
    return take !== undefined && isPresent((await takeFiles.check(take.id)).condition)
  }

  async function ask(job: JobRecord, { exchanges }: ReturnType<typeof nothingHeard>) {
    const lane = context.lane(job.accountId)
    if (lane === null) throw new IpcError('conflict', NO_ACCOUNT)
    const timeout = withTimeout(clock, new AbortController().signal, TIMES.lookTimeoutMs)
    try {
      if (!(await lane.take('poll', timeout.signal))) return null
      const look = () => lane.provider.poll(job.handle, timeout.signal)
      return await collectExchanges(exchanges, look).catch(() => null)
    } finally {
      timeout.done()
    }
  }

  /**
   * @returns the job as it is then: being downloaded, or untouched where its file is there after all
   * @throws IpcError `conflict` when the provider has no copy any more, or could not be asked
   */
  return async (job: JobRecord): Promise<JobRecord> => {
    if (job.remoteId === null || (await isFileThere(job))) return jobs.bySeq(job.seq) ?? job
    const heard = nothingHeard('poll')
    const answer = await ask(job, heard)
    if (answer === null || answer.kind === 'failed') throw new IpcError('conflict', NOT_ASKED)
    if (answer.kind === 'gone' || answer.snapshot.state !== 'succeeded') throw new IpcError('conflict', COPY_GONE)
    const { remoteId } = job
    return store.apply(job.seq, { type: 'fetch_again', remoteId, snapshot: answer.snapshot }, heard) ?? job
  }
}

const NO_ACCOUNT = 'The account of this job is not available, so the provider cannot be asked for the video.'
const NOT_ASKED = 'The provider could not be asked for the video just now. Try again in a moment.'
const COPY_GONE = 'The provider no longer has this video, so it cannot be downloaded again.'
