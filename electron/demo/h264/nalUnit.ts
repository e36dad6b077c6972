/** nal_ref_idc 3 with the types of ITU-T H.264, table 7-1. */
export const NAL_HEADER = { slice: 0x61, idrSlice: 0x65, sequence: 0x67, picture: 0x68 } as const

/**
 * One NAL unit from its header and payload: a 3 is put in wherever the payload would otherwise look like
 * a start code, i.e. before any byte of 0 to 3 that follows two zeros (7.4.1).
 */
export function nalUnit(header: number, payload: Uint8Array): Uint8Array {
  const unit = new Uint8Array(1 + payload.length + Math.ceil(payload.length / 2))
  unit[0] = header
  let length = 1
  let zeros = 0
  for (const byte of payload) {
    if (zeros === 2 && byte <= 3) {
      unit[length++] = 3
      zeros = 0
    }
    unit[length++] = byte
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return unit.slice(0, length)
}
