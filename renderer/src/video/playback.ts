import type { FrameTable } from './frameTable.ts'
import type { Heading } from './framePlan.ts'
import type { MediaFailure } from './mediaFailure.ts'
import type { OpenFrames } from './openFrames.ts'
import type { Picture } from './picture.ts'
import type { PlaybackClock, Transport } from './transport.ts'
import { isWholeRegion, playbackRate, type TransportState } from './transportState.ts'
import { createVideoSurface } from './videoSurface.ts'

export type Surface = 'video' | 'canvas'

export interface PlaybackDeps {
  video: HTMLVideoElement
  /** Lies over the video, of the same shape. */
  canvas: HTMLCanvasElement
  transport: Transport
  clock: PlaybackClock
  table: FrameTable
  /** Null where frames can't be decoded here: then the video steps by seeking, which is slower and just as exact. */
  frames: OpenFrames | null
  /** A frame reached the screen. */
  onShown?(index: number, surface: Surface): void
  onProblem?(failure: MediaFailure): void
}

type Mode = 'still' | 'forward' | 'backward'

const modeOf = ({ isPlaying, direction }: TransportState): Mode => {
  if (!isPlaying) return 'still'
  return direction === 1 ? 'forward' : 'backward'
}

const NEAR_FRAMES = 2
/** A seek takes tens of milliseconds; one that takes this long never ends. */
const STUCK_MS = 2000

/** Resolves false when that much time has passed, or never once it was called off. */
const after = (clock: PlaybackClock, delayMs: number, signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    const startedMs = clock.now()
    const look = (): void => {
      if (signal.aborted) return
      if (clock.now() - startedMs >= delayMs) resolve(false)
      else clock.onFrame(look)
    }
    look()
  })

/** Steps near by show where the person is heading; a jump says nothing. */
const headingOf = (from: number | null, to: number): Heading => {
  if (from === null || from === to || Math.abs(to - from) > NEAR_FRAMES) return 0
  return to > from ? 1 : -1
}

/**
 * Makes picture and sound follow the transport: forward by the video element with its sound, everything else by exact
 * frames on the canvas over it. The canvas leaves only once the video shows the same frame or a later one.
 * @returns The way to end it.
 */
export const startPlayback = (deps: PlaybackDeps): (() => void) => {
  const { video, canvas, transport, clock, table, frames } = deps
  const ended = new AbortController()
  const context = canvas.getContext('2d')
  /** Rises with every change of mode and every jump, so that what began before knows that it is over. */
  let turn = 0
  let mode: Mode | null = null
  let jumps = -1
  let onShow: { index: number; surface: Surface } | null = null
  let isFilling = false
  let isDrawingOnly = false
  /** Between a pause and the next frame that is put on show by us. */
  let isCoasting = false
  let cancelFrame = (): void => {}

  const setShown = (index: number, surface: Surface): void => {
    const isNew = onShow?.index !== index || onShow.surface !== surface
    onShow = { index, surface }
    canvas.style.visibility = surface === 'canvas' ? 'visible' : 'hidden'
    if (isNew) deps.onShown?.(index, surface)
  }

  const draw = (picture: Picture): void => {
    if (canvas.width !== picture.width || canvas.height !== picture.height) {
      canvas.width = picture.width
      canvas.height = picture.height
    }
    if (context !== null) picture.draw(context, picture.width, picture.height)
    setShown(picture.index, 'canvas')
    picture.close()
  }

  const surface = createVideoSurface(video, table, (index) => {
    // A paused element may still tell of the frame it had in hand; once another was put there, it has no say.
    if (isDrawingOnly || !(mode === 'forward' || (mode === 'still' && isCoasting))) return
    setShown(index, 'video')
    transport.send({ type: 'shown', index })
  })

  /** Without decoded frames the element itself is put on the frame. */
  const seekTo = async (index: number): Promise<boolean> => {
    const isThere = await surface.seek(index, ended.signal)
    if (isThere) setShown(index, 'video')
    return isThere
  }

  /** False when the frame can't be shown at all. */
  const put = async (index: number, heading: Heading, isStale: () => boolean): Promise<boolean> => {
    isCoasting = false
    const result = await frames?.frameAt(index, { heading, signal: ended.signal })
    if (ended.signal.aborted || isStale()) {
      if (result?.ok === true) result.value.close()
      return true
    }
    if (result?.ok === true) {
      draw(result.value)
      return true
    }
    if (result !== undefined && result.failure.reason !== 'aborted') deps.onProblem?.(result.failure)
    return await seekTo(index)
  }

  /** Runs until the frame on show is the wanted one; wishes that come meanwhile are met by the next round. */
  const showStill = async (): Promise<void> => {
    if (isFilling) return
    isFilling = true
    try {
      while (mode === 'still' && !ended.signal.aborted && onShow?.index !== transport.getState().index) {
        const { index } = transport.getState()
        const heading = headingOf(onShow?.index ?? null, index)
        if (!(await put(index, heading, () => mode !== 'still'))) break
      }
    } finally {
      isFilling = false
    }
  }

  /** By the clock instead of by the element: backward, and forward where the element can't get there. */
  const playDrawn = async (mine: number): Promise<void> => {
    const isStale = (): boolean => mine !== turn
    transport.send({ type: 'tick' })
    if (isStale()) return
    const { index, direction } = transport.getState()
    if (onShow?.index !== index || (onShow.surface === 'video' && frames !== null)) {
      const kept = frames?.keptFrame(index, direction) ?? null
      if (kept !== null) draw(kept)
      else {
        const isThere = await put(index, direction, isStale)
        if (isStale()) return
        if (!isThere) return transport.send({ type: 'pause' })
        transport.send({ type: 'caughtUp' })
      }
    }
    cancelFrame = clock.onFrame(() => void playDrawn(mine))
  }

  const isSeekable = async (index: number): Promise<boolean> => {
    const seek = new AbortController()
    const result = await Promise.race([surface.seek(index, seek.signal), after(clock, STUCK_MS, seek.signal)])
    seek.abort()
    return result
  }

  const playForward = async (mine: number): Promise<void> => {
    const state = transport.getState()
    if (onShow?.surface !== 'video' || onShow.index !== state.index) {
      const isThere = await isSeekable(state.index)
      if (mine !== turn) return
      if (!isThere) return isElementStuck(mine)
    }
    video.playbackRate = playbackRate(transport.getState())
    try {
      await video.play()
    } catch {
      // The element says why by its own error; a newer command may also have paused it.
      if (mine === turn) transport.send({ type: 'pause' })
    }
  }

  /** Chromium's element never arrives in some files (open groups); the decoder has no such trouble, but no sound. */
  const isElementStuck = (mine: number): void => {
    if (frames === null) return transport.send({ type: 'pause' })
    isDrawingOnly = true
    transport.send({ type: 'caughtUp' })
    void playDrawn(mine)
  }

  const follow = (state: TransportState): void => {
    video.loop = state.isLooping && isWholeRegion(state)
    const next = modeOf(state)
    if (next === 'forward') video.playbackRate = playbackRate(state)
    if (next === mode && state.jumps === jumps) return
    isCoasting = mode === 'forward' && next === 'still'
    mode = next
    jumps = state.jumps
    turn += 1
    cancelFrame()
    if (next === 'forward' && !isDrawingOnly) return void playForward(turn)
    video.pause()
    void (next === 'still' ? showStill() : playDrawn(turn))
  }

  const onEnded = (): void => transport.send({ type: 'ended' })
  video.addEventListener('ended', onEnded)
  const unsubscribe = transport.subscribe(follow)
  follow(transport.getState())

  return () => {
    ended.abort()
    turn += 1
    cancelFrame()
    unsubscribe()
    surface.stop()
    video.removeEventListener('ended', onEnded)
    video.pause()
  }
}
