import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBitSink, putBits } from '../../../electron/demo/h264/bitSink.ts'
import {
  COEFFICIENT_TOKENS_CHROMA_DC,
  COEFFICIENT_TOKENS_HIGH,
  COEFFICIENT_TOKENS_LOW,
  COEFFICIENT_TOKENS_MIDDLE,
  RUN_BEFORE,
  TOTAL_ZEROS,
  TOTAL_ZEROS_CHROMA_DC,
} from '../../../electron/demo/h264/cavlcTables.ts'
import { CHROMA_DC_CONTEXT, putResidualBlock } from '../../../electron/demo/h264/residual.ts'
import type { BitReader } from './bitReader.ts'
import { createBitReader } from './bitReader.ts'

function encode(coefficients: number[], context: number): string {
  const sink = createBitSink()
  putResidualBlock(sink, Int32Array.from(coefficients), 0, coefficients.length, context)
  const bits = sink.byteLength * 8 + sink.pendingBits
  putBits(sink, 0, 8)
  return [...sink.bytes.subarray(0, sink.byteLength)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .slice(0, bits)
}

function filled(...start: number[]): number[] {
  return [...start, ...Array.from({ length: 16 - start.length }, () => 0)]
}

/** Reads code words of one row until one fits. */
function readWord(reader: BitReader, rows: readonly string[], row: number): number {
  const words = rows[row]!.split(' ')
  let read = ''
  while (read.length < 17) {
    read += String(reader.bit())
    const found = words.indexOf(read)
    if (found >= 0) return found
  }
  throw new Error(`No code word in row ${row} begins with ${read}`)
}

function readToken(reader: BitReader, context: number): { total: number; ones: number } {
  if (context >= 8) {
    const bits = reader.bits(6)
    return bits === 3 ? { total: 0, ones: 0 } : { total: (bits >> 2) + 1, ones: bits & 3 }
  }
  const tables = [COEFFICIENT_TOKENS_LOW, COEFFICIENT_TOKENS_MIDDLE, COEFFICIENT_TOKENS_HIGH, COEFFICIENT_TOKENS_HIGH]
  const rows = context === CHROMA_DC_CONTEXT ? COEFFICIENT_TOKENS_CHROMA_DC : tables[context >> 1]!
  const words = new Map(rows.flatMap((row, total) => row.split(' ').map((word, ones) => [word, { total, ones }])))
  let read = ''
  while (read.length < 17) {
    read += String(reader.bit())
    const found = words.get(read)
    if (found) return found
  }
  throw new Error(`No token begins with ${read}`)
}

/** A decoder of 9.2, step by step as the standard describes parsing. */
function decode(bits: string, count: number, context: number): number[] {
  const bytes = Uint8Array.from(`${bits}0000000`.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
  const reader = createBitReader(bytes)
  const { total, ones } = readToken(reader, context)
  const levels: number[] = []
  let suffixLength = total > 10 && ones < 3 ? 1 : 0
  for (let index = 0; index < total; index += 1) {
    if (index < ones) {
      levels.push(reader.bit() === 1 ? -1 : 1)
      continue
    }
    let prefix = 0
    while (reader.bit() === 0) prefix += 1
    const suffixSize = prefix === 14 && suffixLength === 0 ? 4 : prefix === 15 ? 12 : suffixLength
    let code = (Math.min(15, prefix) << suffixLength) + reader.bits(suffixSize)
    if (prefix === 15 && suffixLength === 0) code += 15
    if (index === ones && ones < 3) code += 2
    levels.push(code % 2 === 0 ? (code + 2) >> 1 : (-code - 1) >> 1)
    if (suffixLength === 0) suffixLength = 1
    if (Math.abs(levels.at(-1)!) > 3 << (suffixLength - 1) && suffixLength < 6) suffixLength += 1
  }
  const zerosTable = context === CHROMA_DC_CONTEXT ? TOTAL_ZEROS_CHROMA_DC : TOTAL_ZEROS
  let zerosLeft = total > 0 && total < count ? readWord(reader, zerosTable, total - 1) : 0
  const out = Array.from({ length: count }, () => 0)
  let at = total + zerosLeft - 1
  levels.forEach((level, index) => {
    out[at] = level
    const isLast = index === total - 1
    const run = isLast || zerosLeft === 0 ? 0 : readWord(reader, RUN_BEFORE, Math.min(zerosLeft, 7) - 1)
    zerosLeft -= run
    at -= 1 + run
  })
  expect(reader.position()).toBe(bits.length)
  return out
}

describe('a residual block', () => {
  it.each([
    // Worked out by hand from tables 9-5, 9-7 and 9-10.
    [filled(), 0, '1'],
    [filled(1), 0, '0101'],
    [filled(-1), 0, '0111'],
    [filled(0, 3, 0, 1, -1, -1, 0, 1), 0, '000010001110010111101101'],
    [filled(-2, 4, 3, -3, 0, 0, -1), 0, '000000011010001001000010111001100'],
    [filled(0, 0, 0, 1, 0, 1, 0, 0, 0, -1), 0, '0001110001110010'],
    [filled(), 2, '11'],
    [filled(), 4, '1111'],
    [filled(), 8, '000011'],
    [[0, 0, 0, 0], CHROMA_DC_CONTEXT, '01'],
  ])('codes %j in context %i as %s', (coefficients, context, expected) => {
    expect(encode(coefficients, context)).toBe(expected)
  })

  it('is what a decoder that follows the standard reads back', () => {
    const level = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 4, arbitrary: fc.constantFrom(1, -1) },
      { weight: 2, arbitrary: fc.integer({ min: -40, max: 40 }) },
      { weight: 1, arbitrary: fc.integer({ min: -2000, max: 2000 }) },
    )
    const block = fc.constantFrom([16, 0], [16, 3], [16, 5], [16, 12], [15, 1], [15, 9], [4, CHROMA_DC_CONTEXT])
    fc.assert(
      fc.property(
        block.chain(([count = 0, context = 0]) =>
          fc.tuple(fc.array(level, { minLength: count, maxLength: count }), fc.constant(context)),
        ),
        ([coefficients, context]) => {
          expect(decode(encode(coefficients, context), coefficients.length, context)).toEqual(coefficients)
        },
      ),
      { numRuns: 3000 },
    )
  })
})

describe('the code tables', () => {
  const wholes = {
    COEFFICIENT_TOKENS_LOW,
    COEFFICIENT_TOKENS_MIDDLE,
    COEFFICIENT_TOKENS_HIGH,
    COEFFICIENT_TOKENS_CHROMA_DC,
  }
  const byRow = { TOTAL_ZEROS, TOTAL_ZEROS_CHROMA_DC, RUN_BEFORE }
  const sets = [
    ...Object.entries(wholes).map(([name, rows]) => [name, rows.flatMap((row) => row.split(' '))] as const),
    ...Object.entries(byRow).flatMap(([name, rows]) =>
      rows.map((row, index) => [`${name} ${index + 1}`, row.split(' ')] as const),
    ),
  ]

  it.each(sets)('%s has no word that begins another', (_, words) => {
    const sorted = words.toSorted()
    sorted.slice(1).forEach((word, index) => expect(word.startsWith(sorted[index]!)).toBe(false))
  })
})
