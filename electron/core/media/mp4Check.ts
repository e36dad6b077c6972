import { LONGEST_BOX_HEADER_BYTES, readBoxHeader, type Mp4Box } from './mp4Boxes.ts'
import { readMovie, type ByteRange, type Movie } from './mp4Movie.ts'

export interface Mp4Source {
  size: number
  /** Up to `length` bytes at `offset`; fewer at the end. */
  readAt(offset: number, length: number): Promise<Uint8Array>
  /** Where runs of zeros were seen, see `zeroRuns.ts`. Omitted: nobody looked. */
  zeroRuns?: readonly ByteRange[]
}

export type Mp4Check = { ok: true; isFragmented: boolean; durationMs: number | null } | { ok: false; reason: string }

/** A take has a handful of boxes, a fragmented one a few thousand; more than this is noise. */
const MOST_BOXES = 100_000
const LARGEST_MOOV_BYTES = 256 * 1024 * 1024

/**
 * Whether a file is a whole MP4: its boxes tile it exactly, `ftyp`, `moov` and `mdat` are there, and where
 * the index names tracks, it reads through and every sample lies inside the file. Decodes nothing. Rejects only when `readAt` does.
 *
 * A fragmented file that was cut exactly between two fragments is noticed only if it has a `sidx`.
 */
export async function checkMp4(source: Mp4Source): Promise<Mp4Check> {
  const walk = await readBoxes(source)
  if (!walk.ok) return walk
  const order = checkOrder(walk.boxes)
  if (order !== null) return { ok: false, reason: order }

  const moov = walk.boxes.find((box) => box.type === 'moov')
  if (moov === undefined) return { ok: false, reason: 'there is no moov box' }
  const bytes = await readWholeBox(source, moov)
  if (bytes === null) return { ok: false, reason: 'the moov box is cut off or absurdly large' }
  if (!namesTrack(bytes)) return { ok: true, isFragmented: false, durationMs: null }
  const result = readMovie(bytes, {
    type: 'moov',
    start: 0,
    bodyStart: moov.bodyStart - moov.start,
    end: bytes.length,
  })
  if (!result.ok) return result

  const reason =
    checkSamples(result.movie, source) ??
    (await checkSegmentIndex(walk.boxes, source)) ??
    (result.movie.isFragmented ? null : checkHasSamples(result.movie))
  if (reason !== null) return { ok: false, reason }
  return { ok: true, isFragmented: result.movie.isFragmented, durationMs: result.movie.durationMs }
}

/**
 * An index that names no track anywhere is none that we understand, and what is not understood is not
 * refused: a paid take thrown away for a form we do not know is the dearer mistake.
 */
const namesTrack = (moov: Uint8Array): boolean => {
  const text = Buffer.from(moov.buffer, moov.byteOffset, moov.byteLength)
  return TRACK_BOXES.some((name) => text.includes(name))
}
/** Several, since a hole may have swallowed the outermost. */
const TRACK_BOXES = ['trak', 'mdia', 'minf', 'stbl', 'stsz']

/** The outermost boxes, which must tile the file. */
export async function readBoxes(
  source: Mp4Source,
): Promise<{ ok: true; boxes: Mp4Box[] } | { ok: false; reason: string }> {
  if (source.size === 0) return { ok: false, reason: 'the file is empty' }
  const boxes: Mp4Box[] = []
  for (let start = 0; start < source.size;) {
    if (boxes.length === MOST_BOXES) return { ok: false, reason: 'the file has an absurd number of boxes' }
    const bytes = await source.readAt(start, Math.min(LONGEST_BOX_HEADER_BYTES, source.size - start))
    const header = readBoxHeader(bytes, { start, end: source.size, mayBeOpen: true })
    if (!header.ok) return header
    boxes.push(header.box)
    start = header.box.end
  }
  return { ok: true, boxes }
}

/** A box with its header; null when it is cut off, or larger than any index is. */
export async function readWholeBox(source: Mp4Source, { start, end }: Mp4Box): Promise<Uint8Array | null> {
  if (end - start > LARGEST_MOOV_BYTES) return null
  const bytes = await source.readAt(start, end - start)
  return bytes.length < end - start ? null : bytes
}

function checkOrder(boxes: Mp4Box[]): string | null {
  const first = (type: string): number => boxes.findIndex((box) => box.type === type)
  const ftyp = first('ftyp')
  if (ftyp === -1) return 'there is no ftyp box'
  for (const type of ['moov', 'mdat', 'moof']) {
    const at = first(type)
    if (at !== -1 && at < ftyp) return `a ${type} box comes before ftyp`
  }
  if (first('mdat') === -1) return 'there is no mdat box'
  const lastFragment = boxes.findLastIndex((box) => box.type === 'moof')
  const lastData = boxes.findLastIndex((box) => box.type === 'mdat')
  return lastFragment > lastData ? 'the last fragment has no data' : null
}

/** Codecs whose bitstream cannot contain long runs of zeros (emulation prevention, ITU-T H.264 and H.265 7.4.1). */
const NEVER_ZERO_CODECS = ['avc1', 'avc3', 'hvc1', 'hev1']

function checkSamples(movie: Movie, { size, zeroRuns = [] }: Mp4Source): string | null {
  for (const { codec, samples } of movie.tracks) {
    if (samples === null) continue
    for (const sample of samples) {
      if (sample.end > size || sample.start < 8) return `the index points outside the file (byte ${sample.start})`
    }
    if (zeroRuns.length === 0 || !NEVER_ZERO_CODECS.includes(codec)) continue
    for (const run of zeroRuns) {
      const isHole = samples.some((sample) => overlapBytes(run, sample) >= IMPOSSIBLE_ZEROS)
      if (isHole) return `the picture data has a hole at byte ${run.start}`
    }
  }
  return null
}

const IMPOSSIBLE_ZEROS = 64

const overlapBytes = (a: ByteRange, b: ByteRange): number => Math.min(a.end, b.end) - Math.max(a.start, b.start)

const checkHasSamples = (movie: Movie): string | null =>
  movie.tracks.some(({ samples }) => samples === null || samples.length > 0) ? null : 'the movie has no samples'

/** A segment index names the length of what follows it, so it betrays missing fragments. */
async function checkSegmentIndex(boxes: Mp4Box[], source: Mp4Source): Promise<string | null> {
  const sidx = boxes.find((box) => box.type === 'sidx')
  if (sidx === undefined) return null
  const bytes = await source.readAt(sidx.bodyStart, sidx.end - sidx.bodyStart)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const isLong = view.getUint8(0) !== 0
    const firstOffset = isLong ? Number(view.getBigUint64(20)) : view.getUint32(16)
    const countAt = isLong ? 30 : 22
    let end = sidx.end + firstOffset
    for (let entry = 0; entry < view.getUint16(countAt); entry++) {
      end += view.getUint32(countAt + 2 + entry * 12) & 0x7fffffff
    }
    return end > source.size ? 'the segment index names fragments that are missing' : null
  } catch (error) {
    if (error instanceof RangeError) return 'the segment index is cut off'
    throw error
  }
}
