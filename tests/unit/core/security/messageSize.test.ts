import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../../../electron/core/security/messageSize.ts'

const KIBIBYTE = 1024

const withLength = (length: number): unknown[] => Object.assign([], { length })

const MUCH = 64 * KIBIBYTE * KIBIBYTE

/** A part that knows how often its inside was looked at. */
const countedPart = () => {
  let count = 0
  const part = {
    get inside() {
      count += 1
      return 'x'
    },
  }
  return { part, looks: () => count }
}

describe('checkMessage', () => {
  it('takes what fits', () => {
    expect(checkMessage({ jobId: 'job_1', tags: ['a', null, true, 1.5], nested: { deep: {} } }, KIBIBYTE)).toBe('fits')
    expect(checkMessage(undefined, KIBIBYTE)).toBe('fits')
    expect(checkMessage({ cursor: undefined }, KIBIBYTE)).toBe('fits')
    expect(checkMessage(Object.create(null), KIBIBYTE)).toBe('fits')
  })

  it('is never smaller than the JSON, and not twice as large', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const sizeBytes = Buffer.byteLength(JSON.stringify(value).replaceAll(/\\u....|\\./g, 'x'))
        expect(checkMessage(value, sizeBytes * 2 + 16)).toBe('fits')
        if (sizeBytes > 64) expect(checkMessage(value, Math.floor(sizeBytes / 4))).toBe('too_large')
      }),
    )
  })

  it.each([
    ['a long text', { text: 'x'.repeat(KIBIBYTE) }],
    ['a long name', { ['x'.repeat(KIBIBYTE)]: 1 }],
    ['characters that take several bytes', '€'.repeat(400)],
    ['many members', Array.from({ length: 600 }, () => 1)],
    ['many names', Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`n${index}`, 1]))],
    ['a list of a billion nothings', withLength(1_000_000_000)],
  ])('refuses %s', (_what, value) => {
    expect(checkMessage(value, KIBIBYTE)).toBe('too_large')
  })

  it('refuses what contains itself at once, however large a message may be', () => {
    const { part, looks } = countedPart()
    const cycle: Record<string, unknown> = { part }
    cycle.self = cycle
    expect(checkMessage(cycle, MUCH)).toBe('not_json')
    const ring: unknown[] = []
    ring.push({ part, list: Array.from({ length: 1000 }, () => ring) })
    expect(checkMessage(ring, MUCH)).toBe('not_json')
    expect(looks()).toBeLessThanOrEqual(2)
  })

  it('counts shared parts as often as JSON writes them, and looks at each once', () => {
    const { part, looks } = countedPart()
    let doubled: unknown = part
    for (let depth = 0; depth < 16; depth++) doubled = [doubled, doubled]
    const sizeBytes = Buffer.byteLength(JSON.stringify(doubled))
    const looksOfJson = looks()
    expect(looksOfJson).toBe(2 ** 16)
    expect(checkMessage(doubled, sizeBytes * 2)).toBe('fits')
    expect(checkMessage(doubled, Math.floor(sizeBytes / 2))).toBe('too_large')
    for (let depth = 0; depth < 44; depth++) doubled = [doubled, doubled]
    expect(checkMessage(doubled, MUCH)).toBe('too_large')
    expect(looks() - looksOfJson).toBe(3)
  })

  it('takes the same part in two places, and lists as deep as they come', () => {
    const shared = { a: [1] }
    expect(checkMessage({ left: shared, right: [shared, shared] }, KIBIBYTE)).toBe('fits')
    let deep: unknown = 1
    for (let depth = 0; depth < 200_000; depth++) deep = [deep]
    expect(checkMessage(deep, MUCH)).toBe('fits')
  })

  it.each([
    ['a map', new Map()],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(4)],
    ['a buffer', new ArrayBuffer(4)],
    ['an error', new Error('x')],
    ['a big number', 10n],
    ['no number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a regular expression', /x/],
  ])('refuses %s, wherever it is', (_what, value) => {
    expect(checkMessage(value, KIBIBYTE)).toBe('not_json')
    expect(checkMessage({ items: [{ value }] }, KIBIBYTE)).toBe('not_json')
  })
})
