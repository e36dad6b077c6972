import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMp4, type Mp4Check } from '../../../../electron/core/media/mp4Check.ts'
import { createZeroRunFinder } from '../../../../electron/core/media/zeroRuns.ts'
import { findBox, makeMp4, type Mp4FixtureOptions } from './mp4Fixture.ts'

const check = (file: Uint8Array): Promise<Mp4Check> => {
  const zeroRuns = createZeroRunFinder()
  zeroRuns.scan(file)
  return checkMp4({
    size: file.length,
    readAt: (offset, length) => Promise.resolve(file.slice(offset, offset + length)),
    zeroRuns: zeroRuns.runs(),
  })
}

const withZeros = (file: Uint8Array, start: number, end: number): Uint8Array => file.slice().fill(0, start, end)
const reasonOf = (result: Mp4Check): string => (result.ok ? 'accepted' : result.reason)

const LAYOUTS = ['faststart', 'moov-last', 'largesize', 'open-ended', 'fragmented'] as const
const anyFile = fc.record({
  layout: fc.constantFrom(...LAYOUTS),
  samples: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
})

describe('checkMp4', () => {
  it.each(LAYOUTS)('accepts a whole %s file', async (layout) => {
    expect(await check(makeMp4({ layout }))).toEqual({
      ok: true,
      isFragmented: layout === 'fragmented',
      durationMs: layout === 'fragmented' ? null : 160,
    })
  })

  it('accepts a fragmented file with a segment index', async () => {
    expect((await check(makeMp4({ layout: 'fragmented', withSegmentIndex: true }))).ok).toBe(true)
  })

  it('catches every truncation of every layout, byte by byte', async () => {
    let truncations = 0
    for (const layout of LAYOUTS) {
      const options: Mp4FixtureOptions = { layout, withSegmentIndex: true }
      const file = makeMp4(options)
      for (let length = 0; length < file.length; length++) {
        const result = await check(file.slice(0, length))
        if (result.ok) throw new Error(`${layout} cut to ${length} of ${file.length} bytes was accepted`)
        truncations++
      }
    }
    expect(truncations).toBeGreaterThan(10_000)
  })

  it('catches truncations of generated files', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.double({ min: 0, max: 0.999999, noNaN: true }), async (options, share) => {
        const file = makeMp4({ ...options, withSegmentIndex: true })
        expect((await check(file)).ok).toBe(true)
        expect((await check(file.slice(0, Math.floor(file.length * share)))).ok).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })

  it('catches bytes behind the end, unless the last box is open-ended', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.uint8Array({ minLength: 1, maxLength: 7 }), async (options, tail) => {
        fc.pre(options.layout !== 'open-ended')
        expect((await check(new Uint8Array(Buffer.concat([makeMp4(options), tail])))).ok).toBe(false)
      }),
    )
  })

  it('never throws on garbage and never accepts it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect((await check(bytes)).ok).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws on a good file with damaged bytes', async () => {
    const damage = fc.array(fc.tuple(fc.nat(10_000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(anyFile, damage, async (options, changes) => {
        const file = makeMp4({ ...options, withSegmentIndex: true })
        for (const [at, value] of changes) file[at % file.length] = value
        await check(file)
      }),
      { numRuns: 3000 },
    )
  })

  it('catches a hole of zeros anywhere in the index', async () => {
    const file = makeMp4()
    const moov = findBox(file, 'moov')
    const accepted: number[] = []
    for (let start = moov.start; start + 64 <= moov.end; start += 16) {
      // Inside these boxes zeros can be the right values.
      if (isInside(file, start, start + 64, ['mvhd', 'tkhd', 'stsd'])) continue
      if ((await check(withZeros(file, start, start + 64))).ok) accepted.push(start)
    }
    expect(accepted).toEqual([])
  })

  it('catches a hole in the picture data, however it lies over the samples', async () => {
    const samples = Array.from({ length: 20 }, () => 700)
    const file = makeMp4({ samples })
    const mdat = findBox(file, 'mdat')
    expect(reasonOf(await check(withZeros(file, mdat.start + 8, mdat.end)))).toMatch(/hole/)
    for (let start = mdat.start + 8; start + 1500 < mdat.end; start += 97) {
      expect(reasonOf(await check(withZeros(file, start, start + 1500)))).toMatch(/hole/)
    }
  })

  it('does not mistake silence for a hole in a sound track', async () => {
    const file = makeMp4({ codec: 'sowt', samples: [4000] })
    const mdat = findBox(file, 'mdat')
    expect((await check(withZeros(file, mdat.start + 8, mdat.end))).ok).toBe(true)
  })

  it.each([
    ['an HTML page', Buffer.from('<!doctype html><html><body>Sign in</body></html>')],
    ['a JSON error', Buffer.from('{"error":{"message":"not found"}}')],
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(4096)],
    ['only an index', makeMp4().slice(0, findBox(makeMp4(), 'moov').end)],
    ['only data', makeMp4({ layout: 'moov-last' }).slice(0, findBox(makeMp4({ layout: 'moov-last' }), 'mdat').end)],
  ])('refuses %s', async (_name, file) => {
    expect((await check(file)).ok).toBe(false)
  })

  it('says where the file stops being an MP4', async () => {
    const file = makeMp4()
    const mdat = findBox(file, 'mdat')
    expect(reasonOf(await check(file.slice(0, -1)))).toBe(`a mdat box that is cut off at byte ${mdat.start}`)
  })
})

/** Whether the range lies in the fields of one of these boxes, where zeros can be legal values. */
function isInside(file: Uint8Array, start: number, end: number, types: string[]): boolean {
  const buffer = Buffer.from(file)
  return types.some((type) => {
    const at = buffer.indexOf(type) - 4
    return start >= at + 8 && end <= at + buffer.readUInt32BE(at)
  })
}
