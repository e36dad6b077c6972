import { onEnd } from '../app/quitting.ts'
import { controls, type Controls } from './controls.ts'
import { LAST_WORDS, type LastAnswers } from './lastWords.ts'
import { recordFault } from './records.ts'

export interface LastWords {
  event: 'last words'
  answers: LastAnswers
}

/** What the driver sends; the child answers with the same id. */
export interface ControlRequest {
  id: number
  control: keyof Controls
  args: unknown[]
}
export type ControlAnswer = { id: number; ok: true; value: unknown } | { id: number; ok: false; error: string }

const run = async ({ id, control, args }: ControlRequest): Promise<ControlAnswer> => {
  try {
    const act = controls[control] as (...args: unknown[]) => unknown
    return { id, ok: true, value: await act(...args) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

process.on('message', (request: ControlRequest | string) => {
  // Others may speak to the app over the same line.
  if (typeof request === 'string') return
  void run(request).then((answer) => {
    if (process.connected) process.send?.(answer)
  })
})

onEnd(async () => {
  const answers = Object.fromEntries(LAST_WORDS.map((control) => [control, controls[control]()])) as LastAnswers
  const words: LastWords = { event: 'last words', answers }
  if (process.connected) await new Promise((sent) => process.send?.(words, sent))
})

// Nobody is left who could end it.
process.on('disconnect', () => process.exit(1))

// Electron shows a box and goes on.
process.on('uncaughtException', (error) => recordFault(`Uncaught exception in the main process: ${error.stack ?? ''}`))
process.on('unhandledRejection', (error) => {
  recordFault(`Unhandled rejection in the main process: ${error instanceof Error ? error.stack : String(error)}`)
})
