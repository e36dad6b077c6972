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
import { recover, rescheduleAll } from './recovery.ts'
import { createScheduler } from './scheduler.ts'
import { createSubmitter } from './submitter.ts'
import { createTidying } from './tidying.ts'
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
  const { clock, logger, random, tasks } = context
  const submitter = createSubmitter(context)
  const poller = createPoller(context)
  const extras = createExtras(context, deps.sniffImage)
  const { downloader, nameTake, writeSidecar } = deps
  const forgetPart = (folder: string, fileName: string): Promise<void> => downloader.forgetPart(folder, fileName)
  const tidying = createTidying(context, { forgetPart, writeSidecar })
  const downloads = createDownloads(context, { downloader, poller, extras, nameTake, tidying })
  const dispatcher = createDispatcher(context, submitter)
  const reconciler = createReconciler(context)
  // Downloads first: an expiring take is the dearest thing there is.
  const workers = [downloads, reconciler, poller, dispatcher]
  const scheduler = createScheduler({ clock, logger, workers, onClockJump })
  deps.onTaskSettled(() => scheduler.poke())
  const decisions = createJobDecisions({
    context,
    poller,
    poke: () => scheduler.poke(),
    forgetPart,
  })
  const pausing = createPausing({ context, poller, extras })
  let stopListening: (() => void) | null = null

  /** After a sleep the network needs a moment; after that everything is looked at. */
  function wake(): void {
    for (const lane of context.lanes()) lane.forgetOutage()
    const delayMs = WAKE_DELAY_MS + random() * WAKE_SPREAD_MS
    poller.forgetSchedule()
    rescheduleAll(context, Math.round(clock.now() + delayMs))
    scheduler.poke()
  }

  function onClockJump(jumpMs: number): void {
    logger.info('the clock jumped: every waiting time is computed anew', { jumpMs: Math.round(jumpMs) })
    wake()
  }

  return {
    ...decisions,
    poke: () => scheduler.poke(),
    wake,
    poller,
    /** Pauses the queue, changes how far the pause goes, or (null) lets it go on. */
    setPause(mode: PauseMode | null): void {
      pausing.set(mode)
      scheduler.poke()
    },
    nextAt: () => scheduler.nextAt(),

    start(): void {
      recover(context)
      stopListening = deps.power?.onWake(wake) ?? null
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

const WAKE_DELAY_MS = 2000
const WAKE_SPREAD_MS = 1500
const PATIENCE_MS = 3500
const LAST_PATIENCE_MS = 1000
