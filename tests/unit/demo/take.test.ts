import { createHash } from 'node:crypto'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny'
import { describe, expect, it } from 'vitest'
import { FRAMES_PER_SECOND, levelFor, sequenceParameterSet } from '../../../electron/demo/h264/parameterSets.ts'
import type { TakeRecipe } from '../../../electron/demo/takes/renderTake.ts'
import { renderTake } from '../../../electron/demo/takes/renderTake.ts'
import { DEMO_SIZES } from '../../../electron/demo/videos/models.ts'
import { createBitReader, payloadOf } from './bitReader.ts'

function recipe(change: Partial<TakeRecipe> & { prompt?: string; layout?: string } = {}): TakeRecipe {
  const { prompt = 'dunes', layout = 'a', ...rest } = change
  const size = { width: 320, height: 200 }
  return { scene: { family: prompt, style: prompt, layout }, size, seconds: 2, createdAt: 1_800_000_000, ...rest }
}

function render(take: TakeRecipe): Uint8Array {
  const steps = renderTake(take)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Names and extents of the boxes at the top of a file. */
function boxes(file: Uint8Array): { type: string; start: number; size: number }[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const found: { type: string; start: number; size: number }[] = []
  for (let start = 0; start < file.length; start += found.at(-1)!.size) {
    const type = String.fromCharCode(...file.subarray(start + 4, start + 8))
    found.push({ type, start, size: view.getUint32(start) })
  }
  return found
}

async function videoTrack(file: Uint8Array) {
  const track = await new Input({ source: new BufferSource(file), formats: ALL_FORMATS }).getPrimaryVideoTrack()
  if (!track) throw new Error('No video track')
  return track
}

describe('a take', () => {
  it('is a file that boxes fill exactly, with its index in front', () => {
    const file = render(recipe())
    const found = boxes(file)
    expect(found.map(({ type }) => type)).toEqual(['ftyp', 'moov', 'mdat'])
    const last = found.at(-1)!
    expect(last.start + last.size).toBe(file.length)
  })

  it.each(DEMO_SIZES)('has exactly the size %s and the length that were asked for', async (size) => {
    const [width = 0, height = 0] = size.split('x').map(Number)
    const track = await videoTrack(render(recipe({ size: { width, height }, seconds: 1 })))
    expect(await track.getCodedWidth()).toBe(width)
    expect(await track.getCodedHeight()).toBe(height)
    expect(await track.computeDuration()).toBe(1)
    expect(await track.getCodec()).toBe('avc')
    const statistics = await track.computePacketStats()
    expect(statistics.packetCount).toBe(FRAMES_PER_SECOND)
    expect(statistics.averagePacketRate).toBeCloseTo(FRAMES_PER_SECOND, 5)
  })

  it('holds whole NAL units, and a picture that needs no other at each second', async () => {
    const track = await videoTrack(render(recipe()))
    const types: number[] = []
    for await (const packet of new EncodedPacketSink(track).packets()) {
      const view = new DataView(packet.data.buffer, packet.data.byteOffset, packet.data.byteLength)
      expect(view.getUint32(0)).toBe(packet.data.length - 4)
      const type = packet.data[4]! & 31
      types.push(type)
      expect(packet.type).toBe(type === 5 ? 'key' : 'delta')
    }
    expect(types).toHaveLength(48)
    types.forEach((type, index) => expect(type).toBe(index % 24 === 0 ? 5 : 1))
  })

  it('is the same bytes each time it is rendered', () => {
    expect(digest(render(recipe()))).toBe(digest(render(recipe())))
  })

  it('looks different for another prompt, and for another take of the same prompt', () => {
    const takes = [{}, { layout: 'b' }, { prompt: 'a red balloon' }, { prompt: 'sea' }, { prompt: 'sea at noon' }]
    expect(new Set(takes.map((change) => digest(render(recipe(change))))).size).toBe(takes.length)
  })

  it('goes on where a shorter one ends, so that an extension keeps what was there', async () => {
    const payloads = async (seconds: number): Promise<string[]> => {
      const sizes: string[] = []
      const track = await videoTrack(render(recipe({ seconds })))
      for await (const packet of new EncodedPacketSink(track).packets()) sizes.push(digest(packet.data))
      return sizes
    }
    const [short, long] = [await payloads(1), await payloads(2)]
    expect(long.slice(0, short.length)).toEqual(short)
  })
})

describe('the sequence parameter set', () => {
  it.each([
    [1280, 720, 31],
    [720, 1280, 31],
    [1024, 1792, 40],
    [1920, 1080, 40],
    [1080, 1920, 40],
    [640, 360, 30],
  ])('tells a decoder to show %i x %i at 24 frames a second', (width, height, level) => {
    const unit = sequenceParameterSet({ width, height })
    expect(unit[0]).toBe(0x67)
    const reader = createBitReader(payloadOf(unit))
    expect([reader.bits(8), reader.bits(8) & 0xc0, reader.bits(8)]).toEqual([66, 0xc0, level])
    expect(levelFor({ width, height })).toBe(level)
    for (let field = 0; field < 4; field += 1) reader.unsigned()
    expect(reader.bit()).toBe(0)
    const codedWidth = (reader.unsigned() + 1) * 16
    const codedHeight = (reader.unsigned() + 1) * 16
    expect(reader.bits(2)).toBe(3)
    const crop = reader.bit() === 1 ? [0, 0, 0, 0].map(() => reader.unsigned() * 2) : [0, 0, 0, 0]
    expect([codedWidth - crop[0]! - crop[1]!, codedHeight - crop[2]! - crop[3]!]).toEqual([width, height])
    expect(reader.bits(1 + 1 + 8 + 1 + 1 + 3 + 1)).toBe(0b11_00000001_0_1_101_0)
    expect([reader.bit(), reader.bits(8), reader.bits(8), reader.bits(8), reader.bit()]).toEqual([1, 1, 1, 1, 0])
    expect([reader.bit(), reader.bits(32), reader.bits(32)]).toEqual([1, 1, 48])
  })
})
