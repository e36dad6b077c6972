import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFakeClock } from '../../../fakes/fakeClock.ts'

describe('the fake clock', () => {
  it('fires timers in the order of their times, equal ones in the order they were made', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(50), { maxLength: 60 }), async (delays) => {
        const clock = createFakeClock(0)
        const fired: [number, number][] = []
        delays.forEach((delay, index) => clock.after(delay, () => fired.push([clock.now(), index])))
        await clock.advance(50)
        const expected = delays
          .map((delay, index): [number, number] => [delay, index])
          .sort((a, b) => a[0] - b[0] || a[1] - b[1])
        expect(fired).toEqual(expected)
        expect(clock.pendingTimers()).toBe(0)
      }),
    )
  })

  it('finishes what a timer starts before the next one fires', async () => {
    const clock = createFakeClock(0)
    const seen: string[] = []
    clock.after(10, () => {
      void (async () => {
        for (let turn = 0; turn < 50; turn++) await Promise.resolve()
        seen.push(`first at ${clock.now()}`)
        clock.after(5, () => seen.push(`nested at ${clock.now()}`))
      })()
    })
    clock.after(20, () => seen.push(`second at ${clock.now()}`))
    await clock.advance(20)
    expect(seen).toEqual(['first at 10', 'nested at 15', 'second at 20'])
  })

  it('does not fire early, and not after a cancel', async () => {
    const clock = createFakeClock(0)
    let fired = 0
    clock.after(10, () => fired++)
    const timer = clock.after(5, () => fired++)
    timer.cancel()
    timer.cancel()
    expect(clock.nextTimerInMs()).toBe(10)
    await clock.advance(9)
    expect(fired).toBe(0)
    await clock.advance(1)
    expect(fired).toBe(1)
    timer.cancel()
    expect(clock.pendingTimers()).toBe(0)
    expect(clock.nextTimerInMs()).toBeNull()
  })

  it('keeps timers and monotonic time still while the machine sleeps or the wall clock jumps', async () => {
    const clock = createFakeClock(1_000_000)
    let fired = 0
    clock.after(100, () => fired++)
    clock.sleep(3_600_000)
    clock.jumpWallClock(-500)
    expect([clock.now(), clock.monotonic(), clock.nextTimerInMs()]).toEqual([4_599_500, 0, 100])
    await clock.advance(100)
    expect(fired).toBe(1)
  })

  it('runs until nothing is armed, or until the limit', async () => {
    const clock = createFakeClock(0)
    let left = 3
    const again = (): void => void (--left > 0 && clock.after(100, again))
    clock.after(100, again)
    expect(await clock.runUntilIdle()).toBe(300)
    const forever = (): void => void clock.after(10, forever)
    forever()
    await clock.runUntilIdle(1000)
    expect(clock.monotonic()).toBe(1300)
  })
})
