import type { Bridge } from '../bridge/bridge.ts'
import type { Timers } from '../bridge/timers.ts'
import { createAccountsStore, type AccountsStore } from './accountsStore.ts'
import { createAnnouncer, type Announcer } from './announcer.ts'
import { createConnectionStore, type ConnectionStore } from './connectionStore.ts'
import { createDraftStore, type DraftStorage, type DraftStore } from './draftStore.ts'
import { createJobsStore, type JobsStore } from './jobsStore.ts'
import { createJobVerbs, type JobVerbs } from './jobVerbs.ts'
import { createNowStore, type NowStore } from './nowStore.ts'
import { createQueueStore, type QueueStore } from './queueStore.ts'
import { createReviewStore, type ReviewStore } from './reviewStore.ts'

/** All state of one screen. Everything follows from the bridge, so a test or the desktop gives another. */
export interface Screen {
  bridge: Bridge
  connection: ConnectionStore
  jobs: JobsStore
  verbs: JobVerbs
  queue: QueueStore
  accounts: AccountsStore
  draft: DraftStore
  review: ReviewStore
  announcer: Announcer
  now: NowStore
  /** Subscribes everything, then connects. Returns the way to stop. */
  start(): () => void
}

export const createScreen = (bridge: Bridge, timers: Timers, storage: DraftStorage): Screen => {
  const announcer = createAnnouncer(timers)
  const jobs = createJobsStore({ bridge, timers, onChanges: announcer.onChanges })
  const connection = createConnectionStore(bridge)
  const queue = createQueueStore(bridge)
  const accounts = createAccountsStore(bridge)
  return {
    bridge,
    connection,
    jobs,
    verbs: createJobVerbs(jobs),
    queue,
    accounts,
    draft: createDraftStore(storage),
    review: createReviewStore(),
    announcer,
    now: createNowStore(timers),
    start: () => {
      const stops = [connection.start(), queue.start(), accounts.start(), jobs.start(), announcer.stop]
      bridge.start()
      return () => {
        for (const stop of [bridge.stop, ...stops]) stop()
      }
    },
  }
}
