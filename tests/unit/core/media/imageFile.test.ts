import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readImageFacts } from '../../../../electron/core/media/imageFile.ts'

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))
const ascii = (text: string): string => Buffer.from(text, 'latin1').toString('hex')

/** The beginnings of real encoders' files: 640 by 480 pixels. */
const PNG = hex(`89504e470d0a1a0a 0000000d ${ascii('IHDR')} 00000280 000001e0 08020000 00`)
const JPEG = hex(`ffd8 ffe00010 4a46494600010100000100010000 ffdb0004 0102 ffc20011 08 01e0 0280 03012200021101031101`)
const WEBP_LOSSY = hex(`${ascii('RIFF')} 24000000 ${ascii('WEBPVP8 ')} 18000000 300100 9d012a 8002 e001`)
const WEBP_LOSSLESS = hex(`${ascii('RIFF')} 24000000 ${ascii('WEBPVP8L')} 18000000 2f 7fc27700`)
const WEBP_EXTENDED = hex(`${ascii('RIFF')} 24000000 ${ascii('WEBPVP8X')} 0a000000 10000000 7f0200 df0100`)

describe('readImageFacts', () => {
  it.each([
    ['PNG', PNG, 'image/png', 'png'],
    ['progressive JPEG', JPEG, 'image/jpeg', 'jpg'],
    ['lossy WebP', WEBP_LOSSY, 'image/webp', 'webp'],
    ['lossless WebP', WEBP_LOSSLESS, 'image/webp', 'webp'],
    ['extended WebP', WEBP_EXTENDED, 'image/webp', 'webp'],
  ])('reads type and size of a %s', (_name, bytes, type, extension) => {
    expect(readImageFacts(bytes)).toEqual({ type, extension, width: 640, height: 480 })
  })

  it('skips fill bytes and other segments of a JPEG', () => {
    const bytes = hex('ffd8 ffffffe10004aaaa ffc40004aaaa ffc00011 08 01e0 0280 03012200021101031101')
    expect(readImageFacts(bytes)).toMatchObject({ width: 640, height: 480 })
  })

  it.each([PNG, JPEG, WEBP_LOSSY, WEBP_LOSSLESS, WEBP_EXTENDED])('refuses one that ends before its size', (bytes) => {
    for (let length = 0; length < 20; length++) expect(readImageFacts(bytes.subarray(0, length))).toBeNull()
  })

  it.each([
    ['a GIF', hex(`${ascii('GIF89a')} 8002e001 00000000000000000000`)],
    ['an SVG', new Uint8Array(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>'))],
    ['a PNG without width', hex(`89504e470d0a1a0a 0000000d ${ascii('IHDR')} 00000000 000001e0 08020000 00`)],
    ['a JPEG without a frame', hex('ffd8 ffda0004aaaa ffc00011 08 01e0 0280')],
    ['another RIFF file', hex(`${ascii('RIFF')} 24000000 ${ascii('WAVEfmt ')} 10000000 00000000`)],
  ])('refuses %s', (_name, bytes) => {
    expect(readImageFacts(bytes)).toBeNull()
  })

  it('never throws and always ends, on anything', () => {
    const start = fc.constantFrom(hex('ffd8ff'), PNG.subarray(0, 12), WEBP_LOSSY.subarray(0, 16), new Uint8Array(0))
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, tail) => {
        readImageFacts(new Uint8Array(Buffer.concat([head, tail])))
      }),
      { numRuns: 3000 },
    )
  })
})
