import { openFrames } from '../../../renderer/src/video/openFrames.ts'
import { assumeFrameTable } from '../../../renderer/src/video/frameTable.ts'
import { startPlayback, type Surface } from '../../../renderer/src/video/playback.ts'
import { createTransport, type PlaybackClock } from '../../../renderer/src/video/transport.ts'
import type { TransportEvent } from '../../../renderer/src/video/transportState.ts'
import { PATTERN, patternContext, readNumber } from './numberPattern.ts'

export interface Shown {
  index: number
  surface: Surface
  /** What is drawn in the picture of that surface at this very moment. */
  number: number | null
}

const clock: PlaybackClock = {
  now: () => performance.now(),
  onFrame: (fire) => {
    const frame = requestAnimationFrame(fire)
    return () => cancelAnimationFrame(frame)
  },
}

/** Plays a clip in the page and writes down every frame that reached the screen. */
export const createDeck = async (name: string, isWithoutDecoder = false) => {
  const stage = document.getElementById('stage')
  const opened = await openFrames(`/clips/${name}`, { signal: new AbortController().signal })
  if (!opened.ok && opened.facts === null) throw new Error(opened.failure.detail)
  const facts = opened.ok ? opened.value.facts : opened.facts
  const table = facts?.table ?? assumeFrameTable(1)
  const video = document.createElement('video')
  video.src = `/clips/${name}`
  video.muted = true
  video.preload = 'auto'
  const canvas = document.createElement('canvas')
  stage?.replaceChildren(video, canvas)
  const reading = patternContext()
  const shown: Shown[] = []
  const numberOn = (surface: Surface): number | null => {
    const picture = surface === 'video' ? video : canvas
    reading.drawImage(picture, 0, 0, PATTERN.width, PATTERN.height)
    return readNumber(reading)
  }
  const transport = createTransport(clock)
  transport.send({
    type: 'opened',
    frameCount: table.timestamps.length,
    framesPerSecond: table.rate.numerator / table.rate.denominator,
  })
  const stop = startPlayback({
    video,
    canvas,
    transport,
    clock,
    table,
    frames: opened.ok && !isWithoutDecoder ? opened.value : null,
    onShown: (index, surface) => void shown.push({ index, surface, number: numberOn(surface) }),
  })
  const last = (): Shown | undefined => shown.at(-1)
  /** Resolves when what is on the screen is what the transport says, and it stands still there. */
  const settled = (isDone: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (isDone()) resolve()
        else requestAnimationFrame(look)
      }
      look()
    })
  const send = (event: TransportEvent): void => transport.send(event)
  window.deck = {
    send,
    state: transport.getState,
    shown: () => shown.splice(0),
    untilShown: (index) => settled(() => last()?.index === index && transport.getState().index === index),
    untilStill: async () => {
      await settled(() => !transport.getState().isPlaying && last()?.index === transport.getState().index)
      // A frame that the element had already handed to the screen is told of late.
      for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
    },
    stop,
  }
}

declare global {
  interface Window {
    deck: {
      send(event: TransportEvent): void
      state: ReturnType<typeof createTransport>['getState']
      shown(): Shown[]
      untilShown(index: number): Promise<void>
      untilStill(): Promise<void>
      stop(): void
    }
  }
}
