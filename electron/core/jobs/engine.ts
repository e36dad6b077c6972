import type { PauseMode } from '../../../shared/queue/queueState.ts'
import type { TakeDownloader } from '../media/takeDownloader.ts'
import type { PowerEvents } from '../ports.ts'
import { createDispatcher } from './dispatcher.ts'
import { createDownloads } from './downloads.ts'
import type { EngineContext } from './engineContext.ts'
import { createExtras } from './extras.ts'
import { createJobDecisions } from './jobDecisions.ts'
import { waitUntil } from './lane.ts'
import { createPoller } from './poller.ts'
import { createPausing } from './pausing.ts'
import { createReconciler } from './reconciler.ts'
import { recover } from './recovery.ts'
import { createScheduler } from './scheduler.ts'
import { createSubmitter } from './submitter.ts'
import { createTidying } from './tidying.ts'
import { createWaking } from './waking.ts'
import { dropIdleConnections } from '../providers/idleConnections.ts'
import type { AssetRecord } from '../media/assetRepository.ts'
import type { JobRecord } from './jobRecord.ts'

export interface EngineDeps {
  context: EngineContext
  downloader: TakeDownloader
  nameTake: (job: JobRecord) => string
  writeSidecar: (job: JobRecord, take: AssetRecord) => Promise<void>
  sniffImage: (bytes: Uint8Array) => string | null
  power: PowerEvents | null
  /** Lets the tasks wake the scheduler when they end. */
  onTaskSettled: (listener: () => void) => void
}

export type Engine = ReturnType<typeof createEngine>

/** The workers put together: dispatch, watch, settle, fetch, and the one timer that drives them. */
export function createEngine(deps: EngineDeps) {
  const { context } = deps
  const { clock, logger, tasks } = context
  const submitter = createSubmitter(context)
  const poller = createPoller(context)
  const extras = createExtras(context, deps.sniffImage)
  const { downloader, nameTake, writeSidecar } = deps
  const forgetPart = (folder: string, fileName: string): Promise<void> => downloader.forgetPart(folder, fileName)
  const tidying = createTidying(context, { forgetPart, writeSidecar })
  const downloads = createDownloads(context, { downloader, poller, extras, nameTake, tidying })
  const waking = createWaking({
    context,
    poller,
    downloads,
    dropIdleConnections,
    poke: () => scheduler.poke(),
  })
  // A paid request that falls asleep on its way loses its answer.
  const dispatcher = waking.restingInSleep(createDispatcher(context, submitter))
  const reconciler = createReconciler(context)
  // Downloads first: an expiring take is the dearest thing there is.
  const workers = [downloads, reconciler, poller, dispatcher]
  const scheduler = createScheduler({ clock, logger, workers, onClockJump: waking.clockJumped })
  deps.onTaskSettled(() => scheduler.poke())
  const decisions = createJobDecisions({
    context,
    poller,
    poke: () => scheduler.poke(),
    forgetPart,
  })
  const pausing = createPausing({ context, poller, extras })
  let stopListening: (() => void) | null = null

  return {
    ...decisions,
    poke: () => scheduler.poke(),
    poller,
    /** Pauses the queue, changes how far the pause goes, or (null) lets it go on. */
    setPause(mode: PauseMode | null): void {
      pausing.set(mode)
      scheduler.poke()
    },
    nextAt: () => scheduler.nextAt(),

    start(): void {
      recover(context)
      stopListening = waking.listen(deps.power)
      scheduler.start()
      extras.resume()
      tidying.resume()
    },

    /** Lets submits finish (their answer is worth the wait), ends everything else, all within five seconds. */
    async stop(): Promise<void> {
      stopListening?.()
      scheduler.stop()
      tasks.abortAll((name) => name.startsWith('submit:'))
      const patience = new AbortController()
      const settled = tasks.settled().then(() => patience.abort())
      await waitUntil(clock, clock.now() + PATIENCE_MS, patience.signal)
      tasks.abortAll()
      if (!patience.signal.aborted)
        await Promise.race([settled, waitUntil(clock, clock.now() + LAST_PATIENCE_MS, patience.signal)])
    },
  }
}

const PATIENCE_MS = 3500
const LAST_PATIENCE_MS = 1000
