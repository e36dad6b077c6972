import { BufferTarget, CanvasSource, Mp4OutputFormat, Output, Quality } from 'mediabunny'
import { drawNumber, patternContext } from './numberPattern.ts'

export interface ClipPlan {
  /** Served at `/clips/<name>`. */
  name: string
  frameCount: number
  /** Frames per second as a fraction. */
  rate: readonly [number, number]
  /** Frames from one key frame to the next. */
  keyInterval: number
}

/** Encodes numbered frames and hands them to the test's server. */
export const makeClip = async ({ name, frameCount, rate, keyInterval }: ClipPlan): Promise<void> => {
  const [numerator, denominator] = rate
  const context = patternContext()
  const source = new CanvasSource(context.canvas, {
    codec: 'avc',
    quality: new Quality('high'),
    keyFrameInterval: 1000,
    latencyMode: 'quality',
  })
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() })
  output.addVideoTrack(source)
  await output.start()
  for (let index = 0; index < frameCount; index += 1) {
    drawNumber(context, index)
    const start = (index * denominator) / numerator
    await source.add(start, denominator / numerator, { keyFrame: index % keyInterval === 0 })
  }
  await output.finalize()
  const response = await fetch(`/clips/${name}`, { method: 'PUT', body: output.target.buffer })
  if (!response.ok) throw new Error(`The clip was not taken: ${response.status}`)
}
