import { VideoSample } from 'mediabunny'
import type { Picture } from './picture.ts'

interface DisplaySize {
  width: number
  height: number
}

/**
 * Takes a decoded sample out of the decoder's hands: hardware decoders own few surfaces and stall while a cache holds
 * them, so the pixels are copied, in their own format where it can be read (1.5 bytes a pixel instead of 4).
 */
export const keepSample = async (sample: VideoSample, index: number, size: DisplaySize): Promise<Picture> => {
  const { rotation, flip } = sample
  const frame = sample.toVideoFrame()
  try {
    const { image, sizeBytes } = await copyFrame(frame)
    const timing = { timestamp: sample.timestamp, duration: sample.duration, rotation, flip }
    return asPicture(image instanceof VideoFrame ? new VideoSample(image, timing) : new VideoSample(image, timing), {
      index,
      sizeBytes,
      ...size,
    })
  } finally {
    frame.close()
    sample.close()
  }
}

const copyFrame = async (frame: VideoFrame): Promise<{ image: VideoFrame | ImageBitmap; sizeBytes: number }> => {
  const { format, visibleRect } = frame
  if (format === null || visibleRect === null) return copyAsBitmap(frame)
  try {
    const sizeBytes = frame.allocationSize()
    const pixels = new Uint8Array(sizeBytes)
    const layout = await frame.copyTo(pixels)
    const init: VideoFrameBufferInit & { transfer: ArrayBuffer[] } = {
      format,
      layout,
      codedWidth: visibleRect.width,
      codedHeight: visibleRect.height,
      displayWidth: frame.displayWidth,
      displayHeight: frame.displayHeight,
      timestamp: frame.timestamp,
      colorSpace: frame.colorSpace.toJSON(),
      transfer: [pixels.buffer],
    }
    return { image: new VideoFrame(pixels, init), sizeBytes }
  } catch {
    // Some platforms name a format they cannot copy; drawing always works.
    return copyAsBitmap(frame)
  }
}

const copyAsBitmap = async (frame: VideoFrame): Promise<{ image: ImageBitmap; sizeBytes: number }> => {
  const image = await createImageBitmap(frame)
  return { image, sizeBytes: image.width * image.height * 4 }
}

const asPicture = (sample: VideoSample, facts: DisplaySize & { index: number; sizeBytes: number }): Picture => ({
  ...facts,
  draw: (context, width, height) => sample.draw(context, 0, 0, width, height),
  clone: () => asPicture(sample.clone(), facts),
  close: () => sample.close(),
})
