/** A growing row of bits, written most significant bit first (ITU-T H.264, 7.2). */
export interface BitSink {
  bytes: Uint8Array
  /** Whole bytes written so far. */
  byteLength: number
  /** Bits that do not fill a byte yet, right-aligned. */
  pending: number
  pendingBits: number
}

export function createBitSink(capacityBytes = 4096): BitSink {
  return { bytes: new Uint8Array(capacityBytes), byteLength: 0, pending: 0, pendingBits: 0 }
}

/** Makes sure that `sizeBytes` more bytes fit; called once per macroblock so that `putBits` need not check. */
export function reserve(sink: BitSink, sizeBytes: number): void {
  if (sink.byteLength + sizeBytes <= sink.bytes.length) return
  const larger = new Uint8Array(Math.max(sink.bytes.length * 2, sink.byteLength + sizeBytes))
  larger.set(sink.bytes.subarray(0, sink.byteLength))
  sink.bytes = larger
}

/** `value` must fit in `count` bits; `count` is at most 24. The room must have been reserved. */
export function putBits(sink: BitSink, value: number, count: number): void {
  const pending = (sink.pending << count) | value
  let pendingBits = sink.pendingBits + count
  while (pendingBits >= 8) {
    pendingBits -= 8
    sink.bytes[sink.byteLength] = (pending >>> pendingBits) & 255
    sink.byteLength += 1
  }
  sink.pending = pending & ((1 << pendingBits) - 1)
  sink.pendingBits = pendingBits
}

/** ue(v), Exp-Golomb (9.1): as many zeros as the number behind the leading one has bits. Up to 2^24 - 2. */
export function putUnsigned(sink: BitSink, value: number): void {
  const codeNumber = value + 1
  const suffixBits = 31 - Math.clz32(codeNumber)
  putBits(sink, 0, suffixBits)
  putBits(sink, 1, 1)
  putBits(sink, codeNumber - (1 << suffixBits), suffixBits)
}

/** se(v): 1, -1, 2, -2, ... become 1, 2, 3, 4, ... (9.1.1). */
export function putSigned(sink: BitSink, value: number): void {
  putUnsigned(sink, value > 0 ? 2 * value - 1 : -2 * value)
}

/** Ends the payload with a one and as many zeros as fill the byte (7.3.2.11). */
export function putTrailingBits(sink: BitSink): void {
  putBits(sink, 1, 1)
  if (sink.pendingBits > 0) putBits(sink, 0, 8 - sink.pendingBits)
}

export function resetBitSink(sink: BitSink): void {
  sink.byteLength = 0
  sink.pending = 0
  sink.pendingBits = 0
}
