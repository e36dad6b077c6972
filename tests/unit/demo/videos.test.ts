import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseRange } from '../../../electron/demo/http/contentAnswer.ts'
import { createFaults } from '../../../electron/demo/http/faults.ts'
import { createRateLimit } from '../../../electron/demo/http/rateLimit.ts'
import { imageSize } from '../../../electron/demo/http/referenceImage.ts'
import { plannedTimes, videoAt } from '../../../electron/demo/videos/timeline.ts'
import type { VideoRecord } from '../../../electron/demo/videos/videoRecord.ts'
import { openVideoStore, VIDEO_FILE } from '../../../electron/demo/videos/videoStore.ts'

const START = 1_800_000_000_000
const HOUR = 3_600_000

function record(change: Partial<VideoRecord> = {}): VideoRecord {
  return {
    id: 'video_a',
    model: 'demo-1',
    prompt: 'dunes',
    seconds: 4,
    size: '1280x720',
    createdAtMs: START,
    ...plannedTimes(4, 1),
    failure: null,
    scene: { family: 'dunes', style: 'dunes', layout: 'a' },
    remixedFrom: null,
    idempotencyKey: null,
    ...change,
  }
}

describe('the timeline of a video', () => {
  it('takes about 6 s and 1.5 s for each of its seconds, divided by the speed', () => {
    for (const [seconds, speed, expectedMs] of [
      [4, 1, 12_000],
      [20, 1, 36_000],
      [4, 20, 600],
    ] as const) {
      const { queuedMs, runningMs } = plannedTimes(seconds, speed)
      expect(Math.abs(queuedMs + runningMs - expectedMs)).toBeLessThanOrEqual(1)
    }
  })

  it('only moves forward, and its progress never falls', () => {
    const order = ['queued', 'in_progress', 'completed', 'expired']
    const times = fc.array(fc.integer({ min: 0, max: 2 * HOUR }), { minLength: 2, maxLength: 50 })
    fc.assert(
      fc.property(times, (offsets) => {
        const states = offsets.toSorted((a, b) => a - b).map((offset) => videoAt(record(), START + offset))
        states.slice(1).forEach((state, index) => {
          expect(state.progress).toBeGreaterThanOrEqual(states[index]!.progress)
          expect(order.indexOf(state.status)).toBeGreaterThanOrEqual(order.indexOf(states[index]!.status))
        })
      }),
    )
  })

  it('keeps its files for an hour after it is done', () => {
    const doneAt = START + 12_000
    expect(videoAt(record(), doneAt - 1).status).toBe('in_progress')
    expect(videoAt(record(), doneAt)).toMatchObject({ status: 'completed', progress: 100, expiresAtMs: doneAt + HOUR })
    expect(videoAt(record(), doneAt + HOUR - 1).status).toBe('completed')
    expect(videoAt(record(), doneAt + HOUR).status).toBe('expired')
  })

  it('ends in a failure before the time it would have been done', () => {
    const failing = record({ failure: { code: 'internal_error', message: 'No.' } })
    expect(videoAt(failing, START + 12_000)).toMatchObject({ status: 'failed', expiresAtMs: null })
    expect(videoAt(failing, START + 9000).status).toBe('failed')
    expect(videoAt(failing, START + 3000).status).toBe('in_progress')
  })

  it('is queued for a clock that went back', () => {
    expect(videoAt(record(), START - HOUR).status).toBe('queued')
  })
})

describe('the store of videos', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dailies-demo-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('has what it acknowledged after a crash, without having been closed', async () => {
    const store = await openVideoStore(folder, START)
    await Promise.all(['a', 'b', 'c'].map((id) => store.add(record({ id }))))
    await store.remove('b', START)
    const copy = await mkdtemp(join(tmpdir(), 'dailies-demo-'))
    await writeFile(join(copy, VIDEO_FILE), await readFile(join(folder, VIDEO_FILE)))
    await store.close()
    const again = await openVideoStore(copy, START)
    expect(again.all().map(({ video, deletedAtMs }) => [video.id, deletedAtMs])).toEqual([
      ['a', null],
      ['b', START],
      ['c', null],
    ])
    expect(again.get('b')).toBeNull()
    expect(again.get('c')).toEqual(record({ id: 'c' }))
    await again.close()
    await rm(copy, { recursive: true })
  })

  it('drops a last line that was cut off, and goes on adding behind the rest', async () => {
    const first = await openVideoStore(folder, START)
    await first.add(record({ id: 'a' }))
    await first.close()
    await appendFile(join(folder, VIDEO_FILE), '{"type":"created","video":{"id":"torn"')
    const second = await openVideoStore(folder, START)
    await second.add(record({ id: 'b' }))
    await second.close()
    const third = await openVideoStore(folder, START)
    expect(third.all().map(({ video }) => video.id)).toEqual(['a', 'b'])
    await third.close()
  })

  it('finds a video by its idempotency key after a restart, even a deleted one', async () => {
    const first = await openVideoStore(folder, START)
    await first.add(record({ id: 'a', idempotencyKey: 'key' }))
    await first.remove('a', START)
    await first.close()
    const second = await openVideoStore(folder, START)
    expect(second.withIdempotencyKey('key')?.id).toBe('a')
    expect(second.withIdempotencyKey('other')).toBeNull()
    await second.close()
  })

  it('leaves out at the start what expired more than a day ago, and nothing else', async () => {
    const first = await openVideoStore(folder, START)
    await first.add(record({ id: 'old' }))
    await first.add(record({ id: 'young', createdAtMs: START + 10 * HOUR }))
    await first.close()
    const second = await openVideoStore(folder, START + 26 * HOUR)
    expect(second.all().map(({ video }) => video.id)).toEqual(['young'])
    await second.close()
    expect(await readFile(join(folder, VIDEO_FILE), 'utf8')).not.toContain('"old"')
  })
})

describe('a byte range', () => {
  it.each([
    [undefined, null],
    ['bytes=0-', { start: 0, end: 100 }],
    ['bytes=10-19', { start: 10, end: 20 }],
    ['bytes=90-500', { start: 90, end: 100 }],
    ['bytes=-30', { start: 70, end: 100 }],
    ['bytes=-300', { start: 0, end: 100 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=20-10', null],
    ['bytes=-', null],
    ['bytes=0-1,5-6', null],
    ['pages=1-2', null],
  ])('%s of 100 bytes is %j', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected)
  })
})

describe('the rate limit', () => {
  it('allows a minute of requests at once, then as many as time brings, and says how long to wait', () => {
    const limit = createRateLimit(60)
    for (let count = 0; count < 60; count += 1) expect(limit.take(START).isAllowed).toBe(true)
    expect(limit.take(START)).toEqual({ isAllowed: false, retryAfterMs: 1000 })
    expect(limit.take(START + 500)).toEqual({ isAllowed: false, retryAfterMs: 500 })
    expect(limit.take(START + 1000).isAllowed).toBe(true)
    expect(limit.take(START + 1000).isAllowed).toBe(false)
  })

  it('neither gives nor takes when the clock goes back', () => {
    const limit = createRateLimit(60)
    for (let count = 0; count < 60; count += 1) limit.take(START)
    expect(limit.take(START - HOUR).isAllowed).toBe(false)
    expect(limit.take(START - HOUR + 1000).isAllowed).toBe(true)
  })
})

describe('faults', () => {
  it('strike their own route, as often as told, in the order in which they were added', () => {
    const faults = createFaults()
    faults.add({ route: 'create', kind: 'error_after', times: 2 })
    faults.add({ route: 'any', kind: 'rate_limited' })
    expect(faults.take('list')?.kind).toBe('rate_limited')
    expect(faults.take('list')).toBeNull()
    expect(faults.take('create')?.kind).toBe('error_after')
    expect(faults.take('create')?.kind).toBe('error_after')
    expect(faults.take('create')).toBeNull()
  })
})

describe('the size of a reference image', () => {
  const padded = (...bytes: number[]): Buffer => Buffer.concat([Buffer.from(bytes), Buffer.alloc(40)])
  it.each([
    ['PNG', padded(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 5, 0, 0, 0, 2, 208)],
    ['JPEG', padded(0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc2, 0, 17, 8, 2, 208, 5, 0, 3)],
    ['lossy WebP', padded(...Buffer.from('RIFF....WEBPVP8 ....'), 0, 0, 0, 0x9d, 1, 0x2a, 0, 5, 208, 2)],
    ['extended WebP', padded(...Buffer.from('RIFF....WEBPVP8X....'), 0, 0, 0, 0, 0xff, 4, 0, 0xcf, 2, 0)],
    ['lossless WebP', padded(...Buffer.from('RIFF....WEBPVP8L....'), 0x2f, 0xff, 0xc4, 0xb3, 0)],
  ])('is read from a %s header', (_, image) => {
    expect(imageSize(image)).toEqual({ width: 1280, height: 720 })
  })

  it('is unknown for anything else', () => {
    expect(imageSize(padded(...Buffer.from('GIF89a')))).toBeNull()
    expect(imageSize(Buffer.from([0xff, 0xd8]))).toBeNull()
  })
})
