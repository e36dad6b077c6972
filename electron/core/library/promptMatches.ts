import type { LibraryCatalog } from './libraryCatalog.ts'
import type { LibraryRows } from './libraryRowRepository.ts'
import { meetsPromptSearch, type PromptSearch } from './promptSearch.ts'
import type { PromptHits } from './promptSearchRepository.ts'
import type { StartTurns, Turns } from './turns.ts'

/** Which rows' prompts meet a search: one mark a slot. Rows in the trash may be marked or not. */
export interface PromptMatches {
  has(slot: number): boolean
  /** Takes in what the catalog took in; to be called before it is read. */
  catchUp(): void
}

export interface PromptMatchesDeps {
  catalog: LibraryCatalog
  rows: LibraryRows
  hits: PromptHits
  /** The index's query for the words; empty when there are none. */
  toMatch: (search: PromptSearch) => string
  startTurns: StartTurns
}

/**
 * All matches of the last few searches. The first time each takes as long as its hits are many; afterwards only
 * what was written is looked at again.
 */
export function createPromptMatches({ catalog, rows, hits, toMatch, startTurns }: PromptMatchesDeps) {
  const { columns } = catalog
  const known = new Map<string, Kept>()

  async function build(search: PromptSearch): Promise<Uint8Array> {
    const turns = startTurns()
    const count = columns.count
    const marks = new Uint8Array(columns.seq.length)
    const isByExclusion = search.words.length === 0
    if (isByExclusion) marks.fill(1, 0, count)
    const match = toMatch(search)
    if (match !== '') await markHits(match, (slot) => void (marks[slot] = isByExclusion ? 0 : 1), turns)
    for (const piece of search.pieces) await keepHolding(piece, 1, marks, count, turns)
    for (const piece of search.notPieces) await keepHolding(piece, 0, marks, count, turns)
    return marks
  }

  async function markHits(match: string, mark: (slot: number) => void, turns: Turns): Promise<void> {
    const step = turns.step(HITS_A_STEP)
    for (let last = -1; ;) {
      const page = hits.above(match, last, step)
      let slot = columns.slotFrom(page[0] ?? 0)
      for (const seq of page) {
        while (slot < columns.count && (columns.seq[slot] ?? 0) < seq) slot += 1
        if (columns.seq[slot] === seq) mark(slot)
      }
      if (page.length < step) return
      last = page.at(-1) ?? last
      await turns.rest()
    }
  }

  /** Of the marks, keeps those on rows that do (1) or do not (0) hold a text. */
  async function keepHolding(piece: string, kept: 0 | 1, marks: Uint8Array, count: number, turns: Turns) {
    const isHolding = new Uint8Array(count)
    const step = turns.step(ROWS_A_STEP)
    for (let slot = 0; slot < count; slot += step) {
      const until = columns.seq[Math.min(slot + step, count) - 1] ?? 0
      for (const seq of rows.holding(piece, { after: (columns.seq[slot] ?? 0) - 1, until })) {
        const found = columns.slotOf(seq)
        if (found !== -1 && found < count) isHolding[found] = 1
      }
      await turns.rest()
    }
    for (let slot = 0; slot < count; slot += 1) if (isHolding[slot] !== kept) marks[slot] = 0
  }

  function keptMatches(search: PromptSearch, first: Uint8Array, changed: Set<number>): PromptMatches {
    let marks = first
    return {
      has: (slot) => marks[slot] === 1,
      catchUp() {
        if (marks.length < columns.count) {
          const larger = new Uint8Array(columns.seq.length)
          larger.set(marks)
          marks = larger
        }
        for (const slot of changed) {
          const prompt = rows.prompt(columns.seq[slot] ?? 0)
          marks[slot] = prompt !== null && meetsPromptSearch(prompt, search) ? 1 : 0
        }
        changed.clear()
      },
    }
  }

  /** Nobody new is given these matches; those who are using them still hear of changes. */
  function forget(key: string): void {
    const kept = known.get(key)
    if (kept === undefined) return
    known.delete(key)
    if (kept.users === 0) kept.stop()
  }

  function begin(search: PromptSearch): Kept {
    const changed = new Set<number>()
    const stop = catalog.onChanged((slot) => void changed.add(slot))
    const matches = build(search).then((marks) => keptMatches(search, marks, changed))
    return { matches, changed, stop, users: 0, isDone: false }
  }

  /** What was used last is forgotten last. */
  function take(key: string, search: PromptSearch): Kept {
    const found = known.get(key)
    const isGood = found !== undefined && found.changed.size <= MOST_CHANGED
    if (isGood) known.delete(key)
    else forget(key)
    for (const [oldest] of known) if (known.size >= MOST_KEPT) forget(oldest)
    const kept = isGood ? found : begin(search)
    known.set(key, kept)
    return kept
  }

  return {
    /** Finds the matches, and at once lets them be read: after an `await` they may no longer be true. */
    async use<T>(search: PromptSearch, read: (matches: PromptMatches) => T): Promise<T> {
      const key = JSON.stringify(search)
      const kept = take(key, search)
      kept.users += 1
      try {
        const matches = await kept.matches
        kept.isDone = true
        return read(matches)
      } catch (error) {
        if (known.get(key) === kept) forget(key)
        throw error
      } finally {
        kept.users -= 1
        if (kept.users === 0 && known.get(key) !== kept) kept.stop()
      }
    },
    /** Whether these matches are at hand. */
    has: (search: PromptSearch): boolean => known.get(JSON.stringify(search))?.isDone === true,
  }
}

interface Kept {
  matches: Promise<PromptMatches>
  /** Slots to look at again. */
  changed: Set<number>
  stop: () => void
  users: number
  isDone: boolean
}

const HITS_A_STEP = 10_000
const ROWS_A_STEP = 4000
const MOST_KEPT = 4
/** Looking at a prompt again takes some ten microseconds. */
const MOST_CHANGED = 500
