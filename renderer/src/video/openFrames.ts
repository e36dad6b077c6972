import { createFrameServer, type FrameServer } from './frameServer.ts'
import { failed, failureOfError, type MediaFailure } from './mediaFailure.ts'
import type { VideoFacts } from './mediaReader.ts'

/** An opened video, frame by frame. `close` it, or abort the signal it was opened with. */
export type OpenFrames = FrameServer & { facts: VideoFacts }

export type OpenFramesResult =
  | { ok: true; value: OpenFrames }
  /** `facts` where only the decoding is impossible: a plain `<video>` may still step by these timestamps. */
  | { ok: false; failure: MediaFailure; facts: VideoFacts | null }

/** The parser is a large script of its own, loaded with the first video. */
export const loadMediaReader = () => import('./mediaReader.ts')

/**
 * Opens a video by HTTP ranges and reads when each of its frames is shown. Never rejects.
 * @param budgetBytes How much decoded picture is kept.
 */
export const openFrames = async (
  url: string,
  { signal, budgetBytes }: { signal: AbortSignal; budgetBytes?: number },
): Promise<OpenFramesResult> => {
  try {
    const { openMedia } = await loadMediaReader()
    const opened = await openMedia(url, signal)
    if (!opened.ok) return opened
    const server = createFrameServer(opened.value, budgetBytes)
    if (signal.aborted) {
      server.close()
      return { ...failed('aborted', 'Called off.'), facts: null }
    }
    signal.addEventListener('abort', server.close, { once: true })
    return { ok: true, value: { ...server, facts: opened.value.facts } }
  } catch (error) {
    return { ok: false, failure: failureOfError(error, 'unreachable'), facts: null }
  }
}
