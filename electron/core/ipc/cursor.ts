import { IpcError } from '../../../shared/ipc/ipcError.ts'

/** An opaque place in a list. */
export const encodeCursor = (sequence: number): string => Buffer.from(`s${sequence}`).toString('base64url')

/** @throws IpcError `bad_request` naming `cursor` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  const sequence = /^s(\d{1,15})$/.exec(text)?.[1]
  if (sequence === undefined || encodeCursor(Number(sequence)) !== cursor) {
    throw new IpcError('bad_request', 'This cursor is broken. Begin again without one.', 'cursor')
  }
  return Number(sequence)
}
