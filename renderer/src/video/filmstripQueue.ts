import type { FramesLayout } from '../../../shared/jobs/job.ts'
import type { Filmstrip } from './makeFilmstrip.ts'
import type { MediaResult } from './mediaFailure.ts'

/** A take that may lack its pictures. */
export interface FilmstripWish {
  takeId: string
  url: string
  hasPoster: boolean
  hasSpritesheet: boolean
}

export interface FilmstripQueueDeps {
  make(url: string, signal: AbortSignal): Promise<MediaResult<Filmstrip>>
  savePoster(takeId: string, base64: string): Promise<void>
  saveFrames(takeId: string, base64: string, layout: FramesLayout): Promise<void>
  /** Calls back when the page is on show and has nothing better to do; returns the way to call it off. */
  whenIdle(run: () => void): () => void
}

export interface FilmstripQueue {
  /** Takes on show, in the order of their importance. Replaces what was waiting; those done or failed are left out. */
  want(wishes: readonly FilmstripWish[]): void
  /** Waits while something else needs the decoder, such as the player. What is being made is finished. */
  setResting(isResting: boolean): void
  stop(): Promise<void>
}

const isComplete = ({ hasPoster, hasSpritesheet }: FilmstripWish): boolean => hasPoster && hasSpritesheet

const toBase64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let binary = ''
  // In slices, because the arguments of one call are limited.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000))
  }
  return btoa(binary)
}

/** Makes missing posters and spritesheets in the background, one take at a time, each at most once a session. */
export const createFilmstripQueue = ({
  make,
  savePoster,
  saveFrames,
  whenIdle,
}: FilmstripQueueDeps): FilmstripQueue => {
  /** Made, failed or being made: never again in this session. */
  const seen = new Set<string>()
  const ended = new AbortController()
  let waiting: readonly FilmstripWish[] = []
  let running: Promise<void> | null = null
  let cancelIdle: (() => void) | null = null
  let isResting = false

  const makeOne = async (wish: FilmstripWish): Promise<void> => {
    const result = await make(wish.url, ended.signal)
    if (!result.ok) {
      // The server's silence says nothing of the file, so this take may be offered again.
      if (result.failure.reason === 'unreachable' || result.failure.reason === 'aborted') seen.delete(wish.takeId)
      return
    }
    const { poster, spritesheet, layout } = result.value
    if (!wish.hasPoster) await savePoster(wish.takeId, await toBase64(poster))
    if (!wish.hasSpritesheet) await saveFrames(wish.takeId, await toBase64(spritesheet), layout)
  }

  const schedule = (): void => {
    if (running !== null || cancelIdle !== null || isResting || ended.signal.aborted || waiting.length === 0) return
    cancelIdle = whenIdle(begin)
  }
  const begin = (): void => {
    cancelIdle = null
    const [next, ...rest] = waiting
    if (next === undefined) return
    waiting = rest
    seen.add(next.takeId)
    running = makeOne(next)
      // Saving may be refused (another window was faster, the disk is full): the take plays all the same.
      .catch(() => {})
      .finally(() => {
        running = null
        schedule()
      })
  }

  return {
    want: (wishes) => {
      waiting = wishes.filter((wish) => !isComplete(wish) && !seen.has(wish.takeId))
      schedule()
    },
    setResting: (next) => {
      isResting = next
      if (isResting) {
        cancelIdle?.()
        cancelIdle = null
      } else schedule()
    },
    stop: async () => {
      ended.abort()
      cancelIdle?.()
      waiting = []
      await running
    },
  }
}

const IDLE_WITHIN_MS = 3000

/** Safari has no idle callback; a short rest does there. */
const askForIdle = (run: () => void): (() => void) => {
  if (typeof requestIdleCallback === 'function') {
    const idle = requestIdleCallback(run, { timeout: IDLE_WITHIN_MS })
    return () => cancelIdleCallback(idle)
  }
  const timer = setTimeout(run, IDLE_WITHIN_MS / 10)
  return () => clearTimeout(timer)
}

/** For `whenIdle`: waits until the tab is on show, then for an idle moment. */
export const whenPageIsIdle = (run: () => void): (() => void) => {
  let cancel = (): void => {}
  const ask = (): void => {
    if (document.visibilityState !== 'visible') return
    document.removeEventListener('visibilitychange', ask)
    cancel = askForIdle(run)
  }
  document.addEventListener('visibilitychange', ask)
  ask()
  return () => {
    document.removeEventListener('visibilitychange', ask)
    cancel()
  }
}
