import { useEffect } from 'react'
import { browserTimers } from '../../bridge/timers.ts'
import { takePath } from '../../stores/mediaPaths.ts'
import type { Screen } from '../../stores/screen.ts'
import { useJobList, useScreen } from '../../stores/screenContext.ts'
import {
  createFilmstripQueue,
  whenPageIsIdle,
  type FilmstripQueue,
  type FilmstripWish,
} from '../../video/filmstripQueue.ts'

const FRAME_COUNT = 24
const FRAME_WIDTH = 320
/** Takes that are only flown past are not worth a decoder. */
const SETTLED_MS = 400

interface SightFilmstrips {
  see(start: number, end: number): void
  /** Looks again at what is in sight, for what came or is done by now. */
  review(): void
  /** Nothing is in sight any more. */
  rest(): void
}

const createSightFilmstrips = (screen: Screen): SightFilmstrips => {
  const { bridge, cache, libraryList, navigation } = screen
  const queue: FilmstripQueue = createFilmstripQueue({
    make: async (url, signal) => {
      const { makeFilmstrip } = await import('../../video/makeFilmstrip.ts')
      return await makeFilmstrip(url, { frameCount: FRAME_COUNT, frameWidth: FRAME_WIDTH, signal })
    },
    savePoster: async (takeId, base64) => void (await bridge.request('takes.setPoster', { takeId, base64 })),
    saveFrames: async (takeId, base64, layout) =>
      void (await bridge.request('takes.setFrames', { takeId, base64, layout })),
    whenIdle: whenPageIsIdle,
  })
  navigation.store.subscribe(({ playing }) => queue.setResting(playing !== null))
  let sight = { start: 0, end: 0 }
  let cancel = (): void => {}

  const wishes = (): FilmstripWish[] =>
    Array.from({ length: sight.end - sight.start }, (_, place) => libraryList.list.idAt(sight.start + place)).flatMap(
      (id) => {
        const take = id === null ? null : (cache.get(id)?.take ?? null)
        if (take === null || take.missingSince !== undefined) return []
        // A sheet of which nobody knows how its frames lie cannot be shown.
        const hasSpritesheet = take.hasSpritesheet && take.framesLayout !== undefined
        return [{ takeId: take.id, url: takePath(take.id), hasPoster: take.hasPoster, hasSpritesheet }]
      },
    )
  const review = (): void => {
    cancel()
    cancel = browserTimers.after(SETTLED_MS, () => queue.want(wishes()))
  }
  return {
    see: (start, end) => {
      sight = { start, end }
      review()
    },
    review,
    rest: () => {
      cancel()
      queue.want([])
    },
  }
}

/** One for each screen, so that what failed once is not tried again each time the library opens. */
const made = new WeakMap<Screen, SightFilmstrips>()

const filmstripsOf = (screen: Screen): SightFilmstrips => {
  const known = made.get(screen) ?? createSightFilmstrips(screen)
  made.set(screen, known)
  return known
}

/** Takes posters and frames in the background for the takes in sight that lack them. Answers how to say what is in sight. */
export const useFilmstrips = (): SightFilmstrips['see'] => {
  const screen = useScreen()
  const pages = useJobList(screen.libraryList.list, (state) => state.pages)
  useEffect(() => filmstripsOf(screen).review(), [screen, pages])
  useEffect(() => () => filmstripsOf(screen).rest(), [screen])
  return (start, end) => filmstripsOf(screen).see(start, end)
}
