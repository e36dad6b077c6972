import { createFrameCache } from './frameCache.ts'
import { planAhead, planDecode, type FrameRange, type Heading } from './framePlan.ts'
import { failed, failureOfError, type MediaFailure, type MediaResult } from './mediaFailure.ts'
import type { MediaReader } from './mediaReader.ts'
import type { Picture } from './picture.ts'

export interface FrameRequest {
  /** Where playback is heading, so that what comes next is decoded in time and one pass serves many frames. */
  heading?: Heading
  signal?: AbortSignal
}

export interface FrameServer {
  /** The picture of exactly this frame; whoever gets it closes it. */
  frameAt(index: number, request?: FrameRequest): Promise<MediaResult<Picture>>
  /** The same without waiting, from what is kept. */
  keptFrame(index: number, heading?: Heading): Picture | null
  /** How often a decoder was started: tests see by it that no group is decoded once per frame. */
  passCount(): number
  keptBytes(): number
  close(): void
}

interface Waiter {
  index: number
  heading: Heading
  answer(result: MediaResult<Picture>): void
}

interface Pass {
  range: FrameRange
  /** The frames below this have been given. */
  next: number
  callOff: AbortController
}

const MEBIBYTE = 1024 * 1024
const BYTES_PER_PIXEL = 1.5

/** Half a gigabyte where the machine has eight or more: then a take of a few seconds at 1080p is decoded only once or twice. */
const defaultBudgetBytes = (): number => {
  const { deviceMemory = 0 } = navigator as { deviceMemory?: number }
  return (deviceMemory >= 8 ? 512 : 256) * MEBIBYTE
}

/** Decodes one run of frames at a time; the newest request decides which. Earlier ones are answered after it. */
export const createFrameServer = (reader: MediaReader, budgetBytes = defaultBudgetBytes()): FrameServer => {
  const { table, width, height } = reader.facts
  const cache = createFrameCache(budgetBytes)
  // Half of the budget for the run on show, half for the one fetched ahead.
  const windowFrames = Math.max(2, Math.floor(budgetBytes / (width * height * BYTES_PER_PIXEL) / 2))
  let waiters: readonly Waiter[] = []
  let pass: Pass | null = null
  let ahead: { index: number; heading: Heading } | null = null
  let passes = 0
  let isClosed = false

  const settle = (isFor: (waiter: Waiter) => boolean, result: (waiter: Waiter) => MediaResult<Picture>): void => {
    const mine = waiters.filter(isFor)
    waiters = waiters.filter((waiter) => !mine.includes(waiter))
    for (const waiter of mine) waiter.answer(result(waiter))
  }

  const receive = (picture: Picture): void => {
    if (isClosed) return picture.close()
    settle(
      ({ index }) => index === picture.index,
      () => ({ ok: true, value: picture.clone() }),
    )
    cache.put(picture)
  }

  const covers = (current: Pass, index: number): boolean => index >= current.next && index < current.range.to

  const run = async (current: Pass): Promise<void> => {
    let failure: MediaFailure = { reason: 'corrupt', detail: 'The decoder skipped this frame.', status: null }
    try {
      for await (const picture of reader.frames(current.range, current.callOff.signal)) {
        current.next = picture.index + 1
        receive(picture)
        if (current.callOff.signal.aborted) return
      }
    } catch (error) {
      failure = failureOfError(error, 'corrupt')
    } finally {
      pass = null
      if (!current.callOff.signal.aborted) {
        settle(
          ({ index }) => index >= current.range.from && index < current.range.to,
          () => ({ ok: false, failure }),
        )
      }
      begin()
    }
  }

  /** The newest wish, else what is worth fetching ahead; and how many frames to keep of its pass. */
  const wanted = (): { index: number; heading: Heading; room: number } | null => {
    const newest = waiters.at(-1)
    // Where playing backward begins in the open, nothing else is worth keeping yet.
    if (newest !== undefined) return { ...newest, room: newest.heading === -1 ? windowFrames * 2 : windowFrames }
    const next = ahead
    ahead = null
    return next !== null && !cache.has(next.index) ? { ...next, room: windowFrames } : null
  }

  const begin = (): void => {
    if (isClosed) return
    const next = pass === null ? wanted() : null
    if (next === null) return
    const range = planDecode(table, next.index, next.heading, next.room)
    pass = { range, next: range.from, callOff: new AbortController() }
    passes += 1
    void run(pass)
  }

  const lookAhead = (from: number, heading: Heading): void => {
    cache.focus(from, heading)
    const index = planAhead(table, from, heading, windowFrames, (candidate) => cache.has(candidate))
    ahead = index === null ? null : { index, heading }
    begin()
  }

  const wait = (index: number, heading: Heading, signal: AbortSignal | undefined): Promise<MediaResult<Picture>> =>
    new Promise((resolve) => {
      const onAbort = (): void =>
        settle(
          (other) => other === waiter,
          () => failed('aborted', 'Called off.'),
        )
      const answer = (result: MediaResult<Picture>): void => {
        signal?.removeEventListener('abort', onAbort)
        resolve(result)
      }
      const waiter: Waiter = { index, heading, answer }
      waiters = [...waiters, waiter]
      signal?.addEventListener('abort', onAbort, { once: true })
      if (pass !== null && !covers(pass, index)) pass.callOff.abort()
      begin()
    })

  const keptFrame = (index: number, heading: Heading = 0): Picture | null => {
    const picture = cache.get(index)
    if (picture !== null) lookAhead(index, heading)
    return picture
  }

  return {
    keptFrame,
    frameAt: async (index, { heading = 0, signal } = {}) => {
      if (isClosed || signal?.aborted === true) return failed('aborted', 'Called off.')
      if (index < 0 || index >= table.timestamps.length) return failed('corrupt', `There is no frame ${index}.`)
      const kept = keptFrame(index, heading)
      if (kept !== null) return { ok: true, value: kept }
      cache.focus(index, heading)
      return await wait(index, heading, signal)
    },
    passCount: () => passes,
    keptBytes: cache.sizeBytes,
    close: () => {
      isClosed = true
      pass?.callOff.abort()
      settle(
        () => true,
        () => failed('aborted', 'Closed.'),
      )
      cache.clear()
      reader.close()
    },
  }
}
