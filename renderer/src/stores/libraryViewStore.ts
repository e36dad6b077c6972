import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Job } from '../../../shared/jobs/job.ts'

export interface LibraryViewState {
  /** Which part of the library is on show. */
  place: 'takes' | 'trash'
  /** The frame that the keyboard shows of one take's spritesheet. */
  scrub: { jobId: string; frame: number } | null
}

/** What the library shows that is nobody else's business, but that commands change. */
export interface LibraryViewStore {
  store: StoreApi<LibraryViewState>
  show(place: LibraryViewState['place']): void
  /** Shows another frame of a take. Answers which, counted from 1, or null where there are no frames to show. */
  scrub(job: Job, step: number): number | null
  endScrub(): void
}

export const createLibraryView = (): LibraryViewStore => {
  const store = createStore<LibraryViewState>(() => ({ place: 'takes', scrub: null }))
  return {
    store,
    show: (place) => store.setState({ place, scrub: null }),
    scrub: (job, step) => {
      const frameCount = job.take?.framesLayout?.frameCount
      if (frameCount === undefined) return null
      const { scrub } = store.getState()
      const before = scrub?.jobId === job.id ? scrub.frame : step > 0 ? -1 : frameCount
      const frame = Math.min(Math.max(before + step, 0), frameCount - 1)
      store.setState({ scrub: { jobId: job.id, frame } })
      return frame + 1
    },
    endScrub: () => {
      if (store.getState().scrub !== null) store.setState({ scrub: null })
    },
  }
}
