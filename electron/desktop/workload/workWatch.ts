import type { HostEvent } from '../../../shared/ipc/contract.ts'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import { NO_JOBS } from '../../../shared/queue/noJobs.ts'
import type { JobCounts } from '../../../shared/queue/queueState.ts'
import type { Clock, Logger, Timer } from '../../core/ports.ts'
import type { HostClient } from '../host/hostClient.ts'
import { oneLine } from '../texts/foreignText.ts'

/** A job that is on its way, as the tray's menu shows it. */
export interface RunningJob {
  id: string
  /** The beginning of the prompt. */
  prompt: string
  status: JobStatus
  /** 0 to 100; null where the provider does not say. */
  progress: number | null
}

/** The state of all work at a glance. */
export interface WorkSummary {
  counts: JobCounts
  isPaused: boolean
  /** The newest of those being sent, generated or downloaded; at most `MOST_RUNNING`. */
  running: readonly RunningJob[]
  /** Notices that nobody has read. */
  unreadCount: number
  isOnline: boolean
}

export interface WorkWatch {
  summary(): WorkSummary
  /** Called after changes, at most once a second. Returns the way to stop listening. */
  onChange(listener: (summary: WorkSummary) => void): () => void
  setOnline(isOnline: boolean): void
  start(): Promise<void>
  stop(): void
}

export interface WorkWatchDeps {
  ask: HostClient
  onEvent(listener: (event: HostEvent) => void): () => void
  clock: Clock
  logger: Logger
}

export const ON_THEIR_WAY = ['submitting', 'generating', 'downloading'] as const satisfies readonly JobStatus[]
const MOST_RUNNING = 10
const MOST_PROMPT_CHARACTERS = 80
/** What the system shows around the app needs no more than this, whatever the engine does. */
const LOOK_EVERY_MS = 1000

const NOTHING: WorkSummary = {
  counts: NO_JOBS,
  isPaused: false,
  running: [],
  unreadCount: 0,
  isOnline: true,
}

/** Keeps the summary that tray, dock, taskbar and sleep block are drawn from. No timer runs while nothing changes. */
export const createWorkWatch = ({ ask, onEvent, clock, logger }: WorkWatchDeps): WorkWatch => {
  const listeners = new Set<(summary: WorkSummary) => void>()
  let summary = NOTHING
  let timer: Timer | null = null
  let stopListening = (): void => {}
  let isLooking = false
  let isOutdated = false

  const set = (next: WorkSummary): void => {
    summary = next
    for (const listener of listeners) listener(summary)
  }

  const look = async (): Promise<void> => {
    isLooking = true
    isOutdated = false
    try {
      const { counts, isPaused } = await ask('queue.state', {})
      const { items } = await ask('jobs.list', { status: [...ON_THEIR_WAY], limit: MOST_RUNNING })
      const { unreadCount } = await ask('notifications.list', { limit: 1 })
      const running = items.map(({ id, prompt, status, progress, isProgressReported }) => ({
        id,
        prompt: oneLine(prompt, MOST_PROMPT_CHARACTERS),
        status,
        progress: isProgressReported ? progress : null,
      }))
      set({ counts, isPaused, running, unreadCount, isOnline: summary.isOnline })
    } catch (error) {
      logger.warn('the state of the work could not be read', { error: String(error) })
    } finally {
      isLooking = false
    }
  }

  const lookSoon = (): void => {
    isOutdated = true
    if (timer !== null || isLooking) return
    timer = clock.after(LOOK_EVERY_MS, () => {
      timer = null
      void look().then(() => {
        if (isOutdated) lookSoon()
      })
    })
  }

  return {
    summary: () => summary,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setOnline(isOnline) {
      if (isOnline !== summary.isOnline) set({ ...summary, isOnline })
    },
    async start() {
      stopListening = onEvent(lookSoon)
      await look()
      if (isOutdated) lookSoon()
    },
    stop() {
      stopListening()
      timer?.cancel()
      timer = null
    },
  }
}
