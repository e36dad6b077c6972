import { createLibraryColumns, type LibraryColumns } from './libraryColumns.ts'
import type { LibraryRows } from './libraryRowRepository.ts'
import type { StartTurns } from './turns.ts'

export interface LibraryCatalog {
  readonly columns: LibraryColumns
  /** Rises with every change that was taken in. */
  version(): number
  /**
   * Resolves when everything was read, and all but the last few changes; the first time that takes a while. Names of
   * models, accounts, sizes and batches are only there for those who ask for them.
   */
  ready(needs: { names: boolean }): Promise<void>
  /** Takes in what was written since, at once. From here until the caller's next `await` nothing moves. */
  catchUp(): void
  /** Calls for each slot that changed, while it is taken in. Returns the way to stop. */
  onChanged(listener: (slot: number) => void): () => void
}

/**
 * The library's rows in memory, as far as sorting and filtering need them: some 65 bytes each. So any mix of
 * filters is answered in one short walk, and no index of theirs slows the queue down. Read when it is first asked
 * for; from then on triggers say which rows to read again.
 */
export function createLibraryCatalog(rows: LibraryRows, startTurns: StartTurns): LibraryCatalog {
  const columns = createLibraryColumns()
  const written = new Set<number>()
  const listeners = new Set<(slot: number) => void>()
  let version = 0

  async function readAll<R extends readonly [number, ...unknown[]]>(
    after: (seq: number, limit: number) => R[],
    put: (row: R) => void,
  ): Promise<void> {
    const turns = startTurns()
    const step = turns.step(ROWS_A_STEP)
    for (let last = -1; ;) {
      const page = after(last, step)
      for (const row of page) put(row)
      last = page.at(-1)?.[0] ?? last
      if (page.length < step) return
      await turns.rest()
    }
  }

  const rowsRead = createOnce(async () => {
    rows.watch((seq) => void written.add(seq))
    await readAll(rows.after, columns.put)
  })
  const namesRead = createOnce(() => readAll(rows.namesAfter, columns.putNames))

  function takeIn(seqs: readonly number[]): void {
    for (const seq of seqs) {
      written.delete(seq)
      const row = rows.bySeq(seq)
      const slot = row === null ? columns.drop(seq) : columns.put(row)
      const names = row === null ? null : rows.namesOf(seq)
      if (names !== null) columns.putNames(names)
      if (slot === -1) continue
      version += 1
      for (const listener of listeners) listener(slot)
    }
  }

  /** In the order of their rows, as new ones have to come. */
  const oldestFirst = (): number[] => [...written].sort((a, b) => a - b)

  return {
    columns,
    version: () => version,
    async ready({ names }) {
      await rowsRead()
      if (names) await namesRead()
      const turns = startTurns()
      const step = turns.step(ROWS_AT_ONCE)
      // As many as there are now: writers may be faster than this, and the rest is for `catchUp`.
      for (let left = written.size; left > step; left -= step) {
        takeIn(oldestFirst().slice(0, step))
        await turns.rest()
      }
    },
    catchUp: () => takeIn(oldestFirst()),
    onChanged(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Does the work once for all who ask; what failed may be tried again. */
function createOnce(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () =>
    (done ??= work().catch((error: unknown) => {
      done = null
      throw error
    }))
}

/** Reading a row takes a microsecond in a page, and some three by itself. */
const ROWS_A_STEP = 1000
const ROWS_AT_ONCE = 500
