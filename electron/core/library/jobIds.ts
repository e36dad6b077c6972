import type { LibraryCatalog } from './libraryCatalog.ts'
import type { LibraryRows } from './libraryRowRepository.ts'
import type { StartTurns } from './turns.ts'

/** Ids of jobs by slot. They take much room, so only those are kept that were asked for. */
export function createJobIds(catalog: LibraryCatalog, rows: LibraryRows, startTurns: StartTurns) {
  const { columns } = catalog
  const ids = new Map<number, string>()
  // A removed job's slot may go to another one.
  catalog.onChanged((slot) => void ids.delete(slot))

  function of(slot: number): string {
    const known = ids.get(slot)
    if (known !== undefined) return known
    const id = rows.idOf(columns.seq[slot] ?? 0) ?? ''
    ids.set(slot, id)
    return id
  }

  return {
    of,
    isKnown: (slot: number): boolean => ids.has(slot),
    /** Reads many ahead of their use. */
    async read(slots: readonly number[]): Promise<void> {
      const turns = startTurns()
      const step = turns.step(IDS_A_STEP)
      for (const [index, slot] of slots.entries()) {
        of(slot)
        if (index % step === step - 1) await turns.rest()
      }
    },
  }
}

const IDS_A_STEP = 500
