import type { LibraryCatalog } from './libraryCatalog.ts'
import type { LibraryRows } from './libraryRowRepository.ts'
import type { StartTurns } from './turns.ts'

export interface VideoSizes {
  /** Resolves when all sizes were read; from then on they are kept up to date. */
  ready(): Promise<void>
  /** Bytes of the video of the row in a slot; NaN while there is none. */
  of(slot: number): number
}

/** How large the takes are. Only those who sort by it need to know, so it is read when the first one does. */
export function createVideoSizes(catalog: LibraryCatalog, rows: LibraryRows, startTurns: StartTurns): VideoSizes {
  const { columns } = catalog
  let sizes = new Float64Array(0)
  let loading: Promise<void> | null = null

  function set(slot: number, bytes: number): void {
    if (slot >= sizes.length) {
      const larger = new Float64Array(Math.max(columns.seq.length, slot + 1)).fill(Number.NaN)
      larger.set(sizes)
      sizes = larger
    }
    sizes[slot] = bytes
  }

  async function load(): Promise<void> {
    const turns = startTurns()
    const step = turns.step(ROWS_A_STEP)
    const stop = catalog.onChanged((slot) => set(slot, rows.videoBytes(columns.seq[slot] ?? 0) ?? Number.NaN))
    try {
      for (let last = ''; ;) {
        const page = rows.videosAfter(last, step)
        for (const { jobSeq, sizeBytes } of page) {
          const slot = columns.slotOf(jobSeq)
          if (slot !== -1) set(slot, sizeBytes)
        }
        if (page.length < step) return
        last = page.at(-1)?.id ?? last
        await turns.rest()
      }
    } catch (error) {
      stop()
      loading = null
      throw error
    }
  }

  return {
    ready: () => (loading ??= load()),
    of: (slot) => sizes[slot] ?? Number.NaN,
  }
}

const ROWS_A_STEP = 1000
