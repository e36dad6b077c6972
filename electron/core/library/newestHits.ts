import type { LibraryColumns } from './libraryColumns.ts'
import type { LibraryQuery } from './libraryQuery.ts'
import type { PromptHits } from './promptSearchRepository.ts'
import type { SlotTest } from './rowFilter.ts'
import type { SortPlace } from './sortOrders.ts'

/** Whether the full-text index by itself can say which prompts are meant, in the order of their age. */
export const isForHits = ({ prompt, sort }: LibraryQuery): boolean =>
  prompt !== null &&
  sort.by === 'created' &&
  prompt.words.length > 0 &&
  prompt.pieces.length + prompt.notPieces.length === 0

export interface HitsAsked {
  match: string
  direction: 'asc' | 'desc'
  limit: number
  behind: SortPlace | null
}

export interface HitsDeps {
  columns: LibraryColumns
  hits: PromptHits
  isWanted: SlotTest
  /** Whether another way is shorter, once the first hits did not do. */
  isTooLong: () => boolean
}

/**
 * The next slots of a search by age, straight from the index: what is shown while somebody types.
 * @returns null when hardly any of the first hits are wanted, so that this is not the way
 */
export function takeHits({ match, direction, limit, behind }: HitsAsked, deps: HitsDeps): number[] | null {
  const { columns, hits, isWanted, isTooLong } = deps
  const found: number[] = []
  const isDown = direction === 'desc'
  const first = limit + HITS_TO_SPARE
  let at = behind?.seq ?? (isDown ? Number.MAX_SAFE_INTEGER : -1)
  let step = first
  for (let seen = 0; seen < MOST_HITS;) {
    const page = isDown ? hits.below(match, at, step) : hits.above(match, at, step)
    for (const seq of page) {
      const slot = columns.slotOf(seq)
      if (slot !== -1 && isWanted(slot) && found.push(slot) === limit) return found
    }
    if (page.length < step) return found
    if (seen === 0 && isTooLong()) return null
    at = page.at(-1) ?? at
    seen += page.length
    // Each step costs the index a start, so the next one should do: twice what it takes, going by those so far.
    const enough = Math.ceil((2 * (limit - found.length) * seen) / (found.length + 1))
    step = Math.min(MOST_HITS_A_STEP, Math.max(first, enough))
  }
  return null
}

const HITS_TO_SPARE = 50
/** A few milliseconds. */
const MOST_HITS_A_STEP = 12_000
const MOST_HITS = 20_000
