import { indexOfTimestamp, middleOf, type FrameTable } from './frameTable.ts'

/** A `<video>` that is moved and read by frame index. */
export interface VideoSurface {
  /** Puts exactly this frame on show; false when that was called off or another seek came first. */
  seek(index: number, signal: AbortSignal): Promise<boolean>
  stop(): void
}

const oneEvent = (target: EventTarget, names: readonly string[], signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      for (const name of names) target.removeEventListener(name, done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    for (const name of names) target.addEventListener(name, done)
    signal.addEventListener('abort', done)
  })

/** @param onFrame Told of every frame that reached the screen, outside of seeks. */
export const createVideoSurface = (
  video: HTMLVideoElement,
  table: FrameTable,
  onFrame: (index: number) => void,
): VideoSurface => {
  let seeks = 0
  let isSeeking = false
  let soughtAtMs = 0
  let callback = 0

  const listen = (): void => {
    callback = video.requestVideoFrameCallback((_now, { mediaTime, presentationTime }) => {
      listen()
      // A frame from before the seek may be told of after it.
      if (!isSeeking && presentationTime >= soughtAtMs) onFrame(indexOfTimestamp(table, mediaTime))
    })
  }
  listen()

  return {
    seek: async (index, signal) => {
      seeks += 1
      const mine = seeks
      isSeeking = true
      if (video.readyState < HTMLMediaElement.HAVE_METADATA) await oneEvent(video, ['loadedmetadata', 'error'], signal)
      if (!signal.aborted && mine === seeks && video.error === null) {
        // In the time base of frame callbacks, which no injected clock has.
        soughtAtMs = performance.now()
        const seeked = oneEvent(video, ['seeked', 'error'], signal)
        video.currentTime = middleOf(table, index)
        await seeked
      }
      if (mine !== seeks) return false
      isSeeking = false
      return !signal.aborted && video.error === null
    },
    stop: () => video.cancelVideoFrameCallback(callback),
  }
}
