import type { LibraryCatalog } from './libraryCatalog.ts'
import type { LibraryQuery } from './libraryQuery.ts'
import type { LibraryRows } from './libraryRowRepository.ts'
import type { createPromptMatches, PromptMatches } from './promptMatches.ts'
import { meetsPromptSearch, type PromptSearch } from './promptSearch.ts'
import { createRowFilter, needsNames, type RowConditions, type SlotTest } from './rowFilter.ts'
import type { SortOrder, SortOrders, SortPlace } from './sortOrders.ts'
import type { StartTurns, Turns } from './turns.ts'

/** The answer to one query at one moment. Good until the next `await`. */
export interface LibrarySnapshot {
  order: SortOrder
  isWanted: SlotTest
}

export interface LibrarySnapshotsDeps {
  catalog: LibraryCatalog
  orders: SortOrders
  matches: ReturnType<typeof createPromptMatches>
  rows: LibraryRows
  /** By id, those of removed accounts too. */
  accountNames: () => ReadonlyMap<string, string>
  startTurns: StartTurns
  /** Up to so many prompts are read rather than looked up. */
  fewRows?: number | undefined
}

/** Takes what is wanted one by one, in its order. */
export interface Collector<T> {
  add(slot: number): void
  result(): T
}

export type LibrarySnapshots = ReturnType<typeof createLibrarySnapshots>

/** Brings everything a query needs up to date, and lets it be read in one go. */
export function createLibrarySnapshots(deps: LibrarySnapshotsDeps) {
  const { catalog, orders, matches, rows, accountNames, startTurns, fewRows = FEW } = deps
  const { columns } = catalog

  /** Tests remember what they judged, and most questions come more than once between two changes. */
  const rowTests = new Map<string, SlotTest>()
  let testedVersion = -1

  function rowTest({ statuses, batchId, filters }: RowConditions): SlotTest {
    const names = accountNames()
    const key = JSON.stringify([statuses, batchId, filters, [...names]])
    if (catalog.version() !== testedVersion || rowTests.size >= MOST_TESTS) rowTests.clear()
    testedVersion = catalog.version()
    const test = rowTests.get(key) ?? createRowFilter({ statuses, batchId, filters }, columns, names)
    rowTests.set(key, test)
    return test
  }

  /** Where so few rows are in question (behind a place, in the order of age), their prompts are read: no index is asked. */
  function areFew({ sort, ...query }: LibraryQuery, behind: SortPlace | null): boolean {
    const isWanted = rowTest(query)
    const isByAge = sort.by === 'created' && behind !== null
    const from = isByAge && sort.direction === 'asc' ? columns.slotFrom(behind.seq) : 0
    const until = isByAge && sort.direction === 'desc' ? columns.slotFrom(behind.seq) : columns.count
    let found = 0
    for (let slot = until - 1; slot >= from && found <= fewRows; slot -= 1) if (isWanted(slot)) found += 1
    return found <= fewRows
  }

  const promptTestByReading =
    (prompt: PromptSearch): SlotTest =>
    (slot) => {
      const text = rows.prompt(columns.seq[slot] ?? 0)
      return text !== null && meetsPromptSearch(text, prompt)
    }

  async function read<T>(
    query: LibraryQuery,
    behind: SortPlace | null,
    answer: (snapshot: LibrarySnapshot) => T,
  ): Promise<T> {
    await catalog.ready({ names: needsNames(query) })
    const order = await orders.ready(query.sort.by)
    const { prompt } = query
    // Nothing in here is awaited, so what is read belongs together.
    const readWith = (found: PromptMatches | null): T => {
      catalog.catchUp()
      order.catchUp()
      found?.catchUp()
      const isRowWanted = rowTest(query)
      if (prompt === null) return answer({ order, isWanted: isRowWanted })
      const isMatch = found === null ? promptTestByReading(prompt) : found.has
      return answer({ order, isWanted: (slot) => isRowWanted(slot) && isMatch(slot) })
    }
    return prompt === null || areFew(query, behind) ? readWith(null) : await matches.use(prompt, readWith)
  }

  /** @param turns null: in one go. @returns null when something was taken in meanwhile */
  async function walk<T>(query: LibraryQuery, begin: (order: SortOrder) => Collector<T>, turns: Turns | null) {
    const { order, isWanted, version } = await read(query, null, (found) => ({ ...found, version: catalog.version() }))
    const collector = begin(order)
    for (let behind: SortPlace | null = null; catalog.version() === version;) {
      let left = turns?.step(SLOTS_A_STEP) ?? Number.POSITIVE_INFINITY
      let last = -1
      order.walk(query.sort.direction, behind, (slot) => {
        if (isWanted(slot)) collector.add(slot)
        last = slot
        left -= 1
        return left > 0
      })
      if (left > 0) return { result: collector.result() }
      behind = order.placeOf(last)
      await turns?.rest()
    }
    return null
  }

  return {
    /** Whether reading the prompts of all rows in question is the shortest way. */
    areFew,
    rowTest,
    /** Lets the answer be read from a place on; what is read after an `await` may no longer be true. */
    read,
    /** Collects everything that is wanted at one moment. Rests in between, and begins anew when that moment is over. */
    async collect<T>(query: LibraryQuery, begin: (order: SortOrder) => Collector<T>): Promise<T> {
      const turns = startTurns()
      for (let tries = 1; ; tries += 1) {
        const walked = await walk(query, begin, tries <= PATIENT_TRIES ? turns : null)
        if (walked !== null) return walked.result
      }
    },
  }
}

/** Reading and matching one prompt takes a few microseconds. */
const FEW = 1000
const MOST_TESTS = 4
const SLOTS_A_STEP = 20_000
const PATIENT_TRIES = 3
