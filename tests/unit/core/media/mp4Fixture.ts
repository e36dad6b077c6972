/** Builds small MP4 files that are right in every box, in the layouts that providers use. */

export interface Mp4FixtureOptions {
  layout?: 'faststart' | 'moov-last' | 'largesize' | 'open-ended' | 'fragmented'
  /** Size of each sample in bytes. */
  samples?: number[]
  seed?: number
  codec?: string
  withSegmentIndex?: boolean
}

export function makeMp4(options: Mp4FixtureOptions = {}): Uint8Array {
  const { layout = 'faststart', samples = [900, 300, 300, 700], seed = 1, codec = 'avc1' } = options
  if (layout === 'fragmented') return makeFragmented(samples, seed, codec, options.withSegmentIndex ?? false)
  const data = concat(samples.map((size, index) => noise(size, seed + index)))
  const ftyp = box('ftyp', ascii('isom'), u32(512), ascii('isomavc1'))
  const mdat =
    layout === 'largesize'
      ? largeBox('mdat', data)
      : layout === 'open-ended'
        ? openBox('mdat', data)
        : box('mdat', data)
  const headerBytes = mdat.length - data.length
  if (layout === 'moov-last' || layout === 'largesize') {
    return concat([ftyp, mdat, movie(samples, ftyp.length + headerBytes, codec)])
  }
  const moovBytes = movie(samples, 0, codec).length
  return concat([ftyp, movie(samples, ftyp.length + moovBytes + headerBytes, codec), mdat])
}

/** Where a box of the outermost level starts and ends. */
export function findBox(file: Uint8Array, type: string): { start: number; end: number } {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  for (let start = 0; start < file.length;) {
    const shortSize = view.getUint32(start)
    const size =
      shortSize === 1 ? Number(view.getBigUint64(start + 8)) : shortSize === 0 ? file.length - start : shortSize
    if (Buffer.from(file.subarray(start + 4, start + 8)).toString('latin1') === type)
      return { start, end: start + size }
    start += size
  }
  throw new Error(`no ${type} in the fixture`)
}

function makeFragmented(samples: number[], seed: number, codec: string, withSegmentIndex: boolean): Uint8Array {
  const ftyp = box('ftyp', ascii('iso5'), u32(512), ascii('iso5dash'))
  const moov = box(
    'moov',
    mvhd(0),
    track([], 0, codec),
    box('mvex', box('trex', u32(0), u32(1), u32(1), u32(0), u32(0), u32(0))),
  )
  const fragments = samples.map((size, index) =>
    concat([
      box('moof', box('mfhd', u32(0), u32(index + 1)), box('traf', box('tfhd', u32(0x020000), u32(1)))),
      box('mdat', noise(size, seed + index)),
    ]),
  )
  const sidx = withSegmentIndex
    ? [
        box(
          'sidx',
          u32(0),
          u32(1),
          u32(1000),
          u32(0),
          u32(0),
          u16(0),
          u16(fragments.length),
          ...fragments.map((fragment) => concat([u32(fragment.length), u32(1000), u32(0)])),
        ),
      ]
    : []
  return concat([ftyp, moov, ...sidx, ...fragments])
}

const movie = (samples: number[], firstOffset: number, codec: string): Uint8Array =>
  box('moov', mvhd(samples.length * 40), track(samples, firstOffset, codec))

const mvhd = (duration: number): Uint8Array =>
  box('mvhd', u32(0), u32(0), u32(0), u32(1000), u32(duration), new Uint8Array(80))

function track(samples: number[], firstOffset: number, codec: string): Uint8Array {
  const table = box(
    'stbl',
    box('stsd', u32(0), u32(1), box(codec, new Uint8Array(78))),
    box('stts', u32(0), u32(1), u32(samples.length), u32(40)),
    box(
      'stsc',
      u32(0),
      u32(samples.length === 0 ? 0 : 1),
      ...(samples.length === 0 ? [] : [u32(1), u32(samples.length), u32(1)]),
    ),
    box('stsz', u32(0), u32(0), u32(samples.length), ...samples.map(u32)),
    box('stco', u32(0), u32(samples.length === 0 ? 0 : 1), ...(samples.length === 0 ? [] : [u32(firstOffset)])),
  )
  const media = box(
    'mdia',
    box('mdhd', u32(0), u32(0), u32(0), u32(1000), u32(0), u32(0)),
    box('hdlr', u32(0), u32(0), ascii('vide'), new Uint8Array(13)),
    box('minf', box('vmhd', u32(1), u32(0), u32(0)), table),
  )
  return box('trak', box('tkhd', u32(3), new Uint8Array(80)), media)
}

const box = (type: string, ...parts: Uint8Array[]): Uint8Array => {
  const body = concat(parts)
  return concat([u32(8 + body.length), ascii(type), body])
}
const largeBox = (type: string, body: Uint8Array): Uint8Array =>
  concat([u32(1), ascii(type), u32(0), u32(16 + body.length), body])
const openBox = (type: string, body: Uint8Array): Uint8Array => concat([u32(0), ascii(type), body])

const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const u16 = (value: number): Uint8Array => Uint8Array.of(value >> 8, value & 255)
const u32 = (value: number): Uint8Array =>
  Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
const concat = (parts: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** Bytes without zeros, as in a coded picture; the same for the same seed. */
function noise(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = (seed * 2654435761) >>> 0 || 1
  for (let index = 0; index < length; index++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    bytes[index] = ((state >>> 0) % 255) + 1
  }
  return bytes
}
