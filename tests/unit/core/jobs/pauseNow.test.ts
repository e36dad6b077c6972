import { describe, expect, it } from 'vitest'
import type { AssetOutcome, ListOutcome } from '../../../../electron/core/providers/videoProvider.ts'
import type { QueueState } from '../../../../shared/queue/queueState.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'
import { expectNoErrors, later, openVideo, startEngine, videoOf, type EngineUnderTest } from './engineUnderTest.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const pauseNow = (engine: EngineUnderTest) => engine.ask<QueueState>('queue.pause', { mode: 'now' })

/** What the far end will say of every video from now on. */
function say(engine: EngineUnderTest, changes: Parameters<typeof videoOf>[1]): void {
  engine.far.on.poll = async (handle) => ({
    kind: 'snapshot',
    snapshot: videoOf((handle as { id: string }).id, changes),
  })
}

async function running(engine: EngineUnderTest, count = 1): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push((await engine.create()).id)
  await engine.clock.advance(10_000)
  return ids
}

const only = (ids: string[]): string => ids[0] ?? expect.fail('no job')

describe('the mode of a pause', () => {
  it('is told, announced, and kept across a restart', async () => {
    const engine = await startEngine()
    expect(await engine.ask('queue.state')).toMatchObject({ isPaused: false, pauseMode: null })
    expect(await engine.ask('queue.pause')).toMatchObject({ isPaused: true, pauseMode: 'after_running' })
    expect(await pauseNow(engine)).toMatchObject({ isPaused: true, pauseMode: 'now' })
    const told = engine.events.filter((event) => event.type === 'queue.changed').map((event) => event.data.pauseMode)
    expect(told).toEqual(['after_running', 'now'])
    const after = await engine.restart()
    expect(await after.ask('queue.state')).toMatchObject({ isPaused: true, pauseMode: 'now' })
    expect(await after.ask('queue.resume')).toMatchObject({ isPaused: false, pauseMode: null })
    await after.ask('settings.update', { queueOnStart: 'paused' })
    const third = await after.restart()
    expect(await third.ask('queue.state')).toMatchObject({ pauseMode: 'after_running' })
  })

  it('after_running lets what runs go on and be downloaded, and sends nothing', async () => {
    const engine = await startEngine()
    const job = only(await running(engine))
    await engine.ask('queue.pause')
    const queued = await engine.create()
    say(engine, { state: 'succeeded' })
    await engine.clock.advance(MINUTE_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'completed' })
    expect(await engine.job(queued.id)).toMatchObject({ status: 'queued' })
  })
})

describe('a pause "now"', () => {
  it('sends nothing, looks at nothing and downloads nothing, and says why', async () => {
    const engine = await startEngine()
    const job = only(await running(engine))
    await pauseNow(engine)
    const queued = await engine.create()
    const calls = engine.far.calls.length
    await engine.clock.advance(30 * MINUTE_MS)
    expect(engine.far.calls).toHaveLength(calls)
    expect(await engine.job(job)).toMatchObject({
      status: 'generating',
      waitingFor: expect.stringContaining('paused') as string,
    })
    expect(await engine.job(queued.id)).toMatchObject({ status: 'queued' })
    expectNoErrors(engine)
  })

  it('walks through no list, and stops a walk that is under way', async () => {
    const engine = await startEngine({ account: { concurrency: 10 } })
    engine.far.can.list = 'yes'
    const page = later<ListOutcome>()
    engine.far.on.list = () => page.answer
    await running(engine, 6)
    await engine.clock.advance(20_000)
    expect(engine.far.count('list')).toBe(1)
    await pauseNow(engine)
    page.give({ kind: 'page', items: [], nextCursor: 'more', serverTime: null })
    await engine.clock.advance(20 * MINUTE_MS)
    expect(engine.far.count('list')).toBe(1)
  })

  it('interrupts a download, keeps its part, and goes on with it after the resume', async () => {
    const engine = await startEngine()
    const bytes = tinyVideo('video_1', 4000)
    const offsets: number[] = []
    let isClosed = false
    engine.far.on.openAsset = async (_handle, _variant, { offset }) => {
      offsets.push(offset)
      return offset === 0 ? half(bytes, () => (isClosed = true)) : rest(bytes, offset)
    }
    say(engine, { state: 'succeeded' })
    const job = only(await running(engine))
    expect(await engine.job(job)).toMatchObject({ status: 'downloading' })
    expect(isClosed).toBe(false)
    await pauseNow(engine)
    expect(isClosed).toBe(true)
    await engine.clock.advance(10 * MINUTE_MS)
    expect(offsets).toEqual([0])
    expect(await engine.job(job)).toMatchObject({ status: 'downloading' })
    await engine.ask('queue.resume')
    await engine.clock.advance(5000)
    expect(offsets).toEqual([0, 2000])
    expect(await engine.job(job)).toMatchObject({ status: 'completed', take: { sizeBytes: bytes.byteLength } })
    expectNoErrors(engine)
  })

  it('watches and fetches what expires within the hour', async () => {
    const engine = await startEngine()
    const expiresAt = engine.clock.now() + 3 * HOUR_MS
    const job = only(await running(engine))
    say(engine, { expiresAt })
    await engine.clock.advance(MINUTE_MS)
    await pauseNow(engine)
    const looks = engine.far.count('poll')
    await engine.clock.advance(110 * MINUTE_MS)
    expect(engine.far.count('poll')).toBe(looks)
    say(engine, { state: 'succeeded', expiresAt })
    await engine.clock.advance(15 * MINUTE_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'completed' })
  })

  it('fetches a take that was held back once it expires within the hour', async () => {
    const engine = await startEngine()
    const expiresAt = engine.clock.now() + 5 * HOUR_MS
    engine.far.on.openAsset = async () => ({ kind: 'not_ready', failure: notReady })
    say(engine, { state: 'succeeded', expiresAt })
    const job = only(await running(engine))
    await pauseNow(engine)
    engine.far.on.openAsset = async () => openVideo(tinyVideo('video_1'))
    const opened = engine.far.count('openAsset')
    await engine.clock.advance(3.9 * HOUR_MS)
    expect(engine.far.count('openAsset')).toBe(opened)
    await engine.clock.advance(0.2 * HOUR_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'completed' })
  })

  it('looks now and then at a running job, so that no copy that lives an hour expires unseen', async () => {
    const engine = await startEngine()
    const job = only(await running(engine))
    await pauseNow(engine)
    const before = engine.far.count('poll')
    await engine.clock.advance(5 * HOUR_MS)
    const looks = engine.far.count('poll') - before
    expect(looks).toBeGreaterThanOrEqual(5)
    expect(looks).toBeLessThanOrEqual(7)
    // Finished right after the last look: an hour later it would be gone.
    const expiresAt = engine.clock.now() + HOUR_MS
    say(engine, { state: 'succeeded', expiresAt })
    await engine.clock.advance(HOUR_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'completed' })
  })

  it('lets no job time out because nobody looked, neither in the pause nor after it', async () => {
    const engine = await startEngine()
    const job = only(await running(engine))
    await pauseNow(engine)
    await engine.clock.advance(7 * HOUR_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'generating' })
    await engine.ask('queue.resume')
    await engine.clock.advance(50 * MINUTE_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'generating', waitingFor: null })
    await engine.clock.advance(20 * MINUTE_MS)
    expect(await engine.job(job)).toMatchObject({ status: 'failed', error: { code: 'timed_out' } })
  })

  it('gives a job the same time when a start ends the pause', async () => {
    const engine = await startEngine()
    const job = only(await running(engine))
    await engine.ask('settings.update', { queueOnStart: 'run' })
    await pauseNow(engine)
    await engine.clock.advance(3 * HOUR_MS)
    const after = await engine.restart()
    await after.clock.advance(50 * MINUTE_MS)
    expect(await after.job(job)).toMatchObject({ status: 'generating' })
  })

  it('makes everything due at once when it ends, within the budget', async () => {
    const engine = await startEngine({ account: { concurrency: 20, requestsPerMinute: 60 } })
    await running(engine, 8)
    await engine.clock.advance(MINUTE_MS)
    await pauseNow(engine)
    await engine.clock.advance(20 * MINUTE_MS)
    const before = engine.far.calls.length
    await engine.ask('queue.resume')
    await engine.clock.advance(20_000)
    const looked = new Set(engine.far.calls.slice(before).map((call) => call.remoteId))
    expect(looked.size).toBe(8)
    expect(engine.far.calls.length - before).toBeLessThanOrEqual(25)
  })

  it('still answers a person who asks about one job', async () => {
    const engine = await startEngine()
    const job = only(await running(engine))
    await pauseNow(engine)
    const before = engine.far.count('poll')
    await engine.ask('jobs.refresh', { jobId: job })
    expect(engine.far.count('poll')).toBe(before + 1)
  })

  it('settles a lost answer even so: money may be moving', async () => {
    const engine = await startEngine()
    engine.far.can.list = 'yes'
    const asked = later<never>()
    engine.far.on.submit = () => asked.answer
    const job = await engine.create()
    await engine.clock.advance(1000)
    const createdAt = engine.clock.now()
    await pauseNow(engine)
    engine.far.on.list = async () => ({
      kind: 'page',
      items: [videoOf('video_9', { prompt: 'a fox', model: 'm', seconds: 4, size: '1280x720', createdAt })],
      nextCursor: null,
      serverTime: null,
    })
    const after = await engine.restart()
    await after.clock.advance(MINUTE_MS)
    expect(await after.job(job.id)).toMatchObject({ status: 'generating', remoteId: 'video_9' })
    expect(engine.far.count('submit')).toBe(1)
  })
})

const notReady = {
  code: 'network',
  message: 'Later.',
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
} as const

const half = (bytes: Uint8Array, onClosed: () => void): AssetOutcome => ({
  ...(openVideo(bytes) as Extract<AssetOutcome, { kind: 'open' }>),
  body: new ReadableStream({ start: (controller) => controller.enqueue(bytes.slice(0, 2000)), cancel: onClosed }),
})

const rest = (bytes: Uint8Array, offset: number): AssetOutcome => ({
  ...(openVideo(bytes.slice(offset)) as Extract<AssetOutcome, { kind: 'open' }>),
  status: 206,
  rangeStart: offset,
  totalBytes: bytes.byteLength,
})
