import { IpcError } from '../../../shared/ipc/ipcError.ts'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import type { BulkOutcome, Selection } from '../../../shared/jobs/selection.ts'
import { parseSearchQuery } from '../../../shared/search/parseSearchQuery.ts'
import type { SearchProblemCode } from '../../../shared/search/searchQuery.ts'
import type { EngineContext } from './engineContext.ts'
import type { Library } from '../library/library.ts'
import { waitUntil } from './lane.ts'

/** What many jobs were asked for, and what became of each. */
export interface BulkResult {
  done: string[]
  refused: BulkOutcome['refused']
}

/** Which jobs a verb is for: by name, all that are found, or page by page, where `last` is the end of the page before. */
export type JobSource<P extends { id: string } = { id: string }> =
  { jobIds: readonly string[] } | { select: () => Promise<string[]> } | { nextPage: (last: P | null) => P[] }

export type Bulk = ReturnType<typeof createBulk>

/**
 * Runs a verb over many jobs in small transactions, one a turn, so that nothing else waits for long. A job that
 * refuses stops no other one. At the end of the process it stops between two transactions.
 */
export function createBulk(context: Pick<EngineContext, 'clock' | 'store' | 'tasks'>) {
  const { clock, store, tasks } = context
  let runs = 0

  /** stop() waits for the work, and its failure reaches the caller. */
  function tracked<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    runs += 1
    return new Promise((resolve, reject) => {
      tasks.start(`bulk:${runs}`, (signal) => work(signal).then(resolve, reject))
    })
  }

  const pause = (signal: AbortSignal): Promise<void> => waitUntil(clock, clock.now(), signal)

  async function idsOf<P extends { id: string }>(source: JobSource<P>, signal: AbortSignal): Promise<string[]> {
    if ('jobIds' in source) return [...new Set(source.jobIds)]
    if ('select' in source) return await source.select()
    const ids: string[] = []
    for (let last: P | null = null; !signal.aborted;) {
      const page = source.nextPage(last)
      ids.push(...page.map((job) => job.id))
      last = page.at(-1) ?? null
      if (last === null) break
      await pause(signal)
    }
    return ids
  }

  async function each(ids: readonly string[], verb: (jobId: string) => void, signal: AbortSignal): Promise<BulkResult> {
    const result: BulkResult = { done: [], refused: [] }
    for (let at = 0; at < ids.length && !signal.aborted; at += JOBS_A_TURN) {
      if (at > 0) await pause(signal)
      store.transaction(() => {
        for (const jobId of ids.slice(at, at + JOBS_A_TURN)) {
          const message = refusalOf(() => verb(jobId))
          if (message === null) result.done.push(jobId)
          else result.refused.push({ jobId, message })
        }
      })
    }
    return result
  }

  return {
    tracked,
    idsOf,
    /**
     * @param verb what to do with one job; it refuses with an IpcError before it has written anything
     * @param arrange the order in which they are done; a filter finds the newest first
     * @throws the IpcError of a single job that was named and refused
     */
    run: <P extends { id: string }>(
      source: JobSource<P>,
      verb: (jobId: string) => void,
      arrange: (ids: string[]) => string[] = (ids) => ids,
    ): Promise<BulkResult> =>
      tracked(async (signal) => {
        const ids = arrange(await idsOf(source, signal))
        const [only = ''] = ids
        if (!('jobIds' in source) || ids.length !== 1) return await each(ids, verb, signal)
        verb(only)
        return { done: ids, refused: [] }
      }),
  }
}

/** What the list leaves out with a hint. For a verb that would silently mean more jobs than were named. */
const LEFT_OUT: readonly SearchProblemCode[] = ['unknown_value', 'empty_value', 'no_words']

/**
 * @param statuses where a filter without a status looks
 * @throws IpcError `invalid` for a search of which a part cannot be understood
 */
export function toSource(
  { jobIds, filter }: Selection,
  statuses: readonly JobStatus[],
  select: Library['select'],
): JobSource {
  if (jobIds !== undefined) return { jobIds }
  const { status = [], ...search } = filter ?? {}
  const problem = parseSearchQuery(search.q ?? '', ANY_TIME).problems.find(({ code }) => LEFT_OUT.includes(code))
  if (problem !== undefined)
    throw new IpcError('invalid', `${problem.message} Nothing was changed, since more jobs would be found.`, 'filter.q')
  return { select: () => select({ ...search, statuses: status.length > 0 ? status : statuses }) }
}

export const toOutcome = ({ done, refused }: BulkResult, undo: BulkOutcome['undo'] = null): BulkOutcome => ({
  done: done.length,
  refused: refused.slice(0, MOST_REFUSALS),
  refusedCount: refused.length,
  undo,
})

/** Whether a search is understood does not depend on when and where it is asked. */
const ANY_TIME = { nowMs: 0, utcOffsetMinutes: 0 }

/** Null when it went well; anything but a refusal ends the whole transaction. */
function refusalOf(verb: () => void): string | null {
  try {
    verb()
    return null
  } catch (error) {
    if (error instanceof IpcError) return error.message
    throw error
  }
}

/** A verb with its timeline, counters and snapshot takes some 0.2 ms. */
const JOBS_A_TURN = 20
const MOST_REFUSALS = 100
