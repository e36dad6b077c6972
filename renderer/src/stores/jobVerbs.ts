import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ResolveJob, RouteInput, RouteOutput } from '../../../shared/ipc/contract.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import type { BridgeResult } from '../bridge/bridge.ts'
import type { JobsStore } from './jobsStore.ts'

/** What came of a verb, shown at the job's row until dismissed. */
export interface JobNotice {
  tone: 'plain' | 'warning' | 'error'
  text: string
}

export interface VerbsState {
  notices: Readonly<Record<string, JobNotice>>
  /** Jobs with a verb under way; a second click does nothing. */
  busy: ReadonlySet<string>
}

export interface JobVerbs {
  store: StoreApi<VerbsState>
  create(input: RouteInput<'jobs.create'>): Promise<BridgeResult<RouteOutput<'jobs.create'>>>
  cancel(jobId: string): Promise<void>
  retry(jobId: string): Promise<void>
  checkAgain(jobId: string): Promise<void>
  moveToFront(jobId: string): Promise<void>
  resolve(jobId: string, decision: ResolveJob): Promise<void>
  dismissNotice(jobId: string): void
}

const without = (notices: VerbsState['notices'], jobId: string): VerbsState['notices'] =>
  Object.fromEntries(Object.entries(notices).filter(([id]) => id !== jobId))

export const createJobVerbs = (jobs: Pick<JobsStore, 'send' | 'apply'>): JobVerbs => {
  const store = createStore<VerbsState>(() => ({ notices: {}, busy: new Set() }))

  const setBusy = (jobId: string, isBusy: boolean): void =>
    store.setState(({ busy }) => {
      const next = new Set(busy)
      if (isBusy) next.add(jobId)
      else next.delete(jobId)
      return { busy: next }
    })

  const notify = (jobId: string, notice: JobNotice | null): void =>
    store.setState(({ notices }) => ({
      notices: notice === null ? without(notices, jobId) : { ...notices, [jobId]: notice },
    }))

  const perform = async <T>(
    jobId: string,
    ask: () => Promise<BridgeResult<T>>,
    read: (data: T) => { job: Job; notice: JobNotice | null },
  ): Promise<void> => {
    if (store.getState().busy.has(jobId)) return
    setBusy(jobId, true)
    notify(jobId, null)
    const answer = await ask()
    if (answer.ok) {
      const { job, notice } = read(answer.data)
      jobs.apply([job])
      notify(jobId, notice)
    } else {
      notify(jobId, { tone: 'error', text: answer.error.message })
    }
    setBusy(jobId, false)
  }

  const plain = (job: Job): { job: Job; notice: null } => ({ job, notice: null })

  return {
    store,
    create: async (input) => {
      const answer = await jobs.send('jobs.create', input)
      if (answer.ok) jobs.apply(answer.data.jobs)
      return answer
    },
    cancel: (jobId) =>
      perform(
        jobId,
        () => jobs.send('jobs.cancel', { jobId }),
        ({ job, message, mayStillBill }) => ({
          job,
          notice: { tone: mayStillBill ? 'warning' : 'plain', text: message },
        }),
      ),
    retry: (jobId) => perform(jobId, () => jobs.send('jobs.retry', { jobId }), plain),
    checkAgain: (jobId) =>
      perform(
        jobId,
        () => jobs.send('jobs.refresh', { jobId }),
        (job) => ({ job, notice: { tone: 'plain', text: 'Asked the provider just now.' } }),
      ),
    moveToFront: (jobId) => perform(jobId, () => jobs.send('jobs.reorder', { jobId, placement: 'front' }), plain),
    resolve: (jobId, decision) => perform(jobId, () => jobs.send('jobs.resolve', { jobId, decision }), plain),
    dismissNotice: (jobId) => notify(jobId, null),
  }
}
