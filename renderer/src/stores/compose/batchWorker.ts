import { createBatchDesk } from './batchDesk.ts'
import type { DeskAnswer, DeskQuestion } from './batchMessages.ts'
import type { DraftTable } from './draft.ts'

/** Reads and counts long batches beside the page, so that typing never waits for ten thousand rows. */
const desk = createBatchDesk()
let known: { number: number; table: DraftTable } | null = null

const tableOf = ({ table, tableNumber }: DeskQuestion): DraftTable | null => {
  if (tableNumber === null) return null
  if (table !== null) known = { number: tableNumber, table }
  return known?.number === tableNumber ? known.table : null
}

const answer = (question: DeskQuestion): DeskAnswer => {
  const { ask, id } = question
  try {
    const input = { ...question.input, table: tableOf(question) }
    return ask === 'figure' ? { id, ask, figures: desk.figure(input) } : { id, ask, expansion: desk.expand(input) }
  } catch (error) {
    return { id, ask: 'failed', message: error instanceof Error ? error.message : String(error) }
  }
}

// Typed by hand: the worker's own global types and the page's do not go together in one program.
const scope = globalThis as unknown as {
  addEventListener: (type: 'message', listener: (event: { data: DeskQuestion }) => void) => void
  postMessage: (message: DeskAnswer, transfer: []) => void
}
scope.addEventListener('message', ({ data }) => scope.postMessage(answer(data), []))
