import type { WorkbenchRouteName } from '../../../shared/ipc/workbenchRoutes.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { Batch } from '../../../shared/jobs/batch.ts'
import { JOB_STATUSES } from '../../../shared/jobs/job.ts'
import type { BatchRecord, BatchRepository } from '../jobs/batchRepository.ts'
import type { JobCreation } from '../jobs/jobCreation.ts'
import type { JobRepository } from '../jobs/jobRepository.ts'
import type { JobView } from '../jobs/jobView.ts'
import type { QueueEdits } from '../jobs/queueEdits.ts'
import type { QueueOrder } from '../jobs/queueOrderRepository.ts'
import { decodeCursor, decodeQueueKey, encodeCursor, encodeQueueKey } from './cursor.ts'
import type { Handlers } from './router.ts'

export interface QueueHandlerDeps {
  batches: BatchRepository
  creation: JobCreation
  edits: QueueEdits
  jobs: JobRepository
  order: QueueOrder
  accountIds: () => readonly string[]
  poke: () => void
  view: JobView
}

type QueueRoute = Extract<
  WorkbenchRouteName,
  `jobs.${'createMany' | 'edit' | 'move'}` | 'queue.list' | `batches.${string}`
>

/** Batches, and what may still be changed about queued jobs. */
export function createQueueHandlers(deps: QueueHandlerDeps): Pick<Handlers, QueueRoute> {
  const { batches, creation, edits, view } = deps

  const toBatch = ({ seq: _seq, id, ...batch }: BatchRecord): Batch => {
    const counted = new Map(batches.counts(id).map(({ status, count }) => [status, count]))
    const counts = Object.fromEntries(
      JOB_STATUSES.map((status) => [status, counted.get(status) ?? 0]),
    ) as Batch['counts']
    const trashedCount = (counted.get('trashed') ?? 0) + (counted.get('removing') ?? 0)
    return { batchId: id, ...batch, counts, trashedCount }
  }

  return {
    'jobs.createMany': (input) => {
      const made = creation.createMany(input)
      deps.poke()
      return made
    },
    'jobs.edit': (input) => {
      const job = edits.edit(input)
      deps.poke()
      return view(job)
    },
    'jobs.move': (input) => view(edits.move(input)),
    'queue.list': ({ limit = QUEUE_PAGE, cursor, accountId }) => {
      const accountIds = accountId === undefined ? deps.accountIds() : [accountId]
      const found = deps.order.page(accountIds, cursor === undefined ? null : decodeQueueKey(cursor), limit + 1)
      const page = found.slice(0, limit)
      const last = page.at(-1)
      const items = page.map(({ seq }) => deps.jobs.bySeq(seq)).filter((job) => job !== null)
      return {
        items: items.filter((job) => accountId === undefined || job.accountId === accountId).map(view),
        nextCursor: found.length > limit && last !== undefined ? encodeQueueKey(last) : null,
      }
    },
    'batches.list': ({ limit = PAGE, cursor }) => {
      const found = batches.page(cursor === undefined ? null : decodeCursor(cursor), limit + 1)
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const nextCursor = found.length > limit && last !== undefined ? encodeCursor(last.seq) : null
      return { items: items.map(toBatch), nextCursor }
    },
    'batches.get': ({ batchId }) => {
      const batch = batches.byId(batchId)
      if (batch === null) throw new IpcError('not_found', `There is no batch ${batchId}.`, 'batchId')
      return toBatch(batch)
    },
  }
}

const PAGE = 20
const QUEUE_PAGE = 100
