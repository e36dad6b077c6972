/** Reads bits as a decoder does, written apart from the writer so that one checks the other. */
export interface BitReader {
  bit(): number
  bits(count: number): number
  unsigned(): number
  signed(): number
  /** Bits read so far. */
  position(): number
}

export function createBitReader(bytes: Uint8Array): BitReader {
  let position = 0
  function bit(): number {
    const byte = bytes[position >> 3]
    if (byte === undefined) throw new Error('Read past the end')
    const value = (byte >> (7 - (position & 7))) & 1
    position += 1
    return value
  }
  function bits(count: number): number {
    let value = 0
    for (let index = 0; index < count; index += 1) value = value * 2 + bit()
    return value
  }
  function unsigned(): number {
    let zeros = 0
    while (bit() === 0) zeros += 1
    return 2 ** zeros - 1 + bits(zeros)
  }
  return {
    bit,
    bits,
    unsigned,
    signed() {
      const code = unsigned()
      return code % 2 === 1 ? (code + 1) / 2 : 0 - code / 2
    },
    position: () => position,
  }
}

/** Takes the emulation prevention bytes out of a NAL unit and leaves its header off. */
export function payloadOf(unit: Uint8Array): Uint8Array {
  const payload: number[] = []
  let zeros = 0
  for (const byte of unit.subarray(1)) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0
      continue
    }
    zeros = byte === 0 ? zeros + 1 : 0
    payload.push(byte)
  }
  return Uint8Array.from(payload)
}
