import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { VideoRecord } from '../videos/videoRecord.ts'
import { sizeOf } from '../videos/videoRecord.ts'
import { renderPoster, renderSpritesheet } from './renderStill.ts'
import type { TakeRecipe } from './renderTake.ts'
import { renderTake } from './renderTake.ts'

export const VARIANTS = ['video', 'thumbnail', 'spritesheet'] as const
export type Variant = (typeof VARIANTS)[number]

export interface Rendered {
  bytes: Uint8Array
  contentType: 'video/mp4' | 'image/jpeg'
  /** A strong validator: a hash of the bytes, in quotes. */
  etag: string
}

/** Renders takes on demand, one at a time, in between everything else that the process does. */
export interface TakeShop {
  /** Rejects when `signal` aborts or the shop closes. */
  get(record: VideoRecord, variant: Variant, signal: AbortSignal): Promise<Rendered>
  /** Starts on a video that will be asked for soon, if there is nothing else to do. */
  prepare(record: VideoRecord): void
  forget(id: string): void
  close(): Promise<void>
}

interface Order {
  key: string
  record: VideoRecord
  variant: Variant
  waiting: Set<(result: Rendered | Error) => void>
  isWantedSoon: boolean
}

/** The longest that rendering keeps the event loop to itself. */
const SLICE_MS = 6
const MOST_PREPARED = 3

export function createTakeShop(options: { cacheBytes: number }): TakeShop {
  const cache = createCache(options.cacheBytes)
  const orders = new Map<string, Order>()
  let worker: Promise<void> = Promise.resolve()
  let isWorking = false
  let isClosed = false

  function order(record: VideoRecord, variant: Variant): Order {
    const key = `${record.id}/${variant}`
    const existing = orders.get(key)
    if (existing) return existing
    const created: Order = { key, record, variant, waiting: new Set(), isWantedSoon: false }
    orders.set(key, created)
    return created
  }

  function startWorking(): void {
    if (isWorking) return
    isWorking = true
    worker = work()
  }

  async function work(): Promise<void> {
    for (let next = nextOrder(); next && !isClosed; next = nextOrder()) {
      const rendered = await render(next).catch((cause: unknown) => new Error('The take cannot be rendered', { cause }))
      // Somebody may have asked again since the last one left: then it stays in line.
      if (rendered === null && next.waiting.size > 0) continue
      orders.delete(next.key)
      if (rendered === null) continue
      if (!(rendered instanceof Error)) cache.put(next.key, rendered)
      for (const settle of next.waiting) settle(rendered)
    }
    // In the same turn as the look that found no order, so that none can slip in between.
    isWorking = false
  }

  function nextOrder(): Order | null {
    for (const [key, left] of orders) if (left.waiting.size === 0 && !left.isWantedSoon) orders.delete(key)
    const all = [...orders.values()]
    return (
      all.find((candidate) => candidate.waiting.size > 0) ?? all.find((candidate) => candidate.isWantedSoon) ?? null
    )
  }

  /** Null when nobody wants it any more. */
  async function render(wanted: Order): Promise<Rendered | null> {
    const steps = stepsOf(wanted)
    for (;;) {
      const until = performance.now() + SLICE_MS
      do {
        const step = steps.next()
        if (step.done) return finished(step.value, wanted.variant)
      } while (performance.now() < until)
      await nextTurn()
      if (isClosed || (wanted.waiting.size === 0 && !wanted.isWantedSoon)) return null
    }
  }

  return {
    get(record, variant, signal) {
      const ready = cache.get(`${record.id}/${variant}`)
      if (ready) return Promise.resolve(ready)
      if (isClosed || signal.aborted) return Promise.reject(new Error('No longer wanted'))
      const { promise, resolve, reject } = Promise.withResolvers<Rendered>()
      const { waiting } = order(record, variant)
      const onAbort = (): void => settle(new Error('No longer wanted'))
      const settle = (result: Rendered | Error): void => {
        waiting.delete(settle)
        signal.removeEventListener('abort', onAbort)
        if (result instanceof Error) reject(result)
        else resolve(result)
      }
      waiting.add(settle)
      signal.addEventListener('abort', onAbort)
      startWorking()
      return promise
    },
    prepare(record) {
      const key = `${record.id}/video`
      const prepared = [...orders.values()].filter((candidate) => candidate.isWantedSoon).length
      if (isClosed || cache.get(key) || orders.has(key) || prepared >= MOST_PREPARED) return
      order(record, 'video').isWantedSoon = true
      startWorking()
    },
    forget(id) {
      for (const variant of VARIANTS) {
        cache.remove(`${id}/${variant}`)
        const pending = orders.get(`${id}/${variant}`)
        if (pending) pending.isWantedSoon = false
      }
    },
    async close() {
      isClosed = true
      for (const pending of orders.values())
        for (const settle of pending.waiting) settle(new Error('The demo provider is stopping'))
      await worker
      orders.clear()
    },
  }
}

function stepsOf({ record, variant }: Order): Generator<undefined, Uint8Array> {
  const recipe: TakeRecipe = {
    scene: record.scene,
    size: sizeOf(record),
    seconds: record.seconds,
    createdAt: Math.floor(record.createdAtMs / 1000),
  }
  if (variant === 'video') return renderTake(recipe)
  return variant === 'thumbnail' ? renderPoster(recipe) : renderSpritesheet(recipe)
}

function finished(bytes: Uint8Array, variant: Variant): Rendered {
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`
  return { bytes, contentType: variant === 'video' ? 'video/mp4' : 'image/jpeg', etag }
}

/** Keeps what was used last, up to a number of bytes; the newest stays even if it is larger than that. */
function createCache(limitBytes: number): {
  get(key: string): Rendered | null
  put(key: string, rendered: Rendered): void
  remove(key: string): void
} {
  const entries = new Map<string, Rendered>()
  return {
    get(key) {
      const found = entries.get(key)
      if (!found) return null
      entries.delete(key)
      entries.set(key, found)
      return found
    },
    put(key, rendered) {
      entries.set(key, rendered)
      let total = [...entries.values()].reduce((sum, entry) => sum + entry.bytes.length, 0)
      for (const [oldest, entry] of entries) {
        if (total <= limitBytes || entries.size === 1) break
        total -= entry.bytes.length
        entries.delete(oldest)
      }
    },
    remove: (key) => void entries.delete(key),
  }
}
