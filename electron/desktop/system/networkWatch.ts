import type { Clock, Logger, Timer } from '../../core/ports.ts'
import type { WorkWatch } from '../workload/workWatch.ts'
import { isWaitingForNetwork, nextNetworkLookMs } from './networkRhythm.ts'

export interface NetworkWatchDeps {
  /** Electron's `net.isOnline`. False is certain; true only means that there is some network. */
  isOnline(): boolean
  clock: Clock
  logger: Logger
}

export interface NetworkWatch {
  /** Called when the network has come back. Returns the way to stop listening. */
  onBack(listener: () => void): () => void
  /** Looks at once: the computer woke up. */
  look(): void
  start(work: Pick<WorkWatch, 'summary' | 'onChange' | 'setOnline'>): void
  stop(): void
}

/**
 * Notices that the network goes and comes back. The main process is told of neither (Electron has no such event), so it
 * is asked now and then: only while work waits for it, or while it is away. At rest no timer runs.
 */
export const createNetworkWatch = ({ isOnline, clock, logger }: NetworkWatchDeps): NetworkWatch => {
  const listeners = new Set<() => void>()
  let work: Parameters<NetworkWatch['start']>[0] | null = null
  let stopListening = (): void => {}
  let timer: Timer | null = null
  let wasOnline = true
  let isBusy = false
  let awayOrAwakeAt = 0

  const arm = (): void => {
    timer?.cancel()
    const sinceMs = clock.monotonic() - awayOrAwakeAt
    const delayMs = work === null ? null : nextNetworkLookMs({ isOnline: wasOnline, isBusy, sinceMs })
    timer = delayMs === null ? null : clock.after(delayMs, look)
  }

  const look = (): void => {
    if (work === null) return
    const isNow = isOnline()
    const before = wasOnline
    wasOnline = isNow
    if (before !== isNow) {
      logger.info(isNow ? 'the network is back' : 'the network is gone')
      if (!isNow) awayOrAwakeAt = clock.monotonic()
      work.setOnline(isNow)
      if (isNow) for (const listener of listeners) listener()
    }
    arm()
  }

  const workChanged = (): void => {
    if (work === null) return
    const isBusyNow = isWaitingForNetwork(work.summary())
    if (isBusyNow === isBusy) return
    isBusy = isBusyNow
    // Nobody has looked since the last work was done.
    if (isBusy) look()
    else arm()
  }

  return {
    onBack(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    look() {
      awayOrAwakeAt = clock.monotonic()
      look()
    },
    start(watched) {
      work = watched
      isBusy = isWaitingForNetwork(watched.summary())
      stopListening = watched.onChange(workChanged)
      look()
    },
    stop() {
      work = null
      stopListening()
      timer?.cancel()
      timer = null
    },
  }
}
