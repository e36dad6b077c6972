import { failed, type MediaResult } from './mediaFailure.ts'
import type { OpenFrames } from './openFrames.ts'

/** One frame as a PNG of the video's full size. */
export const grabFrame = async (
  frames: OpenFrames,
  index: number,
  signal?: AbortSignal,
): Promise<MediaResult<Blob>> => {
  const result = await frames.frameAt(index, signal === undefined ? {} : { signal })
  if (!result.ok) return result
  const { width, height } = result.value
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (context !== null) result.value.draw(context, width, height)
  result.value.close()
  if (context === null) return failed('undecodable', 'No canvas to draw on.')
  return { ok: true, value: await canvas.convertToBlob({ type: 'image/png' }) }
}

/** The picture a `<video>` shows, where the file could not be opened frame by frame. Null before its first frame. */
export const grabShownFrame = async (video: HTMLVideoElement): Promise<Blob | null> => {
  if (video.videoWidth === 0 || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return await canvas.convertToBlob({ type: 'image/png' })
}
