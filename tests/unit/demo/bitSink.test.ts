import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createBitSink,
  putBits,
  putSigned,
  putTrailingBits,
  putUnsigned,
  reserve,
} from '../../../electron/demo/h264/bitSink.ts'
import type { BitSink } from '../../../electron/demo/h264/bitSink.ts'
import { nalUnit } from '../../../electron/demo/h264/nalUnit.ts'
import { createBitReader, payloadOf } from './bitReader.ts'

function bitsOf(sink: BitSink): string {
  const whole = [...sink.bytes.subarray(0, sink.byteLength)].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return whole + (sink.pendingBits > 0 ? sink.pending.toString(2).padStart(sink.pendingBits, '0') : '')
}

describe('the bit sink', () => {
  it.each([
    [0, '1'],
    [1, '010'],
    [2, '011'],
    [3, '00100'],
    [7, '0001000'],
    [255, '00000000100000000'],
  ])('writes %i in Exp-Golomb as %s', (value, expected) => {
    const sink = createBitSink()
    putUnsigned(sink, value)
    expect(bitsOf(sink)).toBe(expected)
  })

  it.each([
    [0, '1'],
    [1, '010'],
    [-1, '011'],
    [2, '00100'],
    [-2, '00101'],
  ])('writes the signed number %i as %s', (value, expected) => {
    const sink = createBitSink()
    putSigned(sink, value)
    expect(bitsOf(sink)).toBe(expected)
  })

  it('ends a payload with a one and fills up the byte', () => {
    const sink = createBitSink()
    putBits(sink, 0b101, 3)
    putTrailingBits(sink)
    expect(bitsOf(sink)).toBe('10110000')
    const full = createBitSink()
    putBits(full, 0xff, 8)
    putTrailingBits(full)
    expect(bitsOf(full)).toBe('1111111110000000')
  })

  it('gives back every number that was written, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 200 }), (numbers) => {
        const sink = createBitSink(4)
        for (const number of numbers) {
          reserve(sink, 8)
          putSigned(sink, number)
        }
        reserve(sink, 8)
        putTrailingBits(sink)
        const reader = createBitReader(sink.bytes.subarray(0, sink.byteLength))
        expect(numbers.map(() => reader.signed())).toEqual(numbers)
      }),
    )
  })
})

describe('a NAL unit', () => {
  it('never holds what looks like a start code, and gives its payload back', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0, 0, 1, 2, 3, 4, 255), { maxLength: 300 }), (bytes) => {
        const payload = Uint8Array.from([...bytes, 0x80])
        const unit = nalUnit(0x65, payload)
        expect(unit[0]).toBe(0x65)
        for (let at = 1; at + 2 < unit.length; at += 1) {
          const isZeroPair = unit[at] === 0 && unit[at + 1] === 0
          expect(isZeroPair && unit[at + 2]! < 3).toBe(false)
        }
        expect(payloadOf(unit)).toEqual(payload)
      }),
    )
  })
})
