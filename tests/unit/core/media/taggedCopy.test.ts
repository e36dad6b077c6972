import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
  type MetadataTags,
} from 'mediabunny'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkMp4, type Mp4Source } from '../../../../electron/core/media/mp4Check.ts'
import { planTaggedCopy, pieceBytes } from '../../../../electron/core/media/taggedCopy.ts'
import { tagsOfTake, type TakeTags } from '../../../../electron/core/media/takeTags.ts'
import { renderTake } from '../../../../electron/demo/takes/renderTake.ts'
import { makeMp4 } from './mp4Fixture.ts'

const PROMPT = 'Ein Leuchtturm in der Dämmerung 🌊\nlong exposure, “35 mm”'
const TAKE: TakeTags = {
  takeId: 'take_1',
  sha256: 'ab'.repeat(32),
  prompt: PROMPT,
  model: 'sora-2',
  seconds: 4,
  size: '320x200',
  params: { seed: 7 },
  relation: null,
  createdAt: Date.UTC(2026, 10, 20, 12),
}
const TAGS = tagsOfTake(TAKE)

let demo: Uint8Array
beforeAll(() => {
  const steps = renderTake({
    scene: { family: 'lake', style: 'lake', layout: 'a' },
    size: { width: 320, height: 200 },
    seconds: 2,
    createdAt: 1_800_000_000,
  })
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue
    demo = step.value
    return
  }
})

const sourceOf = (bytes: Uint8Array): Mp4Source => ({
  size: bytes.length,
  readAt: async (offset, length) => bytes.slice(offset, offset + length),
})

async function copyOf(bytes: Uint8Array): Promise<Uint8Array> {
  const copy = (await planTaggedCopy(sourceOf(bytes), TAGS)) ?? expect.fail('no copy can be made')
  const parts = copy.pieces.map((piece) =>
    piece.kind === 'bytes' ? piece.bytes : bytes.subarray(piece.start, piece.end),
  )
  const made = new Uint8Array(Buffer.concat(parts))
  expect(made.length).toBe(copy.sizeBytes)
  expect(copy.pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0)).toBe(copy.sizeBytes)
  return made
}

const open = (bytes: Uint8Array): Input => new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })

async function packetsOf(bytes: Uint8Array) {
  const track = (await open(bytes).getPrimaryVideoTrack()) ?? expect.fail('no video track')
  const packets = []
  for await (const packet of new EncodedPacketSink(track).packets()) packets.push(packet)
  return { track, packets }
}

const plain = async (bytes: Uint8Array) =>
  (await packetsOf(bytes)).packets.map(({ data, timestamp, duration, type }) => ({
    data: Buffer.from(data).toString('base64'),
    timestamp,
    duration,
    type,
  }))

/** The same pictures in another layout, as providers and converters write it. */
async function rewritten(
  fastStart: false | 'in-memory' | 'fragmented',
  tags: MetadataTags = {},
  metadataFormat: 'mdir' | 'mdta' | 'udta' = 'mdir',
): Promise<Uint8Array> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart, metadataFormat }), target })
  const { track, packets } = await packetsOf(demo)
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source, { frameRate: 24 })
  output.setMetadataTags(tags)
  await output.start()
  const decoderConfig = (await track.getDecoderConfig()) ?? expect.fail('no decoder configuration')
  for (const packet of packets) await source.add(packet, { decoderConfig })
  await output.finalize()
  return new Uint8Array(target.buffer ?? expect.fail('nothing was written'))
}

async function expectTagged(copy: Uint8Array): Promise<void> {
  const tags = await open(copy).getMetadataTags()
  expect(tags).toMatchObject({
    title: 'Ein Leuchtturm in der Dämmerung 🌊 long exposure, “35 mm”',
    description: PROMPT,
    date: new Date(TAKE.createdAt),
  })
  expect(JSON.parse(tags.comment ?? '')).toEqual({
    app: 'Dailies',
    format: 1,
    prompt: PROMPT,
    model: 'sora-2',
    seconds: 4,
    size: '320x200',
    params: { seed: 7 },
    relation: null,
    created: '2026-11-20T12:00:00.000Z',
    source: { take: 'take_1', sha256: TAKE.sha256 },
  })
}

describe('a copy with tags', () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ['a take of the demo, its index in front', async () => demo],
    ['an index in front', () => rewritten('in-memory')],
    ['an index at the end', () => rewritten(false)],
    ['fragments', () => rewritten('fragmented')],
  ])('holds the identical pictures and the prompt: %s', async (_name, make) => {
    const bytes = await make()
    const copy = await copyOf(bytes)
    expect(await plain(copy)).toEqual(await plain(bytes))
    await expectTagged(copy)
    expect(await checkMp4(sourceOf(copy))).toMatchObject({ ok: true })
  })

  it.each(['mdir', 'mdta', 'udta'] as const)('keeps what other programs noted (%s)', async (format) => {
    const tags: MetadataTags = { artist: 'Somebody', comment: 'old', title: 'old' }
    const bytes = await rewritten('in-memory', tags, format)
    const copy = await copyOf(bytes)
    expect(await plain(copy)).toEqual(await plain(bytes))
    const text = Buffer.from(copy).toString('utf8')
    expect(text).toContain('Somebody')
    expect(text).toContain('long exposure')
    if (format !== 'mdir') return
    expect((await open(copy).getMetadataTags()).artist).toBe('Somebody')
    await expectTagged(copy)
  })

  it('can be tagged again without growing', async () => {
    const once = await copyOf(demo)
    expect(await copyOf(once)).toEqual(once)
  })

  it.each(['faststart', 'moov-last', 'largesize', 'open-ended', 'fragmented'] as const)(
    'keeps every sample in its place: %s',
    async (layout) => {
      const bytes = makeMp4({ layout })
      const copy = await copyOf(bytes)
      expect(await checkMp4(sourceOf(copy))).toEqual(await checkMp4(sourceOf(bytes)))
      expect(mediaData(copy)).toEqual(mediaData(bytes))
      expect(firstChunk(copy)).toBe(firstChunk(bytes) === null ? null : offsetOfData(copy))
    },
  )

  it('moves nothing where more than the chunk offsets names positions', async () => {
    const bytes = withBoxIn(makeMp4(), 'saio')
    const copy = await copyOf(bytes)
    expect(offsetOfData(copy)).toBe(offsetOfData(bytes))
    expect(firstChunk(copy)).toBe(offsetOfData(copy))
    expect(await checkMp4(sourceOf(copy))).toMatchObject({ ok: true })
    expect(Buffer.from(copy.subarray(bytes.length + 4, bytes.length + 8)).toString()).toBe('moov')
  })

  it('is not made of fragments that name their place in the file, nor of what is no video', async () => {
    const absolute = makeMp4({ layout: 'fragmented' })
    const flags = Buffer.from(absolute).indexOf('tfhd') + 4
    absolute[flags + 3] = 1
    expect(await planTaggedCopy(sourceOf(absolute), TAGS)).toBeNull()
    expect(await planTaggedCopy(sourceOf(new Uint8Array(100)), TAGS)).toBeNull()
    expect(await planTaggedCopy(sourceOf(demo.subarray(0, 500)), TAGS)).toBeNull()
  })

  it('gives a long prompt a short title', () => {
    const [title] = tagsOfTake({ ...TAKE, prompt: '🌊'.repeat(150) })
    expect(title?.text).toBe(`${'🌊'.repeat(99)}…`)
  })

  const ffprobe = findFfprobe()
  it.runIf(ffprobe !== null)('is read by ffprobe', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dailies-tags-'))
    try {
      for (const fastStart of ['in-memory', false, 'fragmented'] as const) {
        const file = join(folder, 'copy.mp4')
        writeFileSync(file, await copyOf(await rewritten(fastStart)))
        const args = ['-v', 'error', '-show_format', '-show_streams', '-count_frames', '-of', 'json', file]
        const shown = JSON.parse(execFileSync(ffprobe ?? '', args, { encoding: 'utf8' })) as {
          format: { tags: Record<string, string> }
          streams: { nb_read_frames: string }[]
        }
        expect(shown.format.tags).toMatchObject({ description: PROMPT })
        expect(shown.format.tags['comment']).toContain('"seed":7')
        expect(shown.streams[0]?.nb_read_frames).toBe(String((await packetsOf(demo)).packets.length))
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function findFfprobe(): string | null {
  try {
    execFileSync('ffprobe', ['-version'], { stdio: 'ignore' })
    return 'ffprobe'
  } catch {
    return null
  }
}

const indexOf = (bytes: Uint8Array, text: string): number => Buffer.from(bytes).indexOf(text, 0, 'latin1')

/** The body of the first `mdat` with a size of its own, up to its end. */
function mediaData(bytes: Uint8Array): Uint8Array {
  const type = indexOf(bytes, 'mdat')
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(type - 4)
  const end = size === 1 ? type + 4 + 2000 : size === 0 ? bytes.length : type - 4 + size
  return bytes.slice(offsetOfData(bytes), end)
}

function offsetOfData(bytes: Uint8Array): number {
  const type = indexOf(bytes, 'mdat')
  const isLarge = new DataView(bytes.buffer, bytes.byteOffset).getUint32(type - 4) === 1
  return type + (isLarge ? 12 : 4)
}

/** Where the last index in the file says that the first sample is. */
function firstChunk(bytes: Uint8Array): number | null {
  const type = Buffer.from(bytes).lastIndexOf('stco')
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return view.getUint32(type + 8) === 0 ? null : view.getUint32(type + 12)
}

/** Adds an empty box at the end of `moov`, and shifts the one chunk offset by hand. */
function withBoxIn(bytes: Uint8Array, name: string): Uint8Array {
  const moov = indexOf(bytes, 'moov') - 4
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const end = moov + view.getUint32(moov)
  const made = Buffer.concat([
    bytes.subarray(0, end),
    Buffer.from([0, 0, 0, 8]),
    Buffer.from(name),
    bytes.subarray(end),
  ])
  made.writeUInt32BE(end - moov + 8, moov)
  const stco = made.indexOf('stco')
  made.writeUInt32BE(made.readUInt32BE(stco + 12) + 8, stco + 12)
  return new Uint8Array(made)
}
