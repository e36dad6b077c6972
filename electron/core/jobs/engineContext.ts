import type { AssetRepository } from '../media/assetRepository.ts'
import type { KeepAwake } from '../media/keepAwake.ts'
import type { Clock, Failpoint, FileStore, Logger, Random } from '../ports.ts'
import type { StorageProblem } from '../notifications/notifications.ts'
import type { SettingsRepository } from '../settings/settingsRepository.ts'
import type { GenerationTimes } from './generationTimesRepository.ts'
import type { HeldJobs } from './heldJobsRepository.ts'
import type { JobRepository } from './jobRepository.ts'
import type { JobStore } from './jobStore.ts'
import type { Lane } from './lane.ts'
import type { PollingMeter } from './pollingMeter.ts'
import type { SubmissionRepository } from './submissionRepository.ts'
import type { Tasks } from './tasks.ts'

/** What the engine's workers share. */
export interface EngineContext {
  clock: Clock
  random: Random
  logger: Logger
  files: FileStore
  failpoint: Failpoint
  /** To be held while bytes move, and only then. */
  keepAwake: KeepAwake
  /** Shortest time between two looks at one job. */
  pollMinMs: number
  /** Private folder for posters and reference images. */
  dataDir: string
  store: JobStore
  jobs: JobRepository
  held: HeldJobs
  submissions: SubmissionRepository
  assets: AssetRepository
  times: GenerationTimes
  settings: SettingsRepository
  tasks: Tasks
  meter: PollingMeter
  /** Tells the person that the disk refuses, once. */
  storageProblem: (problem: StorageProblem, folder: string) => void
  lanes: () => Iterable<Lane>
  lane: (accountId: string) => Lane | null
}

/** Fixed times of the engine, in milliseconds. */
export const TIMES = {
  /** How long a submit may take before its answer counts as lost, besides the time to upload its files. */
  submitTimeoutMs: 65_000,
  /** How long a lost answer is looked for before the person is asked: with one look more, 140 s in all. */
  reconcileMs: 45_000,
  /** How long it is still looked for after asking. */
  reconcileAfterAskingMs: 3_600_000,
  lookTimeoutMs: 30_000,
  /** Without any change at the provider for this long, a job has timed out. */
  deadlineMs: 3_600_000,
  /** After a start or a sleep a job gets at least this long before it may time out. */
  graceMs: 600_000,
  /** Between the looks that confirm "no such job". */
  goneConfirmMs: 10_000,
  goneConfirmations: 3,
  /** How long a provider's copy without an expiry date is tried after its link went dead. */
  goneCopyMs: 86_400_000,
  diskFullRetryMs: 30_000,
} as const

/** How many jobs the provider works on for an account right now: what concurrency limits. */
export const activeCount = (context: EngineContext, accountId: string): number =>
  countOf(context, accountId, 'submitting') + countOf(context, accountId, 'generating')

export const countOf = (context: EngineContext, accountId: string, status: string): number =>
  context.jobs.countOf(accountId, status)

/** A signal that aborts with its parent, or when the time is up. Call `done` when it is no longer needed. */
export function withTimeout(
  clock: Clock,
  parent: AbortSignal,
  timeoutMs: number,
): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController()
  const abort = (): void => controller.abort()
  const timer = clock.after(timeoutMs, abort)
  if (parent.aborted) abort()
  parent.addEventListener('abort', abort, { once: true })
  return {
    signal: controller.signal,
    done: () => {
      timer.cancel()
      parent.removeEventListener('abort', abort)
    },
  }
}
