import { describe, expect, it } from 'vitest'
import type { PollOutcome } from '../../../../electron/core/providers/videoProvider.ts'
import { createFakePower } from '../../../fakes/fakePower.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'
import {
  expectNoErrors,
  later,
  openVideo,
  startEngine,
  videoOf,
  type EngineOptions,
  type EngineUnderTest,
} from './engineUnderTest.ts'

const SECOND = 1000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

async function open(options: EngineOptions = {}) {
  const power = createFakePower()
  return { power, engine: await startEngine({ ...options, power }) }
}

const finish = (engine: EngineUnderTest): void => {
  engine.far.on.poll = async (handle) => ({
    kind: 'snapshot',
    snapshot: videoOf((handle as { id: string }).id, { state: 'succeeded' }),
  })
}

/** A request that hangs on a dead connection until it is given up. */
const hangUntilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true }))

describe('after a sleep', () => {
  it('a job that finished at the provider meanwhile is on the disk within five seconds', async () => {
    const { power, engine } = await open()
    const { id } = await engine.create()
    await engine.clock.advance(10 * MINUTE)
    finish(engine)
    engine.clock.sleep(8 * HOUR)
    power.wake('sleep')
    await engine.clock.advance(5 * SECOND)
    expect((await engine.job(id)).status).toBe('completed')
    expectNoErrors(engine)
  })

  it('a look that was on its way when the computer fell asleep is not waited for', async () => {
    const { power, engine } = await open()
    const { id } = await engine.create()
    engine.far.on.poll = (_handle, signal) => hangUntilAborted(signal)
    await engine.clock.advance(MINUTE)
    finish(engine)
    engine.clock.sleep(HOUR)
    power.wake('sleep')
    await engine.clock.advance(5 * SECOND)
    expect((await engine.job(id)).status).toBe('completed')
    expectNoErrors(engine)
  })

  it('nor is a list, where many jobs are watched', async () => {
    const { power, engine } = await open({ account: { concurrency: 10 } })
    engine.far.can = { ...engine.far.can, list: 'yes' }
    engine.far.on.list = (_cursor, signal) => hangUntilAborted(signal)
    const jobs = await Promise.all(Array.from({ length: 8 }, () => engine.create()))
    await engine.clock.advance(5 * SECOND)
    expect(engine.far.count('list')).toBeGreaterThan(0)
    const listed = jobs.map((_, index) => videoOf(`video_${index + 1}`, { state: 'succeeded' }))
    engine.far.on.list = async () => ({ kind: 'page', items: listed, nextCursor: null, serverTime: null })
    engine.clock.sleep(HOUR)
    power.wake('sleep')
    await engine.clock.advance(5 * SECOND)
    const { items } = await engine.ask<{ items: unknown[] }>('jobs.list', { status: ['completed'] })
    expect(items).toHaveLength(8)
  })

  it('an answer that the provider had given to a paid request is not thrown away', async () => {
    const { power, engine } = await open()
    const { answer, give } = later<Awaited<ReturnType<typeof engine.far.on.submit>>>()
    engine.far.on.submit = () => answer
    const { id } = await engine.create()
    engine.clock.sleep(HOUR)
    power.wake('sleep')
    await engine.clock.advance(SECOND)
    give({ kind: 'accepted', snapshot: videoOf('video_1') })
    await engine.clock.advance(SECOND)
    expect(await engine.job(id)).toMatchObject({ status: 'generating', remoteId: 'video_1' })
    expect(engine.far.count('submit')).toBe(1)
  })

  it('a transfer that fell silent begins anew after seconds, one that goes on is left alone', async () => {
    const { power, engine } = await open()
    const bytes = tinyVideo('v')
    let opened = 0
    const alive: { controller: ReadableStreamDefaultController<Uint8Array> | null } = { controller: null }
    engine.far.on.openAsset = async (handle) => {
      opened += 1
      const isFirst = (handle as { id: string }).id === 'video_1'
      if (opened > 2) return openVideo(bytes)
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(bytes.slice(0, 1000))
          if (!isFirst) alive.controller = controller
        },
      })
      const facts = {
        status: 200,
        rangeStart: 0,
        totalBytes: bytes.byteLength,
        contentLength: bytes.byteLength,
      } as const
      return { kind: 'open', ...facts, validator: '"1"', contentType: 'video/mp4', body }
    }
    finish(engine)
    const dead = await engine.create()
    const well = await engine.create()
    await engine.clock.advance(10 * SECOND)
    expect(opened).toBe(2)
    engine.clock.sleep(HOUR)
    power.wake('sleep')
    await engine.clock.advance(2 * SECOND)
    alive.controller?.enqueue(bytes.slice(1000, 2000))
    await engine.clock.advance(3 * SECOND)
    alive.controller?.enqueue(bytes.slice(2000))
    alive.controller?.close()
    await engine.clock.advance(SECOND)
    expect([(await engine.job(dead.id)).status, (await engine.job(well.id)).status]).toEqual(['completed', 'completed'])
    expect(opened).toBe(3)
    expectNoErrors(engine)
  })

  it('unlocking the screen a moment later does not put the first look off', async () => {
    const { power, engine } = await open()
    const { id } = await engine.create()
    await engine.clock.advance(10 * MINUTE)
    finish(engine)
    engine.clock.sleep(HOUR)
    power.wake('sleep')
    for (let count = 0; count < 4; count += 1) {
      await engine.clock.advance(SECOND)
      power.wake('unlock')
    }
    await engine.clock.advance(SECOND)
    expect((await engine.job(id)).status).toBe('completed')
  })
})

describe('unlocking, or the network coming back', () => {
  it.each(['unlock', 'network'] as const)('looks at everything: %s', async (reason) => {
    const { power, engine } = await open()
    const { id } = await engine.create()
    await engine.clock.advance(10 * MINUTE)
    finish(engine)
    power.wake(reason)
    await engine.clock.advance(4 * SECOND)
    expect((await engine.job(id)).status).toBe('completed')
  })

  it('unlocking breaks no look off: nothing says that its connection is dead', async () => {
    const { power, engine } = await open()
    const { id } = await engine.create()
    const { answer, give } = later<PollOutcome>()
    engine.far.on.poll = () => answer
    await engine.clock.advance(10 * SECOND)
    const looks = engine.far.count('poll')
    power.wake('unlock')
    give({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'succeeded' }) })
    await engine.clock.advance(SECOND)
    expect((await engine.job(id)).status).toBe('completed')
    expect(engine.far.count('poll')).toBe(looks)
  })
})

describe('from the moment a sleep is announced', () => {
  it('no paid request is begun, and what waited is sent after the wake', async () => {
    const { power, engine } = await open()
    power.suspend()
    const { id } = await engine.create()
    await engine.clock.advance(2 * SECOND)
    expect(engine.far.count('submit')).toBe(0)
    engine.clock.sleep(8 * HOUR)
    power.wake('sleep')
    await engine.clock.advance(5 * SECOND)
    expect((await engine.job(id)).status).toBe('generating')
    expect(engine.far.count('submit')).toBe(1)
  })

  it('a sleep that was called off without a word holds nothing up for long', async () => {
    const { power, engine } = await open()
    power.suspend()
    const { id } = await engine.create()
    await engine.clock.advance(30 * SECOND)
    expect((await engine.job(id)).status).toBe('generating')
    await engine.ask('jobs.cancel', { jobId: id })
    await engine.clock.advance(HOUR)
    expect(engine.clock.pendingTimers()).toBe(0)
  })
})

describe('at rest', () => {
  it('no timer runs, whatever the system announces', async () => {
    const { power, engine } = await open()
    for (const reason of ['sleep', 'unlock', 'network'] as const) power.wake(reason)
    power.suspend()
    power.wake('sleep')
    await engine.clock.advance(MINUTE)
    expect(engine.clock.pendingTimers()).toBe(0)
  })

  it.each([
    ['ahead', 30 * 24 * HOUR],
    ['back', -30 * 24 * HOUR],
  ])('a clock that was set %s meanwhile holds the next job up for seconds at most', async (_word, jumpMs) => {
    const { engine } = await open()
    finish(engine)
    await engine.create()
    await engine.clock.advance(HOUR)
    expect(engine.clock.pendingTimers()).toBe(0)
    engine.clock.jumpWallClock(jumpMs)
    const { id } = await engine.create()
    await engine.clock.advance(15 * SECOND)
    expect((await engine.job(id)).status).toBe('completed')
    expectNoErrors(engine)
  })

  it('a pause that the provider asked for ends in time, though the clock was set back', async () => {
    const { engine } = await open()
    engine.far.on.submit = async () => ({
      kind: 'not_sent',
      failure: {
        code: 'rate_limited',
        message: 'Slow down.',
        httpStatus: 429,
        retryAfterMs: MINUTE,
        subject: null,
        charged: 'no',
      },
    })
    const { id } = await engine.create()
    await engine.clock.advance(SECOND)
    engine.far.on.submit = async () => ({ kind: 'accepted', snapshot: videoOf('video_1') })
    engine.clock.jumpWallClock(-24 * HOUR)
    await engine.clock.advance(70 * SECOND)
    expect((await engine.job(id)).status).toBe('generating')
  })
})
