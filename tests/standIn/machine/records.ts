/** Everything that was asked of Electron, and everything that went wrong with it. */

export interface RecordedCall {
  api: string
  args: unknown[]
}

export interface IpcMessage {
  direction: 'to main' | 'to page'
  channel: string
  /** The payload as it crossed, as text that can be searched. */
  payload: string
}

const calls: RecordedCall[] = []
const faults: string[] = []
const messages: IpcMessage[] = []

const DEEPEST = 8

/** A value as JSON can hold it: what it cannot is named. */
export const describe = (value: unknown, depth = 0): unknown => {
  if (value === undefined || value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'bigint' || typeof value === 'symbol') return value.toString()
  if (typeof value !== 'object') return '[unknown]'
  if (value instanceof Uint8Array) return `[${value.byteLength} bytes]`
  if (value instanceof Error) return `[${value.name}: ${value.message}]`
  if (value instanceof Date) return value.toISOString()
  if (value instanceof AbortSignal) return '[AbortSignal]'
  const named = nameOf(value)
  if (named !== null) return named
  if (depth >= DEEPEST) return '[more]'
  if (Array.isArray(value)) return value.map((one) => describe(one, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, describe(one, depth + 1)]))
}

const names = new WeakMap<object, () => string>()

/** How an object of the stand-in appears in the records. */
export const nameInRecords = (value: object, name: () => string): void => void names.set(value, name)

const nameOf = (value: object): string | null => names.get(value)?.() ?? null

export const recordCall = (api: string, args: readonly unknown[]): void => {
  calls.push({ api, args: args.map((arg) => describe(arg)) })
}

/** Something that must not happen in a healthy app; a spec that does not expect it fails. */
export const recordFault = (text: string): void => {
  faults.push(text)
  process.stderr.write(`[stand-in] ${text}\n`)
  if (process.connected) process.send?.({ event: 'fault', text })
}

export const recordMessage = (message: IpcMessage): void => void messages.push(message)

export const recordedCalls = (api?: string): RecordedCall[] =>
  calls.filter((call) => api === undefined || call.api === api)
export const recordedFaults = (): string[] => [...faults]
export const recordedMessages = (): IpcMessage[] => [...messages]
