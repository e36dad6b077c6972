import { worstKept, type Heading } from './framePlan.ts'
import type { Picture } from './picture.ts'

/** Keeps decoded pictures up to a number of bytes, and closes what it lets go of. */
export interface FrameCache {
  has(index: number): boolean
  /** A copy of one's own to close; null when it is not kept. */
  get(index: number): Picture | null
  /** Takes the picture over. */
  put(picture: Picture): void
  /** What is on show and where it is heading decides what goes first. */
  focus(index: number, heading: Heading): void
  sizeBytes(): number
  clear(): void
}

export const createFrameCache = (budgetBytes: number): FrameCache => {
  const kept = new Map<number, Picture>()
  let sizeBytes = 0
  let focus: { index: number; heading: Heading } = { index: 0, heading: 0 }

  const drop = (index: number): void => {
    const picture = kept.get(index)
    if (picture === undefined) return
    kept.delete(index)
    sizeBytes -= picture.sizeBytes
    picture.close()
  }
  const shrink = (): void => {
    // One picture stays whatever its size, or nothing larger than the budget could ever be shown.
    while (sizeBytes > budgetBytes && kept.size > 1) {
      const worst = worstKept(kept.keys(), focus.index, focus.heading)
      if (worst === null) return
      drop(worst)
    }
  }
  return {
    has: (index) => kept.has(index),
    get: (index) => kept.get(index)?.clone() ?? null,
    put: (picture) => {
      drop(picture.index)
      kept.set(picture.index, picture)
      sizeBytes += picture.sizeBytes
      shrink()
    },
    focus: (index, heading) => {
      focus = { index, heading }
    },
    sizeBytes: () => sizeBytes,
    clear: () => {
      for (const index of [...kept.keys()]) drop(index)
    },
  }
}
