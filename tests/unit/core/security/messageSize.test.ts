import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMessage } from '../../../../electron/core/security/messageSize.ts'

const KIBIBYTE = 1024

const withLength = (length: number): unknown[] => Object.assign([], { length })

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

  it('ends at a value that contains itself, and at one that shares its parts many times', () => {
    const cycle: Record<string, unknown> = {}
    cycle.self = cycle
    expect(checkMessage(cycle, KIBIBYTE)).toBe('too_large')
    let doubled: unknown = 'x'
    for (let depth = 0; depth < 60; depth++) doubled = [doubled, doubled]
    expect(checkMessage(doubled, KIBIBYTE)).toBe('too_large')
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
