import type { BatchDesk, BatchInput, Expansion, Figures } from './batchDesk.ts'
import type { DeskAnswer, DeskQuestion } from './batchMessages.ts'
import type { DraftTable } from './draft.ts'

/** Answers at once what is short, and has the rest worked out elsewhere. */
export interface BatchAsker {
  /** Null where it would take too long for a keystroke, or what counts is not here yet. */
  figureNow(input: BatchInput): Figures | null
  figureLater(input: BatchInput): Promise<Figures>
  expand(input: BatchInput): Promise<Expansion>
}

/** Where long batches are worked out. */
export interface DeskWorker {
  ask(question: DeskQuestion): void
}
export type OpenWorker = (
  onAnswer: (answer: DeskAnswer) => void,
  /** It is gone; another one may be opened. */
  onFailure: (message: string) => void,
) => DeskWorker

/** Below this a keystroke counts everything in a few milliseconds. */
const SHORT_LENGTH = 20_000

const lengthOf = ({ text, table }: BatchInput): number => text.length + (table?.text.length ?? 0)
/** A single prompt is read in one pass, however long it is. */
const isShort = (input: BatchInput): boolean => input.mode === 'prompt' || lengthOf(input) <= SHORT_LENGTH

/** What reads and counts is loaded behind the first paint: nobody has typed anything by then. */
const loadBatchDesk = async (): Promise<BatchDesk> => (await import('./batchDesk.ts')).createBatchDesk()

/** @param openWorker started with the first long batch */
export const createBatchAsker = (openWorker: OpenWorker, loadDesk = loadBatchDesk): BatchAsker => {
  let desk: BatchDesk | null = null
  const deskHere = async (): Promise<BatchDesk> => {
    desk ??= await loadDesk()
    return desk
  }
  const waiting = new Map<number, { resolve: (answer: DeskAnswer) => void; reject: (reason: Error) => void }>()
  let worker: DeskWorker | null = null
  let lastId = 0
  let sentTable: DraftTable | null = null
  let tableNumber = 0

  const open = (): DeskWorker => {
    worker ??= openWorker(
      (answer) => {
        waiting.get(answer.id)?.resolve(answer)
        waiting.delete(answer.id)
      },
      (message) => {
        for (const { reject } of waiting.values()) reject(new Error(message))
        waiting.clear()
        worker = null
        sentTable = null
      },
    )
    return worker
  }

  const ask = async (kind: DeskQuestion['ask'], input: BatchInput): Promise<DeskAnswer> => {
    const { table, ...rest } = input
    const there = open()
    const isNew = table !== null && table !== sentTable
    if (isNew) {
      sentTable = table
      tableNumber += 1
    }
    const id = ++lastId
    return await new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      there.ask({
        id,
        ask: kind,
        input: rest,
        tableNumber: table === null ? null : tableNumber,
        table: isNew ? table : null,
      })
    })
  }
  const failed = (answer: DeskAnswer): Error => new Error(answer.ask === 'failed' ? answer.message : 'Mixed up answers')

  return {
    figureNow: (input) => (desk !== null && isShort(input) ? desk.figure(input) : null),
    figureLater: async (input) => {
      if (isShort(input)) return (await deskHere()).figure(input)
      const answer = await ask('figure', input)
      if (answer.ask !== 'figure') throw failed(answer)
      return answer.figures
    },
    expand: async (input) => {
      if (isShort(input)) return (await deskHere()).expand(input)
      const answer = await ask('expand', input)
      if (answer.ask !== 'expand') throw failed(answer)
      return answer.expansion
    },
  }
}

/** The browser's worker. */
export const openBatchWorker: OpenWorker = (onAnswer, onFailure) => {
  const worker = new Worker(new URL('./batchWorker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<DeskAnswer>) => onAnswer(data))
  worker.addEventListener('error', ({ message }) => onFailure(message))
  return { ask: (question) => worker.postMessage(question, []) }
}
