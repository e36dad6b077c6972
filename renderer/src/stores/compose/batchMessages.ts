import type { BatchInput, Expansion, Figures } from './batchDesk.ts'
import type { DraftTable } from './draft.ts'

/** The table is sent once and then known by its number: it may be megabytes. */
export interface DeskQuestion {
  id: number
  ask: 'figure' | 'expand'
  input: Omit<BatchInput, 'table'>
  tableNumber: number | null
  /** Only where its number is new. */
  table: DraftTable | null
}

export type DeskAnswer =
  | { id: number; ask: 'figure'; figures: Figures }
  | { id: number; ask: 'expand'; expansion: Expansion }
  | { id: number; ask: 'failed'; message: string }
