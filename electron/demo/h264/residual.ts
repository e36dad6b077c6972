import type { BitSink } from './bitSink.ts'
import { putBits } from './bitSink.ts'
import type { CodeTable } from './cavlcTables.ts'
import {
  codeTable,
  COEFFICIENT_TOKENS_CHROMA_DC,
  COEFFICIENT_TOKENS_HIGH,
  COEFFICIENT_TOKENS_LOW,
  COEFFICIENT_TOKENS_MIDDLE,
  fixedLengthTokens,
  RUN_BEFORE,
  TOTAL_ZEROS,
  TOTAL_ZEROS_CHROMA_DC,
} from './cavlcTables.ts'

const tokensLow = codeTable(COEFFICIENT_TOKENS_LOW, 4)
const tokensMiddle = codeTable(COEFFICIENT_TOKENS_MIDDLE, 4)
const tokensHigh = codeTable(COEFFICIENT_TOKENS_HIGH, 4)
const tokensFixed = fixedLengthTokens()
const tokensChromaDc = codeTable(COEFFICIENT_TOKENS_CHROMA_DC, 4)
const totalZeros = codeTable(TOTAL_ZEROS, 16)
const totalZerosChromaDc = codeTable(TOTAL_ZEROS_CHROMA_DC, 4)
const runBefore = codeTable(RUN_BEFORE, 16)

/** The context of a block of chroma DC coefficients, which has no neighbours. */
export const CHROMA_DC_CONTEXT = -1

const values = new Int32Array(16)
const runs = new Int32Array(16)

/**
 * Writes one block of coefficients (7.3.5.3.2, CAVLC) and returns how many of them are not zero.
 * `context` is nC of 9.2.1: the mean count of the blocks to the left and above. Levels stay below 2063,
 * which the largest escape code of the Baseline profile can carry.
 */
export function putResidualBlock(
  sink: BitSink,
  coefficients: Int32Array,
  offset: number,
  count: number,
  context: number,
): number {
  let total = 0
  let zerosInside = 0
  let run = 0
  for (let index = 0; index < count; index += 1) {
    const value = coefficients[offset + index]!
    if (value === 0) {
      run += 1
      continue
    }
    values[total] = value
    runs[total] = run
    zerosInside += run
    total += 1
    run = 0
  }
  const ones = trailingOnes(total)
  putCode(sink, tokenTable(context), total * 4 + ones)
  if (total === 0) return 0
  putLevels(sink, total, ones)
  if (total < count) {
    if (context === CHROMA_DC_CONTEXT) putCode(sink, totalZerosChromaDc, (total - 1) * 4 + zerosInside)
    else putCode(sink, totalZeros, (total - 1) * 16 + zerosInside)
    putRuns(sink, total, zerosInside)
  }
  return total
}

function trailingOnes(total: number): number {
  let ones = 0
  while (ones < 3 && ones < total) {
    const value = values[total - 1 - ones]!
    if (value !== 1 && value !== -1) break
    ones += 1
  }
  return ones
}

function tokenTable(context: number): CodeTable {
  if (context === CHROMA_DC_CONTEXT) return tokensChromaDc
  if (context < 2) return tokensLow
  if (context < 4) return tokensMiddle
  return context < 8 ? tokensHigh : tokensFixed
}

function putCode(sink: BitSink, table: CodeTable, index: number): void {
  putBits(sink, table.codes[index]!, table.lengths[index]!)
}

/** Signs of the trailing ones, then the other levels from the highest frequency down (9.2.2). */
function putLevels(sink: BitSink, total: number, ones: number): void {
  for (let index = 0; index < ones; index += 1) putBits(sink, values[total - 1 - index]! < 0 ? 1 : 0, 1)
  let suffixBits = total > 10 && ones < 3 ? 1 : 0
  for (let index = ones; index < total; index += 1) {
    const level = values[total - 1 - index]!
    const magnitude = level < 0 ? -level : level
    let code = level < 0 ? 2 * magnitude - 1 : 2 * magnitude - 2
    // A first level after fewer than three trailing ones cannot be a one itself, so ones are left out.
    if (index === ones && ones < 3) code -= 2
    putLevel(sink, code, suffixBits)
    if (suffixBits === 0) suffixBits = 1
    if (magnitude > 3 << (suffixBits - 1) && suffixBits < 6) suffixBits += 1
  }
}

function putLevel(sink: BitSink, code: number, suffixBits: number): void {
  if (suffixBits === 0) {
    if (code < 14) putBits(sink, 1, code + 1)
    else if (code < 30) {
      putBits(sink, 1, 15)
      putBits(sink, code - 14, 4)
    } else {
      putBits(sink, 1, 16)
      putBits(sink, code - 30, 12)
    }
  } else if (code < 15 << suffixBits) {
    putBits(sink, 1, (code >> suffixBits) + 1)
    putBits(sink, code & ((1 << suffixBits) - 1), suffixBits)
  } else {
    putBits(sink, 1, 16)
    putBits(sink, code - (15 << suffixBits), 12)
  }
}

function putRuns(sink: BitSink, total: number, zerosInside: number): void {
  let zerosLeft = zerosInside
  for (let index = total - 1; index > 0 && zerosLeft > 0; index -= 1) {
    putCode(sink, runBefore, (Math.min(zerosLeft, 7) - 1) * 16 + runs[index]!)
    zerosLeft -= runs[index]!
  }
}
