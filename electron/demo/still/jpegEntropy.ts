/**
 * JPEG's entropy coding with two pairs of Huffman tables (ITU-T T.81, annex F). The tables are our own,
 * made here: DC sizes and AC (run, size) symbols sorted by how common they are, by fixed code lengths.
 */
export interface EntropyWriter {
  /** Writes 64 levels in zigzag order; `component` keeps its own DC prediction, and 0 is luma. */
  putBlock(levels: Int32Array, component: 0 | 1 | 2): void
  finish(): Uint8Array
}

interface HuffmanTable {
  /** How many codes there are of each length, 1 to 16. */
  counts: readonly number[]
  symbols: readonly number[]
  codes: Uint32Array
  lengths: Uint8Array
}

// One code of all ones must stay unused (C.2), so each list of lengths leaves some room.
const DC_TABLE = huffman([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
const AC_TABLE = huffman([0, 2, 1, 3, 2, 2, 3, 4, 5, 6, 8, 12, 20, 30, 30, 34], acSymbols())

export const HUFFMAN_SEGMENTS: readonly (readonly number[])[] = [0, 1].flatMap((id) => [
  [id, ...DC_TABLE.counts, ...DC_TABLE.symbols],
  [0x10 | id, ...AC_TABLE.counts, ...AC_TABLE.symbols],
])

export function createEntropyWriter(): EntropyWriter {
  let bytes = Buffer.alloc(1 << 16)
  let length = 0
  let pending = 0
  let pendingBits = 0
  const lastDc = [0, 0, 0]

  function put(value: number, count: number): void {
    pending = (pending << count) | value
    pendingBits += count
    while (pendingBits >= 8) {
      pendingBits -= 8
      const byte = (pending >>> pendingBits) & 255
      bytes[length++] = byte
      if (byte === 255) bytes[length++] = 0
    }
    pending &= (1 << pendingBits) - 1
  }

  function putSymbol(table: HuffmanTable, symbol: number): void {
    put(table.codes[symbol]!, table.lengths[symbol]!)
  }

  /** The value in as many bits as it needs; negative ones as one less, so that they begin with a zero. */
  function putValue(value: number, size: number): void {
    if (size > 0) put(value < 0 ? value + (1 << size) - 1 : value, size)
  }

  return {
    putBlock(levels, component) {
      if (length + 1024 > bytes.length) bytes = Buffer.concat([bytes, Buffer.alloc(bytes.length)])
      const difference = levels[0]! - lastDc[component]!
      lastDc[component] = levels[0]!
      const dcSize = bitsOf(difference)
      putSymbol(DC_TABLE, dcSize)
      putValue(difference, dcSize)
      let last = 63
      while (last > 0 && levels[last] === 0) last -= 1
      let run = 0
      for (let index = 1; index <= last; index += 1) {
        const level = levels[index]!
        if (level === 0) {
          run += 1
          continue
        }
        for (; run > 15; run -= 16) putSymbol(AC_TABLE, 0xf0)
        const size = bitsOf(level)
        putSymbol(AC_TABLE, (run << 4) | size)
        putValue(level, size)
        run = 0
      }
      if (last < 63) putSymbol(AC_TABLE, 0)
    },
    finish() {
      if (pendingBits > 0) put((1 << (8 - pendingBits)) - 1, 8 - pendingBits)
      return bytes.subarray(0, length)
    },
  }
}

function bitsOf(value: number): number {
  return 32 - Math.clz32(value < 0 ? -value : value)
}

/** End of block, then pairs from short runs of small values to long runs of large ones. */
function acSymbols(): number[] {
  const pairs: { symbol: number; cost: number }[] = [{ symbol: 0xf0, cost: 16 }]
  for (let run = 0; run < 16; run += 1) {
    for (let size = 1; size <= 10; size += 1) pairs.push({ symbol: (run << 4) | size, cost: run * 1.1 + size * 1.7 })
  }
  return [0, ...pairs.toSorted((a, b) => a.cost - b.cost).map((pair) => pair.symbol)]
}

/** Codes of rising length, counted up within one length (C.2). */
function huffman(counts: readonly number[], symbols: readonly number[]): HuffmanTable {
  const codes = new Uint32Array(256)
  const lengths = new Uint8Array(256)
  let code = 0
  let next = 0
  counts.forEach((count, index) => {
    for (let place = 0; place < count; place += 1) {
      const symbol = symbols[next]
      next += 1
      if (symbol === undefined) continue
      codes[symbol] = code
      lengths[symbol] = index + 1
      code += 1
    }
    code <<= 1
  })
  return { counts, symbols, codes, lengths }
}
