/**
 * A few kilobytes that every box walk accepts: `ftyp`, `moov` (with an `mvhd`) and `mdat` tile the file
 * exactly. The payload depends on the seed, so that two jobs never have the same bytes.
 */
export const tinyVideo = (seed: string, payloadBytes = 4096): Uint8Array =>
  Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\x02\0isommp42', 'latin1')),
    box('moov', box('mvhd', makeMovieHeader())),
    box('mdat', makePayload(seed, payloadBytes)),
  ])

/** Zeroes the header of `moov`, as a lost block on a disk or in a cache would: the length stays right. */
export const punchHole = (video: Uint8Array): Uint8Array => {
  const copy = Buffer.from(video)
  const moov = copy.indexOf('moov') - 4
  copy.fill(0, moov, moov + 64)
  return copy
}

const box = (type: string, content: Buffer): Buffer => {
  const header = Buffer.alloc(8)
  header.writeUInt32BE(content.length + 8, 0)
  header.write(type, 4, 'latin1')
  return Buffer.concat([header, content])
}

/** Version 0 of `mvhd` (ISO/IEC 14496-12, 8.2.2): time scale 1000, four seconds. */
const makeMovieHeader = (): Buffer => {
  const header = Buffer.alloc(100)
  header.writeUInt32BE(1000, 12)
  header.writeUInt32BE(4000, 16)
  header.writeUInt32BE(0x00010000, 20)
  header.writeUInt32BE(1, 96)
  return header
}

/** A linear congruential generator seeded by the text: cheap, repeatable, never all zeros. */
const makePayload = (seed: string, length: number): Buffer => {
  let state = Array.from(seed).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7)
  return Buffer.from(
    Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state >>> 24
    }),
  )
}
