import type { FramesLayout } from '../../../shared/jobs/job.ts'
import { layFilmstrip, type FilmstripLayout } from './filmstripLayout.ts'
import { failed, failureOfError, type MediaResult } from './mediaFailure.ts'
import type { MediaReader } from './mediaReader.ts'
import { loadMediaReader } from './openFrames.ts'
import type { Picture } from './picture.ts'

export interface Filmstrip {
  /** At most 1280 pixels wide. */
  poster: Blob
  spritesheet: Blob
  layout: FramesLayout
}

export interface FilmstripOptions {
  frameCount: number
  /** In pixels, of one picture on the sheet. */
  frameWidth: number
  signal: AbortSignal
}

const POSTER_WIDTH = 1280
const QUALITY = 0.82
/** Mean of all channels, 0 to 255: below this a frame is a fade-in rather than a picture. */
const DARK = 24

/** Takes a poster and a sheet of evenly spaced frames from a video, decoding it once. Never rejects. */
export const makeFilmstrip = async (
  url: string,
  { frameCount, frameWidth, signal }: FilmstripOptions,
): Promise<MediaResult<Filmstrip>> => {
  try {
    const { openMedia } = await loadMediaReader()
    const opened = await openMedia(url, signal)
    if (!opened.ok) return { ok: false, failure: opened.failure }
    const reader = opened.value
    signal.addEventListener('abort', reader.close, { once: true })
    try {
      const { table, width, height } = reader.facts
      const plan = layFilmstrip({ frameCount: table.timestamps.length, width, height }, { frameCount, frameWidth })
      return await drawAll(reader, plan)
    } finally {
      signal.removeEventListener('abort', reader.close)
      reader.close()
    }
  } catch (error) {
    if (signal.aborted) return failed('aborted', 'Called off.')
    return { ok: false, failure: failureOfError(error, 'corrupt') }
  }
}

const drawAll = async (reader: MediaReader, plan: FilmstripLayout): Promise<MediaResult<Filmstrip>> => {
  const { layout, frameWidth, frameHeight, indexes } = plan
  const sheet = canvasOf(layout.columns * frameWidth, layout.rows * frameHeight)
  const poster = createPoster(reader.facts)
  let position = 0
  for await (const picture of reader.framesAt(indexes)) {
    const small = canvasOf(frameWidth, frameHeight)
    picture.draw(small.context, frameWidth, frameHeight)
    const column = position % layout.columns
    const row = Math.floor(position / layout.columns)
    sheet.context.drawImage(small.canvas, column * frameWidth, row * frameHeight)
    poster.offer(picture, small.context)
    picture.close()
    position += 1
  }
  if (position < indexes.length) return failed('corrupt', `Only ${position} of ${indexes.length} frames decoded.`)
  return { ok: true, value: { poster: await encode(poster.canvas), spritesheet: await encode(sheet.canvas), layout } }
}

/** The first frame that is not nearly black; else the brightest of those seen. */
const createPoster = (video: { width: number; height: number }) => {
  const width = Math.min(POSTER_WIDTH, video.width)
  const height = Math.max(1, Math.round((width * video.height) / video.width))
  const { canvas, context } = canvasOf(width, height)
  let brightest = -1
  return {
    canvas,
    offer: (picture: Picture, small: OffscreenCanvasRenderingContext2D): void => {
      if (brightest >= DARK) return
      const brightness = meanOf(small)
      if (brightness <= brightest) return
      brightest = brightness
      picture.draw(context, width, height)
    },
  }
}

const meanOf = (context: OffscreenCanvasRenderingContext2D): number => {
  const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height)
  let sum = 0
  for (let offset = 0; offset < data.length; offset += 4) {
    sum += (data[offset] ?? 0) + (data[offset + 1] ?? 0) + (data[offset + 2] ?? 0)
  }
  return sum / ((data.length / 4) * 3)
}

const canvasOf = (width: number, height: number) => {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d', { willReadFrequently: width < POSTER_WIDTH / 2 })
  if (context === null) throw new Error('No canvas to draw on.')
  return { canvas, context }
}

/** WebP where the browser can write it, else JPEG. */
const encode = async (canvas: OffscreenCanvas): Promise<Blob> => {
  const webp = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY })
  return webp.type === 'image/webp' ? webp : canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY })
}
