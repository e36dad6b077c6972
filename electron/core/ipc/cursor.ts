import { IpcError } from '../../../shared/ipc/ipcError.ts'

/** An opaque place in a list. */
export const encodeCursor = (sequence: number): string => Buffer.from(`s${sequence}`).toString('base64url')

/** An opaque place in a list that is sorted by a time and then by sequence. */
export const encodePlace = (at: number, sequence: number): string =>
  Buffer.from(`p${at}.${sequence}`).toString('base64url')

/** @throws IpcError `bad_request` naming `cursor` for anything that `encodePlace` did not make. */
export function decodePlace(cursor: string): { at: number; sequence: number } {
  const [, at, sequence] = /^p(\d{1,15})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (at === undefined || sequence === undefined || encodePlace(Number(at), Number(sequence)) !== cursor)
    throw brokenCursor()
  return { at: Number(at), sequence: Number(sequence) }
}

/** @throws IpcError `bad_request` naming `cursor` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  const sequence = /^s(\d{1,15})$/.exec(text)?.[1]
  if (sequence === undefined || encodeCursor(Number(sequence)) !== cursor) {
    throw brokenCursor()
  }
  return Number(sequence)
}

/** An opaque place in the queue. */
export const encodeQueueKey = (key: { priority: number; position: number; seq: number }): string =>
  Buffer.from(`q${key.priority}:${key.position}:${key.seq}`).toString('base64url')

/** @throws IpcError `bad_request` naming `cursor` for anything that `encodeQueueKey` did not make. */
export function decodeQueueKey(cursor: string): { priority: number; position: number; seq: number } {
  const found = /^q(-?\d{1,4}):(-?[\d.e+-]{1,30}):(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString())
  const [priority = NaN, position = NaN, seq = NaN] = found?.slice(1).map(Number) ?? []
  const key = { priority, position, seq }
  if (encodeQueueKey(key) !== cursor || Object.values(key).some(Number.isNaN)) throw brokenCursor()
  return key
}

export const brokenCursor = (): IpcError =>
  new IpcError('bad_request', 'This cursor is broken. Begin again without one.', 'cursor')
