import type { ParsedRouteInput } from '../../../shared/ipc/contract.ts'
import { IpcError, MOST_ITEM_PROBLEMS, type ItemProblem } from '../../../shared/ipc/ipcError.ts'
import type { BatchRepository } from './batchRepository.ts'
import type { EngineContext } from './engineContext.ts'
import type { JobRecord } from './jobRecord.ts'
import type { CheckedJob, JobRequests } from './jobRequests.ts'
import { newJob } from './newJob.ts'
import { orderedId } from './orderedId.ts'

export interface JobCreationDeps {
  context: EngineContext
  requests: JobRequests
  batches: BatchRepository
}

export type JobCreation = ReturnType<typeof createJobCreation>

/** Turns requests for takes into queued jobs: checked against the models, written in one transaction. */
export function createJobCreation({ context, requests, batches }: JobCreationDeps) {
  const { clock, failpoint, jobs, store } = context
  let lastPosition = 0

  /** In queue order: later jobs behind; those for the front before everything that waits, in their own order. */
  function positionsFor(checked: readonly CheckedJob[]): (job: CheckedJob) => number {
    const atFront = new Map<string, number>()
    for (const { placement, row, count } of checked) {
      if (placement === 'end') continue
      const first = atFront.get(row.accountId) ?? jobs.firstPosition(row.accountId) ?? clock.now()
      atFront.set(row.accountId, first - count)
    }
    return ({ placement, row }) => {
      if (placement === 'front') {
        const position = atFront.get(row.accountId) ?? clock.now()
        atFront.set(row.accountId, position + 1)
        return position
      }
      lastPosition = Math.max(lastPosition + 1, clock.now())
      return lastPosition
    }
  }

  function write(checked: readonly CheckedJob[], requestId: string | null, batch: { name: string | null } | null) {
    const now = clock.now()
    const batchId = batch === null ? null : `batch_${orderedId(now)}`
    const nextPosition = positionsFor(checked)
    const writeOne = (job: CheckedJob): number => {
      const row = { ...job.row, id: `job_${orderedId(now)}`, requestId, batchId, position: nextPosition(job) }
      const seq = store.insert(newJob(row), { model: row.model, seconds: row.seconds, size: row.size })
      if (job.waitsFor !== null) jobs.addDependency(seq, job.waitsFor.seq)
      return seq
    }
    failpoint('create.before_commit')
    const seqs = store.transaction(() => {
      if (batchId !== null) {
        const jobCount = checked.reduce((sum, { count }) => sum + count, 0)
        const prompt = checked[0]?.row.prompt ?? ''
        batches.insert({ id: batchId, name: batch?.name ?? null, prompt, jobCount, createdAt: now })
      }
      return checked.flatMap((job) => Array.from({ length: job.count }, () => writeOne(job)))
    })
    failpoint('create.after_commit')
    return { batchId, jobs: seqs.map((seq) => jobs.bySeq(seq)).filter((job) => job !== null) }
  }

  /** Every item, or a refusal that names each one at fault. */
  function checkAll(items: ParsedRouteInput<'jobs.createMany'>['items']): CheckedJob[] {
    const problems: ItemProblem[] = []
    const checked = items.flatMap((item, index) => {
      try {
        return [requests.check(item)]
      } catch (error) {
        if (!(error instanceof IpcError)) throw error
        problems.push({ index, message: error.message, ...(error.field === undefined ? {} : { field: error.field }) })
        return []
      }
    })
    const [first] = problems
    if (first === undefined) return checked
    const field = ['items', first.index, ...(first.field === undefined ? [] : [first.field])].join('.')
    throw new IpcError(
      'invalid',
      `Item ${first.index + 1}: ${first.message}`,
      field,
      problems.slice(0, MOST_ITEM_PROBLEMS),
    )
  }

  return {
    /** @throws IpcError `invalid` naming the field that no model accepts. */
    create({ requestId, ...input }: ParsedRouteInput<'jobs.create'>): JobRecord[] {
      const earlier = requestId === undefined ? [] : jobs.byRequest(requestId)
      if (earlier.length > 0) return earlier
      const checked = requests.check(input)
      return write([checked], requestId ?? null, checked.count > 1 ? { name: null } : null).jobs
    },
    /**
     * All or nothing, as one batch. On disk when this returns.
     * @throws IpcError `invalid` with a problem for each item that no model accepts
     */
    createMany({ items, requestId, name }: ParsedRouteInput<'jobs.createMany'>): { batchId: string; jobIds: string[] } {
      const earlier = jobs.byRequest(requestId)
      if (earlier.length > 0) return toBatch(earlier[0]?.batchId ?? null, earlier)
      const total = items.reduce((sum, { count = 1 }) => sum + count, 0)
      if (total > MOST_JOBS) {
        throw new IpcError('invalid', `These are ${total} takes; one request makes at most ${MOST_JOBS}.`, 'items')
      }
      const made = write(checkAll(items), requestId, { name: name ?? null })
      return toBatch(made.batchId, made.jobs)
    },
  }
}

function toBatch(batchId: string | null, jobs: readonly JobRecord[]): { batchId: string; jobIds: string[] } {
  if (batchId !== null) return { batchId, jobIds: jobs.map((job) => job.id) }
  throw new IpcError('conflict', 'This requestId belongs to a request for a single job.', 'requestId')
}

const MOST_JOBS = 1000
