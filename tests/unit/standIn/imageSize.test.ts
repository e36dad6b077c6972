import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { imageSize } from '../../standIn/system/imageSize.ts'

const png = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(24)
  header.write('89504e470d0a1a0a', 'hex')
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header
}

const jpeg = (width: number, height: number): Buffer => {
  const comment = Buffer.from([0xff, 0xfe, 0x00, 0x04, 0x41, 0x42])
  const frame = Buffer.from([0xff, 0xc0, 0x00, 0x0b, 0x08, 0, 0, 0, 0, 0x01, 0, 0, 0])
  frame.writeUInt16BE(height, 5)
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, frame])
}

describe('imageSize', () => {
  it('reads pixels of both formats that Electron reads everywhere', () => {
    expect(imageSize(png(32, 18))).toEqual({ width: 32, height: 18 })
    expect(imageSize(jpeg(640, 360))).toEqual({ width: 640, height: 360 })
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['half a picture', jpeg(1, 1).subarray(0, 8)],
  ])('knows no size of %s', (_name, data) => {
    expect(imageSize(data)).toBeNull()
  })
})
