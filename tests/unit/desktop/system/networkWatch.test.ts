import { describe, expect, it } from 'vitest'
import { nextNetworkLookMs } from '../../../../electron/desktop/system/networkRhythm.ts'
import { createNetworkWatch } from '../../../../electron/desktop/system/networkWatch.ts'
import { createPowerEvents } from '../../../../electron/desktop/system/powerEvents.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { createFakeWork, type SummaryChanges } from './fakeWork.ts'

function open(changes: SummaryChanges = {}) {
  const clock = createFakeClock()
  const net = { isOnline: true, looks: 0 }
  const { work, network, set, listeners } = createFakeWork(changes)
  const watch = createNetworkWatch({
    isOnline: () => ((net.looks += 1), net.isOnline),
    clock,
    logger: createMemoryLogger(),
  })
  let back = 0
  watch.onBack(() => (back += 1))
  watch.start(work)
  const looksIn = async (ms: number): Promise<number> => {
    const before = net.looks
    await clock.advance(ms)
    return net.looks - before
  }
  return { clock, net, watch, network, set, listeners, back: () => back, looksIn }
}

const MINUTE = 60_000
const BUSY: SummaryChanges = { counts: { generating: 1 } }

describe('the network is looked at', () => {
  it('never while nothing waits for it', async () => {
    const { clock, looksIn } = open({ counts: { completed: 100, failed: 3, needs_attention: 1 } })
    expect(clock.pendingTimers()).toBe(0)
    expect(await looksIn(60 * MINUTE)).toBe(0)
  })

  it('nor for a queue that is paused', () => {
    expect(open({ counts: { queued: 5 }, isPaused: true }).clock.pendingTimers()).toBe(0)
  })

  it.each(['queued', 'submitting', 'generating', 'downloading'] as const)(
    'every fifteen seconds while jobs are %s, and no more when they are done',
    async (status) => {
      const { looksIn, set, clock } = open({ counts: { [status]: 1 } })
      expect(await looksIn(10 * MINUTE)).toBe(40)
      set({ counts: { completed: 1 } })
      expect(clock.pendingTimers()).toBe(0)
    },
  )

  it('at once when work begins', () => {
    const { net, set, network } = open()
    net.isOnline = false
    set(BUSY)
    expect(network).toEqual([false])
  })

  it('at most twice a minute while it is away and nothing waits for it', async () => {
    const { net, watch, looksIn, clock } = open()
    net.isOnline = false
    watch.look()
    expect(await looksIn(60 * MINUTE)).toBeLessThanOrEqual(60)
    net.isOnline = true
    await clock.advance(MINUTE)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('eagerly in the minute after it went away or after a wake, then calmly', () => {
    const next = (sinceMs: number) => nextNetworkLookMs({ isOnline: false, isBusy: true, sinceMs })
    expect([0, 59_000, 60_000, 3_600_000].map(next)).toEqual([3000, 3000, 15_000, 15_000])
  })

  it('no more after the end', async () => {
    const { watch, looksIn, listeners, net } = open(BUSY)
    watch.stop()
    expect(await looksIn(10 * MINUTE)).toBe(0)
    net.isOnline = false
    watch.look()
    expect(listeners.size).toBe(0)
  })
})

describe('the network that comes back', () => {
  it('is told, and shown, once for each time', async () => {
    const { clock, net, network, back } = open(BUSY)
    net.isOnline = false
    await clock.advance(15_000)
    expect([network, back()]).toEqual([[false], 0])
    await clock.advance(MINUTE)
    net.isOnline = true
    await clock.advance(15_000)
    expect([network, back()]).toEqual([[false, true], 1])
    await clock.advance(10 * MINUTE)
    expect(back()).toBe(1)
  })

  it('is noticed within three seconds after a wake', async () => {
    const { clock, net, watch, back } = open(BUSY)
    net.isOnline = false
    watch.look()
    await clock.advance(2000)
    net.isOnline = true
    await clock.advance(2000)
    expect(back()).toBe(1)
  })
})

describe('what the engine hears', () => {
  function openPower() {
    const heard: unknown[] = []
    const listeners = new Map<string, Set<() => void>>()
    const of = (event: string) => listeners.get(event) ?? new Set()
    const networkBack = new Set<() => void>()
    const power = createPowerEvents({
      powerMonitor: {
        on: (event: string, listener: () => void) => void listeners.set(event, of(event).add(listener)),
        off: (event: string, listener: () => void) => void of(event).delete(listener),
      },
      network: {
        onBack: (listener) => (networkBack.add(listener), () => void networkBack.delete(listener)),
        look: () => void heard.push('look'),
      },
    })
    const say = (event: string) => of(event).forEach((listener) => listener())
    const count = () => [...listeners.values()].reduce((sum, set) => sum + set.size, networkBack.size)
    return { power, heard, say, count, networkBack }
  }

  it('is a sleep, an unlocked screen, and a network that is back, each by its name', () => {
    const { power, heard, say, networkBack } = openPower()
    power.onWake((reason) => void heard.push(reason))
    power.onSuspend?.(() => void heard.push('suspend'))
    say('suspend')
    say('resume')
    say('unlock-screen')
    networkBack.forEach((listener) => listener())
    say('lock-screen')
    expect(heard).toEqual(['suspend', 'sleep', 'look', 'unlock', 'look', 'network'])
  })

  it('ends with it', () => {
    const { power, count } = openPower()
    const stops = [power.onWake(() => undefined), power.onSuspend?.(() => undefined)]
    expect(count()).toBe(4)
    for (const stop of stops) stop?.()
    expect(count()).toBe(0)
  })
})
