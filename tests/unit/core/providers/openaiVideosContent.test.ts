import { describe, expect, it } from 'vitest'
import { readContentRange, readStrongEtag } from '../../../../electron/core/providers/openaiVideos/contentAnswer.ts'

describe('readContentRange', () => {
  it.each([
    ['bytes 0-99/200', { start: 0, end: 99, total: 200 }],
    ['bytes 100-199/200', { start: 100, end: 199, total: 200 }],
    ['BYTES 5-9/*', { start: 5, end: 9, total: null }],
    ['bytes 9-5/200', null],
    ['bytes 0-200/200', null],
    ['bytes */200', null],
    ['items 0-9/10', null],
    ['', null],
    [null, null],
  ])('%s', (value, expected) => {
    expect(readContentRange(value)).toEqual(expected)
  })
})

describe('readStrongEtag', () => {
  it.each([
    ['"abc"', '"abc"'],
    ['W/"abc"', null],
    ['abc', null],
    [null, null],
  ])('%s', (value, expected) => {
    expect(readStrongEtag(value)).toBe(expected)
  })
})
