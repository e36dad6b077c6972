import { describe, expect, it } from 'vitest'
import { createTakeShop } from '../../../electron/demo/takes/takeShop.ts'
import { plannedTimes } from '../../../electron/demo/videos/timeline.ts'
import type { VideoRecord } from '../../../electron/demo/videos/videoRecord.ts'

function record(id: string): VideoRecord {
  return {
    id,
    model: 'demo-1',
    prompt: 'dunes',
    seconds: 1,
    size: '320x192',
    createdAtMs: 0,
    ...plannedTimes(1, 1),
    failure: null,
    scene: { family: 'dunes', style: 'dunes', layout: id },
    remixedFrom: null,
    idempotencyKey: null,
  }
}

const patient = new AbortController().signal

describe('the take shop', () => {
  it('serves any number of orders for one take from one rendering', async () => {
    const shop = createTakeShop({ cacheBytes: 1e7 })
    const orders = [1, 2, 3].map(() => shop.get(record('a'), 'video', patient))
    const [first, ...others] = await Promise.all(orders)
    for (const other of others) expect(other).toBe(first)
    expect(await shop.get(record('a'), 'video', patient)).toBe(first)
    await shop.close()
  })

  it('renders anew, and alike, what its cache has lost', async () => {
    const shop = createTakeShop({ cacheBytes: 1 })
    const first = await shop.get(record('a'), 'video', patient)
    await shop.get(record('b'), 'video', patient)
    const again = await shop.get(record('a'), 'video', patient)
    expect(again).not.toBe(first)
    expect(again.etag).toBe(first.etag)
    await shop.close()
  })

  it('lets go of an order whose customer leaves, and serves the others', async () => {
    const shop = createTakeShop({ cacheBytes: 1e7 })
    const leaving = new AbortController()
    const left = shop.get(record('a'), 'video', leaving.signal)
    const other = shop.get(record('b'), 'thumbnail', patient)
    leaving.abort()
    await expect(left).rejects.toThrow('No longer wanted')
    expect((await other).contentType).toBe('image/jpeg')
    expect((await shop.get(record('a'), 'video', patient)).contentType).toBe('video/mp4')
    await shop.close()
  })

  it('has ready what it was told to prepare, unless it was told to forget it', async () => {
    const shop = createTakeShop({ cacheBytes: 1e7 })
    shop.prepare(record('a'))
    shop.prepare(record('b'))
    shop.forget('b')
    const prepared = await shop.get(record('a'), 'video', patient)
    expect(prepared.bytes.length).toBeGreaterThan(1000)
    await shop.close()
  })

  it('refuses everyone who still waits when it closes', async () => {
    const shop = createTakeShop({ cacheBytes: 1e7 })
    const waiting = [shop.get(record('a'), 'video', patient), shop.get(record('b'), 'video', patient)]
    const outcomes = Promise.allSettled(waiting)
    await shop.close()
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(shop.get(record('c'), 'video', patient)).rejects.toThrow('No longer wanted')
  })
})
