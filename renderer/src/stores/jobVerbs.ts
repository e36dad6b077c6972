import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ResolveJob, RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { BulkOutcome } from '../../../shared/jobs/selection.ts'
import type { BridgeResult } from '../bridge/bridge.ts'
import { translate } from '../i18n/i18n.ts'
import type { ToastOptions } from '../ui/toast.ts'
import type { JobCache } from './jobCache.ts'

export type BulkInput = RouteInput<'jobs.trash'>
type BulkRoute = 'jobs.cancelMany' | 'jobs.retryMany' | 'jobs.trash' | 'jobs.restore' | 'trash.empty'

export interface VerbsState {
  /** Jobs with a verb under way; a second click does nothing. */
  busy: ReadonlySet<string>
}

/** What a person does to jobs. Each says what came of it, and offers the way back where there is one. */
export interface JobVerbs {
  store: StoreApi<VerbsState>
  cancel(jobId: string): Promise<void>
  retry(jobId: string): Promise<void>
  checkAgain(jobId: string): Promise<void>
  resolve(jobId: string, decision: ResolveJob): Promise<void>
  /** Settles jobs whose request was lost as failed, one after the other. Nothing is sent to a provider. */
  giveUpMany(jobIds: readonly string[]): Promise<void>
  /** Right before or right behind another queued job. */
  move(jobId: string, place: { beforeJobId: string } | { afterJobId: string }): Promise<void>
  /** Several such moves, one after the other; the first refusal ends them. Whether all were done. */
  moveMany(moves: readonly RouteInput<'jobs.move'>[]): Promise<boolean>
  cancelMany(jobs: BulkInput): Promise<void>
  retryMany(jobs: BulkInput): Promise<void>
  placeMany(jobs: BulkInput, placement: 'front' | 'end'): Promise<void>
  trash(jobs: BulkInput): Promise<void>
  restore(jobIds: string[] | 'all'): Promise<void>
  /** For good; there is no way back from this one. */
  removeFromTrash(jobIds: string[] | 'all'): Promise<void>
}

export interface JobVerbsDeps {
  cache: Pick<JobCache, 'send' | 'settle'>
  showToast: (toast: ToastOptions) => void
}

export const createJobVerbs = ({ cache, showToast }: JobVerbsDeps): JobVerbs => {
  const store = createStore<VerbsState>(() => ({ busy: new Set() }))

  const setBusy = (jobId: string, isBusy: boolean): void =>
    store.setState(({ busy }) => {
      const next = new Set(busy)
      if (isBusy) next.add(jobId)
      else next.delete(jobId)
      return { busy: next }
    })

  const refuse = (message: string): void => showToast({ text: message, tone: 'error' })

  const perform = async <T>(
    jobId: string,
    ask: () => Promise<BridgeResult<T>>,
    read: (data: T) => { job: Job; toast?: ToastOptions },
  ): Promise<void> => {
    if (store.getState().busy.has(jobId)) return
    setBusy(jobId, true)
    const answer = await ask()
    setBusy(jobId, false)
    if (!answer.ok) return refuse(answer.error.message)
    const { job, toast } = read(answer.data)
    cache.settle([job])
    if (toast !== undefined) showToast(toast)
  }

  const undo = async (token: string): Promise<void> => {
    const answer = await cache.send('jobs.undo', { token })
    if (!answer.ok) return refuse(answer.error.message)
    showToast({ text: translate('jobs:undone', { count: answer.data.done }) })
  }

  const report = (outcome: BulkOutcome, text: string): void => {
    const { undo: back, refusedCount, refused, done } = outcome
    if (done === 0 && refused[0] !== undefined) return refuse(refused[0].message)
    const note =
      refused[0] === undefined
        ? {}
        : { note: translate('jobs:refusedSome', { count: refusedCount, reason: refused[0].message }) }
    showToast({
      text,
      ...note,
      ...(back === null
        ? {}
        : { until: back.until, action: { label: translate('ui:undo'), run: () => void undo(back.token) } }),
    })
  }

  const bulk = async <R extends BulkRoute>(
    route: R,
    input: RouteInput<R>,
    describe: (outcome: RouteOutput<R>) => string,
  ): Promise<void> => {
    const answer = await cache.send(route, input)
    if (!answer.ok) return refuse(answer.error.message)
    report(answer.data, describe(answer.data))
  }

  const giveUpMany = async (jobIds: readonly string[]): Promise<void> => {
    const wanted = jobIds.filter((jobId) => !store.getState().busy.has(jobId))
    for (const jobId of wanted) setBusy(jobId, true)
    const refused: BulkOutcome['refused'] = []
    let done = 0
    let isReachable = true
    for (const jobId of wanted) {
      const answer: BridgeResult<Job> | null = isReachable
        ? await cache.send('jobs.resolve', { jobId, decision: { decision: 'fail' } })
        : null
      setBusy(jobId, false)
      if (answer?.ok === true) {
        cache.settle([answer.data])
        done += 1
      } else if (answer !== null) {
        refused.push({ jobId, message: answer.error.message })
        isReachable = answer.error.code !== 'unreachable'
      }
    }
    if (wanted.length === 0) return
    const text = translate('jobs:gaveUpMany', { count: done })
    report({ done, refused, refusedCount: wanted.length - done, undo: null }, text)
  }

  return {
    store,
    giveUpMany,
    cancel: (jobId) =>
      perform(
        jobId,
        () => cache.send('jobs.cancel', { jobId }),
        ({ job, message, mayStillBill }) => ({ job, toast: { text: message, tone: mayStillBill ? 'error' : 'plain' } }),
      ),
    retry: (jobId) =>
      perform(
        jobId,
        () => cache.send('jobs.retry', { jobId }),
        (job) => ({ job }),
      ),
    checkAgain: (jobId) =>
      perform(
        jobId,
        () => cache.send('jobs.refresh', { jobId }),
        (job) => ({ job, toast: { text: translate('jobs:askedJustNow') } }),
      ),
    resolve: (jobId, decision) =>
      perform(
        jobId,
        () => cache.send('jobs.resolve', { jobId, decision }),
        (job) => ({ job }),
      ),
    move: (jobId, place) =>
      perform(
        jobId,
        () => cache.send('jobs.move', { jobId, ...place }),
        (job) => ({ job }),
      ),
    moveMany: async (moves) => {
      for (const move of moves) {
        const answer = await cache.send('jobs.move', move)
        if (!answer.ok) {
          refuse(answer.error.message)
          return false
        }
        cache.settle([answer.data])
      }
      return true
    },
    cancelMany: (jobs) => bulk('jobs.cancelMany', jobs, ({ done }) => translate('jobs:cancelledMany', { count: done })),
    retryMany: (jobs) => bulk('jobs.retryMany', jobs, ({ done }) => translate('jobs:retriedMany', { count: done })),
    placeMany: async (jobs, placement) => {
      const answer = await cache.send('jobs.reorderMany', { ...jobs, placement })
      if (!answer.ok) return refuse(answer.error.message)
      report(
        answer.data,
        translate(placement === 'front' ? 'jobs:movedToFront' : 'jobs:movedToEnd', { count: answer.data.done }),
      )
    },
    trash: (jobs) => bulk('jobs.trash', jobs, ({ done }) => translate('jobs:trashedMany', { count: done })),
    restore: (jobIds) =>
      bulk('jobs.restore', jobIds === 'all' ? { all: true } : { jobIds }, ({ done }) =>
        translate('jobs:restoredMany', { count: done }),
      ),
    removeFromTrash: (jobIds) =>
      bulk('trash.empty', jobIds === 'all' ? {} : { jobIds }, ({ done }) =>
        translate('jobs:removedMany', { count: done }),
      ),
  }
}
