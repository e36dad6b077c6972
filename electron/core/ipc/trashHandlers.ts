import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { WorkbenchRouteName } from '../../../shared/ipc/workbenchRoutes.ts'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { Selection } from '../../../shared/jobs/selection.ts'
import { toOutcome, toSource, type Bulk } from '../jobs/bulk.ts'
import type { CancelledJob, CancelQueued } from '../jobs/cancelQueued.ts'
import type { Engine } from '../jobs/engine.ts'
import type { JobView } from '../jobs/jobView.ts'
import type { Undo } from '../jobs/undo.ts'
import type { Library } from '../library/library.ts'
import type { SettingsRepository } from '../settings/settingsRepository.ts'
import type { Removal } from '../trash/removal.ts'
import type { Retention } from '../trash/retention.ts'
import type { Trash } from '../trash/trash.ts'
import type { TrashPlace, TrashRepository } from '../trash/trashRepository.ts'
import { decodePlace, encodePlace } from './cursor.ts'
import type { Handlers } from './router.ts'

export interface TrashHandlerDeps {
  bulk: Bulk
  cancelQueued: CancelQueued
  library: Library
  engine: Pick<Engine, 'mustFind' | 'poke' | 'retry' | 'reorder'>
  removal: Removal
  retention: Retention
  settings: SettingsRepository
  trash: Trash
  trashRepository: TrashRepository
  undo: Undo
  view: JobView
}

type TrashRoute = Extract<
  WorkbenchRouteName,
  `jobs.${'cancelMany' | 'retryMany' | 'reorderMany' | 'trash' | 'restore' | 'undo'}` | `trash.${string}`
>

/** Verbs on many jobs, the trash, and the way back. */
export function createTrashHandlers(deps: TrashHandlerDeps): Pick<Handlers, TrashRoute> {
  const { bulk, cancelQueued, engine, retention, trash, trashRepository, undo, view } = deps

  /** What is not needed to undo anything (nothing was done) is not offered. */
  const undoWith = (done: readonly unknown[], takeBack: Parameters<Undo['offer']>[0]) =>
    done.length === 0 ? null : undo.offer(takeBack)

  const putBackAll = async (cancelled: ReadonlyMap<string, CancelledJob>) => {
    // Those that others wait for are older, and come first.
    const inOrder = [...cancelled.values()].sort((a, b) => a.seq - b.seq).map((job) => job.jobId)
    const result = await bulk.run({ jobIds: inOrder }, (jobId) => {
      const job = cancelled.get(jobId)
      if (job !== undefined) cancelQueued.putBack(job)
    })
    engine.poke()
    return toOutcome(result)
  }
  const inTrash = (jobIds: string[] | undefined) =>
    jobIds === undefined ? { nextPage: (last: TrashPlace | null) => trashRepository.places(last, PAGE) } : { jobIds }
  const listed = (selection: Selection, statuses: readonly JobStatus[]) =>
    toSource(selection, statuses, deps.library.select)

  return {
    'jobs.cancelMany': async (selection) => {
      const cancelled = new Map<string, CancelledJob>()
      const result = await bulk.run(listed(selection, ['queued']), (jobId) => {
        // Cancelled already, because it waited for one that was.
        if (cancelled.has(jobId)) return
        for (const job of cancelQueued.cancel(jobId)) cancelled.set(job.jobId, job)
      })
      engine.poke()
      return toOutcome(
        result,
        undoWith(result.done, () => putBackAll(cancelled)),
      )
    },
    'jobs.retryMany': async (selection) => {
      const retry = (jobId: string): void => {
        // "Retry all" must not pay once more for what was refused as it is; who names a job may.
        if (selection.filter !== undefined && engine.mustFind(jobId).error?.retryable === false)
          throw new IpcError('conflict', 'It would be refused again as it is. Change it, then queue it again.', 'jobId')
        engine.retry(jobId)
      }
      return toOutcome(await bulk.run(listed(selection, ['failed']), retry))
    },
    'jobs.reorderMany': async ({ jobIds, filter, priority, placement }) => {
      // Each goes before (or behind) all others, so they are taken in the order that keeps theirs.
      const isReversed = (placement === 'front') === (jobIds !== undefined) && placement !== undefined
      const result = await bulk.run(
        listed({ jobIds, filter }, ['queued']),
        (jobId) => void engine.reorder(jobId, { priority, placement }),
        (ids) => (isReversed ? ids.reverse() : ids),
      )
      engine.poke()
      return toOutcome(result)
    },
    'jobs.trash': async (selection) => {
      const result = await bulk.run(listed(selection, AT_REST), trash.putAway)
      retention.changed()
      return toOutcome(
        result,
        undoWith(result.done, async () => toOutcome(await bulk.run({ jobIds: result.done }, trash.takeOut))),
      )
    },
    'jobs.restore': async ({ jobIds }) => toOutcome(await bulk.run(inTrash(jobIds), trash.takeOut)),
    'jobs.undo': ({ token }) => undo.take(token)(),
    'trash.list': ({ limit = PAGE, cursor }) => {
      const place = cursor === undefined ? null : decodePlace(cursor)
      const before = place === null ? null : { trashedAt: place.at, seq: place.sequence, id: '' }
      const found = trashRepository.page(before, limit + 1)
      const items = found.slice(0, limit)
      const last = items.at(-1)
      return {
        items: items.map(view),
        nextCursor: found.length > limit && last !== undefined ? encodePlace(last.trashedAt ?? 0, last.seq) : null,
        count: trashRepository.count(),
        retentionDays: deps.settings.get('trashRetentionDays'),
      }
    },
    'trash.empty': async ({ jobIds }) =>
      toOutcome(
        await bulk.tracked(async (signal) => deps.removal.removeAll(await bulk.idsOf(inTrash(jobIds), signal), signal)),
      ),
  }
}

const AT_REST: readonly JobStatus[] = ['completed', 'failed', 'cancelled']
const PAGE = 50
