import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTimecode, writeTimecode } from '../../../../renderer/src/video/timecode.ts'

const rate = (numerator: number, denominator = 1) => ({ numerator, denominator, isConstant: true })
const NTSC = rate(30_000, 1001)

describe('a timecode', () => {
  it('counts frames, seconds, minutes and hours', () => {
    expect(writeTimecode(0, rate(24))).toBe('00:00:00:00')
    expect(writeTimecode(23, rate(24))).toBe('00:00:00:23')
    expect(writeTimecode(24, rate(24))).toBe('00:00:01:00')
    expect(writeTimecode(24 * 3661 + 5, rate(24))).toBe('01:01:01:05')
  })

  it('is non-drop: 29.97 counts thirty frames to the second', () => {
    expect(writeTimecode(1800, NTSC)).toBe('00:01:00:00')
  })

  it('is read back as the frame it was written for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000_000 }),
        fc.constantFrom(rate(24), rate(25), NTSC, rate(60)),
        (index, chosen) => {
          expect(parseTimecode(writeTimecode(index, chosen), chosen, 0)).toBe(index)
        },
      ),
    )
  })

  it('may be typed by its right end, with any of the usual separators or none', () => {
    for (const typed of ['1:12', '01:12', '1.12', '1;12', '112', '0112', ' 1 : 12 ']) {
      expect(parseTimecode(typed, rate(24), 0), typed).toBe(36)
    }
    expect(parseTimecode('5', rate(24), 0)).toBe(5)
    expect(parseTimecode('1:00:00', rate(24), 0)).toBe(1440)
  })

  it('may be a step from here or the number of a frame', () => {
    expect(parseTimecode('+10', rate(24), 100)).toBe(110)
    expect(parseTimecode('-150', rate(24), 200)).toBe(50)
    expect(parseTimecode('-1:00', rate(24), 100)).toBe(76)
    expect(parseTimecode('#48', rate(24), 100)).toBe(48)
  })

  it('is not read from anything else, and no text makes it throw', () => {
    for (const typed of ['', ':', 'abc', '1:2:3:4:5', '1::2', '+', '#', '1e3', '123456789']) {
      expect(parseTimecode(typed, rate(24), 7), typed).toBeNull()
    }
    fc.assert(fc.property(fc.string(), (typed) => void parseTimecode(typed, NTSC, 3)))
  })
})
