import { performance } from 'node:perf_hooks'

/**
 * Loaded into the app's process before everything else (`node --import`): how long its main thread was busy at a stretch,
 * and how often a timer of the app fired. Asked by messages, answered in milliseconds and counts.
 */

const { setImmediate, setTimeout, setInterval } = globalThis
let longestMs = 0
let longestBusyMs = 0
let fires = 0
let isBeating = true
let last = performance.now()
let lastBusy = process.threadCpuUsage()

/** Each turn of the event loop is one step: what lies between two of them was done at a stretch. */
const beat = (): void => {
  const now = performance.now()
  const { user, system } = process.threadCpuUsage(lastBusy)
  longestMs = Math.max(longestMs, now - last)
  // Without the time that other programs took from it.
  longestBusyMs = Math.max(longestBusyMs, (user + system) / 1000)
  last = now
  lastBusy = process.threadCpuUsage()
  if (isBeating) setImmediate(beat)
}

const OURS = /\/out\/main\//

/** Counts how often those timers fire that the app itself has set; the stand-in and the browser's driver have their own. */
const counting =
  (set: typeof setTimeout | typeof setInterval) =>
  (fire: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]) => {
    const isOurs = OURS.test(new Error('who sets it').stack ?? '')
    const counted = (...given: unknown[]): void => {
      if (isOurs) fires += 1
      fire(...given)
    }
    return set(counted, delayMs, ...args)
  }
Object.assign(globalThis, { setTimeout: counting(setTimeout), setInterval: counting(setInterval) })

process.on('message', (message: unknown) => {
  if (message === 'begin stretch') {
    longestMs = 0
    longestBusyMs = 0
    last = performance.now()
    lastBusy = process.threadCpuUsage()
  } else if (message === 'longest stretch') {
    isBeating = false
    process.send?.({ event: 'longest stretch', ms: longestMs, busyMs: longestBusyMs })
  } else if (message === 'begin timers') fires = 0
  else if (message === 'timers') process.send?.({ event: 'timers', count: fires })
})
beat()
