import { childBoxes, type Mp4Box } from './mp4Boxes.ts'

export interface ByteRange {
  start: number
  /** Exclusive. */
  end: number
}

export interface Movie {
  durationMs: number | null
  /** Whether the samples are announced in movie fragments instead of in here. */
  isFragmented: boolean
  /** Where the samples are, per track, in file positions; null for a rare table that is not looked into. */
  tracks: { codec: string; samples: ByteRange[] | null }[]
}

export type MovieResult = { ok: true; movie: Movie } | { ok: false; reason: string }

/** Internal: an expected "this is not right", turned into a result at the door of this file. */
class Mp4Problem extends Error {}

/**
 * Reads a whole `moov` box (header included). Its containers must tile, and what every player needs must
 * be there, so a hole of zeros in the index is noticed.
 */
export function readMovie(bytes: Uint8Array, moov: Mp4Box): MovieResult {
  try {
    return { ok: true, movie: parseMovie(bytes, moov) }
  } catch (error) {
    if (error instanceof Mp4Problem || error instanceof RangeError) return { ok: false, reason: error.message }
    throw error
  }
}

function parseMovie(bytes: Uint8Array, moov: Mp4Box): Movie {
  const children = childrenOf(bytes, moov)
  const tracks = children.filter((box) => box.type === 'trak').map((trak) => parseTrack(bytes, trak))
  if (tracks.length === 0) throw new Mp4Problem('moov holds no track')
  return {
    durationMs: readDuration(bytes, need(children, 'mvhd', 'moov')),
    isFragmented: children.some((box) => box.type === 'mvex'),
    tracks,
  }
}

function parseTrack(bytes: Uint8Array, trak: Mp4Box): Movie['tracks'][number] {
  const inTrack = childrenOf(bytes, trak)
  need(inTrack, 'tkhd', 'trak')
  const inMedia = childrenOf(bytes, need(inTrack, 'mdia', 'trak'))
  need(inMedia, 'mdhd', 'mdia')
  const inInformation = childrenOf(bytes, need(inMedia, 'minf', 'mdia'))
  const table = childrenOf(bytes, need(inInformation, 'stbl', 'minf'))
  const descriptions = need(table, 'stsd', 'stbl')
  const codec = latin1(bytes, descriptions.bodyStart + 12, Math.min(4, descriptions.end - descriptions.bodyStart - 12))
  return { codec, samples: sampleRanges(bytes, table) }
}

/** ISO/IEC 14496-12 section 8.7: sizes (stsz), chunk offsets (stco, co64) and samples per chunk (stsc). */
function sampleRanges(bytes: Uint8Array, table: Mp4Box[]): ByteRange[] | null {
  const sizes = table.find((box) => box.type === 'stsz')
  const offsets = table.find((box) => box.type === 'stco' || box.type === 'co64')
  const runs = table.find((box) => box.type === 'stsc')
  if (sizes === undefined && table.some((box) => box.type === 'stz2')) return null
  if (sizes === undefined || offsets === undefined || runs === undefined) throw new Mp4Problem('stbl is incomplete')

  const sizeOf = readSampleSizes(bytes, sizes)
  const chunkOffsets = readEntries(bytes, offsets, offsets.type === 'co64' ? 8 : 4)
  const runTable = readEntries(bytes, runs, 12)
  if (sizeOf.count === 0 && chunkOffsets.count > 0) throw new Mp4Problem('stco announces chunks without samples')
  const samples: ByteRange[] = []
  let run = 0
  for (let chunk = 0; chunk < chunkOffsets.count && samples.length < sizeOf.count; chunk++) {
    while (run + 1 < runTable.count && runTable.uint32(run + 1) <= chunk + 1) run++
    if (run >= runTable.count) throw new Mp4Problem('stsc has no entry for a chunk')
    let position = offsets.type === 'co64' ? chunkOffsets.uint64(chunk) : chunkOffsets.uint32(chunk)
    const inChunk = runTable.uint32(run, 4)
    for (let index = 0; index < inChunk && samples.length < sizeOf.count; index++) {
      const start = position
      position += sizeOf.at(samples.length)
      samples.push({ start, end: position })
    }
  }
  if (samples.length < sizeOf.count) throw new Mp4Problem('stsz announces samples that no chunk holds')
  return samples
}

/** More samples than this is a broken table, not a take: ten hours at 60 frames per second. */
const MOST_SAMPLES = 2_160_000

function readSampleSizes(bytes: Uint8Array, box: Mp4Box): { count: number; at(sample: number): number } {
  const view = bodyView(bytes, box)
  const sharedSize = view.getUint32(4)
  const count = view.getUint32(8)
  if (count > MOST_SAMPLES) throw new Mp4Problem('stsz announces an absurd number of samples')
  if (sharedSize !== 0) return { count, at: () => sharedSize }
  if (12 + count * 4 > view.byteLength) throw new Mp4Problem('stsz is longer than its box')
  return { count, at: (sample) => view.getUint32(12 + sample * 4) }
}

interface Entries {
  count: number
  uint32(entry: number, fieldOffset?: number): number
  uint64(entry: number): number
}

function readEntries(bytes: Uint8Array, box: Mp4Box, entryBytes: number): Entries {
  const view = bodyView(bytes, box)
  const count = view.getUint32(4)
  if (8 + count * entryBytes > view.byteLength) throw new Mp4Problem(`${box.type} is longer than its box`)
  return {
    count,
    uint32: (entry, fieldOffset = 0) => view.getUint32(8 + entry * entryBytes + fieldOffset),
    uint64: (entry) => Number(view.getBigUint64(8 + entry * entryBytes)),
  }
}

function readDuration(bytes: Uint8Array, mvhd: Mp4Box): number | null {
  const view = bodyView(bytes, mvhd)
  const isLong = view.getUint8(0) === 1
  const timescale = view.getUint32(isLong ? 20 : 12)
  const duration = isLong ? Number(view.getBigUint64(24)) : view.getUint32(16)
  if (timescale === 0) throw new Mp4Problem('mvhd has no timescale')
  return duration === 0 ? null : Math.round((duration * 1000) / timescale)
}

function childrenOf(bytes: Uint8Array, parent: Mp4Box): Mp4Box[] {
  const result = childBoxes(bytes, parent)
  if (!result.ok) throw new Mp4Problem(result.reason)
  return result.children
}

function need(boxes: Mp4Box[], type: string, parent: string): Mp4Box {
  const box = boxes.find((candidate) => candidate.type === type)
  if (box === undefined) throw new Mp4Problem(`${parent} holds no ${type}`)
  return box
}

const bodyView = (bytes: Uint8Array, box: Mp4Box): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset + box.bodyStart, box.end - box.bodyStart)

const latin1 = (bytes: Uint8Array, start: number, length: number): string =>
  length <= 0 ? '' : String.fromCharCode(...bytes.subarray(start, start + length))
