import { describe, expect, it } from 'vitest'
import { parseRetryAfter } from '../../../../electron/core/providers/retryAfter.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const parse = (headers: Record<string, string>): number | null => parseRetryAfter(new Headers(headers), NOW)

describe('parseRetryAfter', () => {
  it.each([
    ['seconds', { 'retry-after': '7' }, 7_000],
    ['fractions of a second', { 'retry-after': '2.5' }, 2_500],
    ['milliseconds before seconds', { 'retry-after-ms': '1500', 'retry-after': '60' }, 1_500],
    ['an HTTP date by our clock', { 'retry-after': 'Fri, 20 Nov 2026 12:00:30 GMT' }, 30_000],
    [
      'an HTTP date by the clock of the server',
      { date: 'Fri, 20 Nov 2026 15:00:00 GMT', 'retry-after': 'Fri, 20 Nov 2026 15:00:05 GMT' },
      5_000,
    ],
    ['at least a second', { 'retry-after': '0' }, 1_000],
    ['a date in the past as a second', { 'retry-after': 'Fri, 20 Nov 2020 12:00:00 GMT' }, 1_000],
    ['at most an hour', { 'retry-after': '86400' }, 3_600_000],
    ['nothing', {}, null],
    ['nonsense as nothing', { 'retry-after': 'soon' }, null],
    ['a negative number as nothing', { 'retry-after': '-5' }, null],
  ])('reads %s', (_what, headers, expected) => {
    expect(parse(headers as Record<string, string>)).toBe(expected)
  })
})
