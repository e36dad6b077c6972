import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Batch } from '../../../shared/jobs/batch.ts'
import type { Bridge } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import type { JobCache } from './jobCache.ts'

export interface BatchStore {
  store: StoreApi<{ batches: ReadonlyMap<string, Batch> }>
  /** Keeps a batch's counts true while somebody looks. Returns the way to let go. */
  watch(batchId: string): () => void
  start(): () => void
}

/** Between a job's new state and asking for its batch's counts. */
const RENEW_DELAY_MS = 400

/** Names and counts of the batches in sight. */
export const createBatchStore = (bridge: Bridge, cache: JobCache, timers: Timers): BatchStore => {
  const store = createStore<{ batches: ReadonlyMap<string, Batch> }>(() => ({ batches: new Map() }))
  const watchers = new Map<string, number>()
  const outdated = new Set<string>()
  let cancelRenewal: (() => void) | null = null

  const load = async (batchId: string): Promise<void> => {
    const answer = await bridge.request('batches.get', { batchId })
    if (!answer.ok || !watchers.has(batchId)) return
    store.setState(({ batches }) => ({ batches: new Map(batches).set(batchId, answer.data) }))
  }
  const renew = (): void => {
    cancelRenewal = null
    const wanted = [...outdated].filter((batchId) => watchers.has(batchId))
    outdated.clear()
    for (const batchId of wanted) void load(batchId)
  }
  const renewSoon = (batchId: string): void => {
    outdated.add(batchId)
    cancelRenewal ??= timers.after(RENEW_DELAY_MS, renew)
  }

  return {
    store,
    watch: (batchId) => {
      const count = watchers.get(batchId) ?? 0
      watchers.set(batchId, count + 1)
      if (count === 0) void load(batchId)
      return () => {
        const left = (watchers.get(batchId) ?? 1) - 1
        if (left > 0) return void watchers.set(batchId, left)
        watchers.delete(batchId)
      }
    },
    start: () => {
      const stops = [
        cache.onChanges(({ before, jobs }) => {
          for (const { id, batchId, status } of jobs)
            if (batchId !== null && watchers.has(batchId) && before.get(id)?.status !== status) renewSoon(batchId)
        }),
        bridge.on('library.changed', () => [...watchers.keys()].forEach(renewSoon)),
        bridge.onConnection((state) => {
          if (state === 'live') [...watchers.keys()].forEach(renewSoon)
        }),
      ]
      return () => {
        cancelRenewal?.()
        cancelRenewal = null
        for (const stop of stops) stop()
      }
    },
  }
}
