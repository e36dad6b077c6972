import { describe, expect, it } from 'vitest'
import type { WakeLock } from '../../../electron/core/ports.ts'
import { createFakeWakeLock } from '../../fakes/fakeWakeLock.ts'
import type { ContentFaultName } from '../../harness/fakeProvider/contentFaults.ts'
import { eventually } from '../../harness/eventually.ts'
import { openLiveEngine, type LiveEngineOptions } from '../../harness/liveEngine.ts'

/** The smallest PNG that there is. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const openWith = async (options: LiveEngineOptions = {}) => {
  const lock = createFakeWakeLock()
  const live = await openLiveEngine({ generationMs: 1000, ...options, wakeLock: lock })
  return { live, lock, free: () => eventually(() => lock.held() === 0, 'the computer may sleep') }
}

describe('the computer is kept awake', () => {
  it('while a take arrives, and not a moment longer', async () => {
    const { live, lock, free } = await openWith()
    await using _ = live
    live.provider.fault('content', 'stall')
    const { id } = await live.create()
    await eventually(() => lock.held() === 1, 'the arriving take holds it')
    await free()
    await live.until(id, 'completed')
    await free()
    // Once for the transfer that stalled, once for the one that did not.
    expect(lock.taken()).toBeGreaterThanOrEqual(2)
    await live.finish()
  })

  const faults: ContentFaultName[] = ['short_body', 'reset_mid_body', 'long_body', 'cut_file']
  it.concurrent.each(faults)('and is let go when the transfer fails: %s', async (fault) => {
    const { live, lock, free } = await openWith()
    await using _ = live
    live.provider.fault('content', fault, 3)
    const { id } = await live.create()
    await live.seen('content', 2)
    await free()
    await live.until(id, 'completed')
    await free()
    expect(lock.taken()).toBeGreaterThanOrEqual(3)
  })

  it('and is let go when Dailies is closed', async () => {
    const { live, lock } = await openWith()
    await using _ = live
    live.provider.fault('content', 'stall', 100)
    await live.create()
    await eventually(() => lock.held() === 1, 'the arriving take holds it')
    await live.stop()
    expect(lock.held()).toBe(0)
  })

  it('and is let go when everything is paused', async () => {
    const { live, lock, free } = await openWith()
    await using _ = live
    live.provider.fault('content', 'stall', 100)
    await live.create()
    await eventually(() => lock.held() === 1, 'the arriving take holds it')
    await live.request('queue.pause', { mode: 'now' })
    await free()
    expect(lock.taken()).toBe(1)
  })

  it('while a reference image is sent', async () => {
    const { live, lock, free } = await openWith({ generationMs: 600_000 })
    await using _ = live
    const reference = await live.request('references.create', { fileName: 'a.png', base64: PIXEL })
    live.provider.fault('create', 'timeout_before_creating')
    await live.create({ referenceId: reference.referenceId })
    await eventually(() => lock.held() === 1, 'the image on its way holds it')
    await free()
    expect(lock.taken()).toBe(1)
  })
})

describe('the computer may sleep', () => {
  it('while a request without an image is sent, and while a job is only watched', async () => {
    const { live, lock } = await openWith({ generationMs: 600_000 })
    await using _ = live
    await live.create()
    await live.seen('poll', 3)
    expect(lock.taken()).toBe(0)
  })

  it.each(['never_answers', 'rate_limited_seconds', 'not_ready_404', 'error_500', 'html_200'] as const)(
    'while a finished take is waited for: %s',
    async (fault) => {
      const { live, lock } = await openWith()
      await using _ = live
      live.provider.fault('content', fault, 100)
      await live.create()
      await live.seen('content', 2)
      expect(lock.taken()).toBe(0)
    },
  )

  it('while a take waits for room on the disk', async () => {
    const { live, lock } = await openWith()
    await using _ = live
    live.disk.setFreeBytes(0)
    const { id } = await live.create()
    await live.until(id, (job) => job.waitingFor?.startsWith('The disk is full') === true)
    await live.pass(60_000)
    expect(lock.taken()).toBe(0)
  })
})

it('a lock that fails costs no take', async () => {
  const broken: WakeLock = {
    hold: () => {
      throw new Error('no power service')
    },
  }
  await using live = await openLiveEngine({ generationMs: 1000, wakeLock: broken })
  const { id } = await live.create()
  await live.until(id, 'completed')
  const warnings = live.logger.lines.filter((line) => line.level === 'warn').map((line) => line.message)
  expect(warnings).toContain('the computer could not be kept awake')
  await live.finish()
})
