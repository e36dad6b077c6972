import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ControlAnswer, ControlRequest, LastWords } from '../../standIn/machine/driverChannel.ts'
import type { Controls } from '../../standIn/machine/controls.ts'
import type { RecordedCall } from '../../standIn/machine/records.ts'

/** One process of the app on the stand-in, with a line to it. */
export interface StandInProcess {
  call<C extends keyof Controls>(
    control: C,
    ...args: Parameters<Controls[C]>
  ): Promise<Awaited<ReturnType<Controls[C]>>>
  /** Resolves with its exit code; null where a signal ended it. */
  exited: Promise<number | null>
  hasExited(): boolean
  kill(): Promise<void>
}

export interface ProcessListeners {
  onOutput(text: string): void
  onFault(text: string): void
}

interface Milestone {
  event: 'window asked for'
  ms: number
}

const ENDED = new Error('The app has ended.')

interface FaultNote {
  event: 'fault'
  text: string
}

type Waiting = Map<number, { resolve(value: never): void; reject(error: Error): void }>

const settle = (waiting: Waiting, answer: ControlAnswer): void => {
  const one = waiting.get(answer.id)
  waiting.delete(answer.id)
  if (answer.ok) one?.resolve(answer.value as never)
  else one?.reject(new Error(`In the app's main process: ${answer.error}`))
}

const collect = (child: ChildProcess, { onOutput }: ProcessListeners): void => {
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => onOutput(chunk.toString()))
}

const exitOf = async (child: ChildProcess): Promise<number | null> => {
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

export const spawnStandIn = (
  argv: readonly string[],
  env: Record<string, string | undefined>,
  listeners: ProcessListeners,
): StandInProcess => {
  const child = spawn(process.execPath, argv, {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  const waiting: Waiting = new Map()
  let lastId = 0
  let hasExited = false
  collect(child, listeners)
  let lastWords: Partial<Record<keyof Controls, unknown>> = {}
  child.on('message', (message: ControlAnswer | FaultNote | LastWords | Milestone) => {
    if (!('event' in message)) settle(waiting, message)
    else if (message.event === 'fault') listeners.onFault(message.text)
    else if (message.event === 'last words') lastWords = message.answers
  })
  const exited = exitOf(child).then((code) => {
    hasExited = true
    for (const { reject } of waiting.values()) reject(new Error(`The app has ended with ${code}.`))
    return code
  })
  const answerOf = <C extends keyof Controls>(control: C, args: unknown[]): Awaited<ReturnType<Controls[C]>> => {
    const left = lastWords[control]
    const wanted = args[0]
    const chosen =
      control === 'calls' && wanted !== undefined ? (left as RecordedCall[]).filter(({ api }) => api === wanted) : left
    return chosen as Awaited<ReturnType<Controls[C]>>
  }
  return {
    call: (control, ...args) =>
      new Promise((resolve, reject) => {
        if (!child.connected) return control in lastWords ? resolve(answerOf(control, args)) : reject(ENDED)
        const request: ControlRequest = { id: (lastId += 1), control, args }
        waiting.set(request.id, { resolve, reject })
        child.send(request, (error) => (error ? reject(error) : undefined))
      }),
    exited,
    hasExited: () => hasExited,
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** A process without a line to it, as a person starts the app a second time. */
export const spawnProgramAndWait = async (
  program: string,
  argv: readonly string[],
  env: Record<string, string | undefined>,
  listeners: ProcessListeners,
  withinMs: number,
): Promise<number | null> => {
  const child = spawn(program, argv, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  collect(child, listeners)
  const tooLong = setTimeout(() => child.kill('SIGKILL'), withinMs)
  const code = await exitOf(child)
  clearTimeout(tooLong)
  return code
}
