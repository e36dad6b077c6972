import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from '../../../../electron/core/ipc/cursor.ts'
import { IpcError } from '../../../../shared/ipc/ipcError.ts'

it('leads back to its place, and fits into a URL', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999_999 }), (sequence) => {
      const cursor = encodeCursor(sequence)
      expect(cursor).toMatch(/^[\w-]+$/)
      expect(decodeCursor(cursor)).toBe(sequence)
    }),
  )
})

it('takes nothing that it did not make', () => {
  const nasty = [
    '',
    's1',
    'czE=',
    'czE ',
    'MQ',
    'cy0x',
    'czAx',
    'czEuNQ',
    'czEwMDAwMDAwMDAwMDAwMDAw',
    '🦊',
    'null',
    '../..',
  ]
  for (const cursor of nasty) {
    expect(() => decodeCursor(cursor), cursor).toThrow(IpcError)
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        expect(encodeCursor(decodeCursor(text))).toBe(text)
      } catch (error) {
        expect(error).toMatchObject({ code: 'bad_request', field: 'cursor' })
      }
    }),
  )
})
