import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeValue, encodeValue } from '../../standIn/pages/encoding.ts'

const cross = (value: unknown): unknown => decodeValue(encodeValue(value))

describe('a value that crosses between processes', () => {
  it('arrives as the structured clone would bring it', () => {
    const values = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: false,
      withNullPrototype: false,
    })
    fc.assert(
      fc.property(values, (value) => {
        expect(cross(value)).toEqual(structuredClone(value))
      }),
    )
  })

  it('keeps undefined, minus zero and what is not a number', () => {
    expect(cross({ a: undefined, b: [undefined] })).toStrictEqual({ a: undefined, b: [undefined] })
    expect(cross([Number.NaN, -0, Infinity, -Infinity])).toStrictEqual([Number.NaN, -0, Infinity, -Infinity])
  })

  it('keeps circles and what appears twice', () => {
    const shared = { name: 'shared' }
    const circle: Record<string, unknown> = { one: shared, two: shared }
    circle['self'] = circle
    const arrived = cross(circle) as Record<string, unknown>
    expect(arrived['self']).toBe(arrived)
    expect(arrived['one']).toBe(arrived['two'])
  })

  it('keeps the kind and the message of an error', () => {
    const arrived = cross(new TypeError('not so'))
    expect(arrived).toBeInstanceOf(TypeError)
    expect((arrived as Error).message).toBe('not so')
  })

  it('brings a key named __proto__ as an ordinary one', () => {
    const sent: unknown = JSON.parse('{"__proto__": {"isAdmin": true}}')
    const arrived = cross(sent) as Record<string, unknown>
    expect(Object.keys(arrived)).toEqual(['__proto__'])
    expect(arrived['isAdmin']).toBeUndefined()
  })

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
  ])('does not cross where it is %s', (_name, value) => {
    expect(() => encodeValue({ deep: [value] })).toThrow('An object could not be cloned.')
  })
})
