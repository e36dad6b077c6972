import { describe, expect, it } from 'vitest'
import { imageSize } from '../../../electron/demo/http/referenceImage.ts'
import { createEntropyWriter, HUFFMAN_SEGMENTS } from '../../../electron/demo/still/jpegEntropy.ts'
import { renderPoster, renderSpritesheet } from '../../../electron/demo/takes/renderStill.ts'

const take = {
  scene: { family: 'sea', style: 'sea', layout: 'a' },
  size: { width: 1920, height: 1080 },
  seconds: 4,
  createdAt: 0,
}

function finish(steps: Generator<undefined, Uint8Array>): Buffer {
  for (;;) {
    const step = steps.next()
    if (step.done) return Buffer.from(step.value)
  }
}

describe('a still', () => {
  it('is a JPEG of half the size of its take, and small', () => {
    const poster = finish(renderPoster(take))
    expect(imageSize(poster)).toEqual({ width: 960, height: 540 })
    expect(poster.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]))
    expect(poster.length).toBeLessThan(150_000)
  })

  it('comes as a sheet of ten times ten frames', () => {
    const sheet = finish(renderSpritesheet(take))
    expect(imageSize(sheet)).toEqual({ width: 1280, height: 720 })
    expect(sheet.length).toBeLessThan(400_000)
  })

  it('is the same bytes each time', () => {
    expect(finish(renderPoster(take))).toEqual(finish(renderPoster(take)))
  })
})

describe('the Huffman tables', () => {
  it.each(HUFFMAN_SEGMENTS.map((segment) => [segment]))(
    'leave the word of all ones free and have one for each symbol',
    (segment) => {
      const counts = segment.slice(1, 17)
      const symbols = segment.slice(17)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(symbols.length)
      expect(new Set(symbols).size).toBe(symbols.length)
      const room = counts.reduce((sum, count, index) => sum + count * 2 ** -(index + 1), 0)
      expect(room).toBeLessThan(1)
    },
  )

  it('know every pair that a block can hold', () => {
    const ac = new Set(HUFFMAN_SEGMENTS[1]!.slice(17))
    for (let run = 0; run < 16; run += 1)
      for (let size = 1; size <= 10; size += 1) expect(ac.has((run << 4) | size)).toBe(true)
    expect(ac.has(0) && ac.has(0xf0)).toBe(true)
  })

  it('never put a marker among the data', () => {
    const writer = createEntropyWriter()
    const block = Int32Array.from({ length: 64 }, (_, index) => (index % 2 === 0 ? 1023 : -1023))
    for (let count = 0; count < 40; count += 1) writer.putBlock(block, 0)
    const bytes = writer.finish()
    bytes.forEach((byte, index) =>
      expect(byte === 255 && index + 1 < bytes.length && bytes[index + 1] !== 0).toBe(false),
    )
  })
})
