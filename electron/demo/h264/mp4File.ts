import type { PictureSize } from './parameterSets.ts'
import { FRAMES_PER_SECOND } from './parameterSets.ts'

/** A coded picture as it stands in the file: NAL units behind their lengths. */
export interface Sample {
  data: Uint8Array
  isKey: boolean
}

export interface Mp4Options {
  size: PictureSize
  sequenceParameterSet: Uint8Array
  pictureParameterSet: Uint8Array
  /** Unix seconds. Given, not taken from the clock: the same take must always be the same bytes. */
  createdAt: number
}

const MEDIA_TIMESCALE = 12_288
const FRAME_DURATION = MEDIA_TIMESCALE / FRAMES_PER_SECOND
/** Seconds from 1904, where ISO base media files count from, to 1970. */
const EPOCH_OFFSET_SECONDS = 2_082_844_800
const UNITY_MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000]
/** Samples are handed to players in runs of about half a second. */
const SAMPLES_PER_CHUNK = 12

/** An MP4 file (ISO/IEC 14496-12, -15) with one AVC track, its index in front so that it plays while it loads. */
export function mp4File(samples: readonly Sample[], options: Mp4Options): Uint8Array {
  const fileType = box('ftyp', text('isom'), numbers32(0x200), text('isomiso2avc1mp41'))
  const mediaBytes = samples.reduce((sum, sample) => sum + sample.data.length, 0)
  const indexLength = movie(samples, options, 0).length
  const mediaStart = fileType.length + indexLength + 8
  const file = new Uint8Array(mediaStart + mediaBytes)
  file.set(fileType, 0)
  file.set(movie(samples, options, mediaStart), fileType.length)
  file.set(concatenate([numbers32(mediaBytes + 8), text('mdat')]), mediaStart - 8)
  let offset = mediaStart
  for (const sample of samples) {
    file.set(sample.data, offset)
    offset += sample.data.length
  }
  return file
}

/** A NAL unit behind its length in four bytes, as samples hold it. */
export function lengthPrefixed(unit: Uint8Array): Uint8Array {
  return concatenate([numbers32(unit.length), unit])
}

function movie(samples: readonly Sample[], options: Mp4Options, mediaStart: number): Uint8Array {
  const created = options.createdAt + EPOCH_OFFSET_SECONDS
  const duration = samples.length * FRAME_DURATION
  const { width, height } = options.size
  const movieHeader = fullBox(
    'mvhd',
    0,
    0,
    numbers32(created, created, MEDIA_TIMESCALE, duration, 0x10000, 0x1000000, 0, 0, ...UNITY_MATRIX),
    numbers32(0, 0, 0, 0, 0, 0, 2),
  )
  const trackHeader = fullBox(
    'tkhd',
    0,
    3,
    numbers32(created, created, 1, 0, duration, 0, 0, 0, 0, ...UNITY_MATRIX, width << 16, height << 16),
  )
  const undetermined = numbers32(0x55c40000)
  const mediaHeader = fullBox('mdhd', 0, 0, numbers32(created, created, MEDIA_TIMESCALE, duration), undetermined)
  const handler = fullBox('hdlr', 0, 0, numbers32(0), text('vide'), numbers32(0, 0, 0), text('Dailies demo\0'))
  const dataReference = box('dinf', fullBox('dref', 0, 0, numbers32(1), fullBox('url ', 0, 1)))
  const videoHeader = fullBox('vmhd', 0, 1, numbers32(0, 0))
  const media = box('minf', videoHeader, dataReference, sampleTable(samples, options, mediaStart))
  return box('moov', movieHeader, box('trak', trackHeader, box('mdia', mediaHeader, handler, media)))
}

function sampleTable(samples: readonly Sample[], options: Mp4Options, mediaStart: number): Uint8Array {
  const sizes = samples.map((sample) => sample.data.length)
  const keys = samples.flatMap((sample, index) => (sample.isKey ? [index + 1] : []))
  const chunks: number[] = []
  let offset = mediaStart
  sizes.forEach((size, index) => {
    if (index % SAMPLES_PER_CHUNK === 0) chunks.push(offset)
    offset += size
  })
  const lastChunkSamples = samples.length - (chunks.length - 1) * SAMPLES_PER_CHUNK
  const runs =
    lastChunkSamples === SAMPLES_PER_CHUNK
      ? [[1, SAMPLES_PER_CHUNK, 1]]
      : [
          [1, SAMPLES_PER_CHUNK, 1],
          [chunks.length, lastChunkSamples, 1],
        ].slice(chunks.length === 1 ? 1 : 0)
  return box(
    'stbl',
    fullBox('stsd', 0, 0, numbers32(1), sampleEntry(options)),
    fullBox('stts', 0, 0, numbers32(1, samples.length, FRAME_DURATION)),
    fullBox('stss', 0, 0, numbers32(keys.length, ...keys)),
    fullBox('stsc', 0, 0, numbers32(runs.length, ...runs.flat())),
    fullBox('stsz', 0, 0, numbers32(0, sizes.length, ...sizes)),
    fullBox('stco', 0, 0, numbers32(chunks.length, ...chunks)),
  )
}

function sampleEntry(options: Mp4Options): Uint8Array {
  const { size, sequenceParameterSet: sps, pictureParameterSet: pps } = options
  const configuration = box(
    'avcC',
    // Version, profile, compatibility and level repeat the sequence parameter set; lengths take four bytes.
    Uint8Array.of(1, sps[1]!, sps[2]!, sps[3]!, 0xff, 0xe1, sps.length >> 8, sps.length & 255),
    sps,
    Uint8Array.of(1, pps.length >> 8, pps.length & 255),
    pps,
  )
  return box(
    'avc1',
    numbers16(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, size.width, size.height),
    numbers32(0x480000, 0x480000, 0),
    numbers16(1),
    new Uint8Array(32),
    numbers16(24, 0xffff),
    configuration,
    box('colr', text('nclx'), numbers16(1, 1, 1), Uint8Array.of(0)),
    box('pasp', numbers32(1, 1)),
  )
}

function box(type: string, ...parts: Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 8)
  return concatenate([numbers32(length), text(type), ...parts])
}

function fullBox(type: string, version: number, flags: number, ...parts: Uint8Array[]): Uint8Array {
  return box(type, numbers32((version << 24) | flags), ...parts)
}

function text(characters: string): Uint8Array {
  return Uint8Array.from(characters, (character) => character.charCodeAt(0))
}

function numbers32(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => view.setUint32(index * 4, value >>> 0))
  return bytes
}

function numbers16(...values: number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 2)
  const view = new DataView(bytes.buffer)
  values.forEach((value, index) => view.setUint16(index * 2, value))
  return bytes
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
