import { assumeFrameTable, type FrameTable } from '../../video/frameTable.ts'
import { framesPerSecond } from '../../video/frameRate.ts'
import type { MediaFailure } from '../../video/mediaFailure.ts'
import { openFrames, type OpenFrames, type OpenFramesResult } from '../../video/openFrames.ts'
import { startPlayback } from '../../video/playback.ts'
import { createTransport, type PlaybackClock, type Transport } from '../../video/transport.ts'

/** One opened take, ready to be played. */
export interface Deck {
  takeId: string
  transport: Transport
  table: FrameTable
  /** Null where this machine can't decode single frames. */
  frames: OpenFrames | null
  video: HTMLVideoElement
  width: number
  height: number
}

export interface DeckEvents {
  /** The first frame is on show: whatever stood here before may go. */
  onReady(deck: Deck): void
  /** Nothing of this take can be shown. */
  onProblem(failure: MediaFailure): void
  /** One frame can't; the rest goes on. */
  onFrameProblem(index: number): void
}

export interface DeckPreferences {
  speed: number
  isLooping: boolean
  isPlayingAtOnce: boolean
}

export const screenClock: PlaybackClock = {
  now: () => performance.now(),
  onFrame: (fire) => {
    const frame = requestAnimationFrame(fire)
    return () => cancelAnimationFrame(frame)
  },
}

const loadedOrBroken = (video: HTMLVideoElement, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (video.readyState >= HTMLMediaElement.HAVE_METADATA || video.error !== null) return resolve()
    for (const name of ['loadedmetadata', 'error'])
      video.addEventListener(name, () => resolve(), { once: true, signal })
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

interface Source {
  table: FrameTable
  frames: OpenFrames | null
  width: number
  height: number
}

/** What can be played, by frames or else by the element alone; a failure where neither works. */
const chooseSource = async (
  opened: OpenFramesResult,
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<Source | MediaFailure> => {
  if (opened.ok) {
    const { table, width, height } = opened.value.facts
    return { table, width, height, frames: opened.value }
  }
  const { failure, facts } = opened
  if (failure.reason !== 'undecodable' && failure.reason !== 'corrupt') return failure
  await loadedOrBroken(video, signal)
  if (video.error !== null || video.videoWidth === 0) return failure
  const table = facts?.table ?? assumeFrameTable(video.duration)
  return { table, frames: null, width: video.videoWidth, height: video.videoHeight }
}

/** The file went away while it was open. */
const isFatal = ({ reason }: MediaFailure): boolean => reason === 'gone' || reason === 'cut' || reason === 'unreachable'

/** Opens a take and makes it playable on these two elements. Returns the way to end it. */
export const startDeck = (
  { takeId, url }: { takeId: string; url: string },
  { video, canvas }: { video: HTMLVideoElement; canvas: HTMLCanvasElement },
  events: DeckEvents,
  preferences: DeckPreferences,
): (() => void) => {
  const ended = new AbortController()
  const { signal } = ended

  const open = async (): Promise<void> => {
    const opened = await openFrames(url, { signal })
    const source = await chooseSource(opened, video, signal)
    if (signal.aborted) return
    if ('reason' in source) return events.onProblem(source)
    const transport = createTransport(screenClock)
    transport.send({ type: 'setSpeed', speed: preferences.speed })
    transport.send({ type: 'setLooping', isLooping: preferences.isLooping })
    transport.send({
      type: 'opened',
      frameCount: source.table.timestamps.length,
      framesPerSecond: framesPerSecond(source.table.rate),
    })
    let isReady = false
    let lastFailure: MediaFailure = { reason: 'corrupt', detail: '', status: null }
    // With decoded frames the element is needed for its sound alone.
    const onError = (): void => {
      if (!isReady || source.frames === null) events.onProblem({ ...lastFailure, detail: video.error?.message ?? '' })
    }
    video.addEventListener('error', onError, { signal })
    const stop = startPlayback({
      video,
      canvas,
      transport,
      clock: screenClock,
      ...source,
      onShown: () => {
        if (isReady) return
        isReady = true
        events.onReady({ takeId, transport, video, ...source })
        if (preferences.isPlayingAtOnce) transport.send({ type: 'play', direction: 1 })
      },
      onProblem: (failure) => {
        lastFailure = failure
        if (isFatal(failure)) events.onProblem(failure)
        else if (isReady) events.onFrameProblem(transport.getState().index)
        else if (video.error !== null) onError()
      },
    })
    signal.addEventListener('abort', stop, { once: true })
  }

  video.src = url
  void open()
  return () => {
    ended.abort()
    // Gives the connection back; browsers allow few of them to one address.
    video.removeAttribute('src')
    video.load()
  }
}
