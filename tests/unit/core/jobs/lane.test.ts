import { describe, expect, it } from 'vitest'
import { createLane } from '../../../../electron/core/jobs/lane.ts'
import type { VideoProvider } from '../../../../electron/core/providers/videoProvider.ts'
import { createAccountRepository } from '../../../../electron/core/settings/accountRepository.ts'
import { createFakeClock, type FakeClock } from '../../../fakes/fakeClock.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'
import { addAccount, openMemoryLibrary, providerFailure, T0 } from './library.ts'

function openLane(options: { clock?: FakeClock; random?: number; db?: ReturnType<typeof openMemoryLibrary> } = {}) {
  const clock = options.clock ?? createFakeClock(T0)
  const db = options.db ?? openMemoryLibrary()
  if (options.db === undefined) addAccount(db, 'account_1')
  const accounts = createAccountRepository(db)
  const account = accounts.byId('account_1') ?? expect.fail('no account')
  const changed: string[] = []
  const lane = createLane({
    account,
    provider: {} as VideoProvider,
    accounts,
    clock,
    random: () => options.random ?? 0.5,
    logger: createMemoryLogger(),
    onChanged: (id) => void changed.push(id),
    budget: null,
  })
  return { clock, db, accounts, lane, changed, stored: () => accounts.byId('account_1') }
}
const never = new AbortController().signal
const throttled = (retryAfterMs: number) => providerFailure('rate_limited', { retryAfterMs })
const outage = providerFailure('network')

describe('holding an account back', () => {
  it('obeys Retry-After for every purpose, and remembers it across a restart', async () => {
    const { clock, db, lane } = openLane()
    await clock.advance(1000)
    expect(lane.hold(throttled(90_000))).toBe(clock.now() + 90_000)
    for (const purpose of ['submit', 'poll', 'download'] as const)
      expect(lane.tryTake(purpose)).toEqual({ isTaken: false, comeBackAt: clock.now() + 90_000 })
    await clock.advance(30_000)
    const next = openLane({ clock, db }).lane
    expect(next.heldUntil()).toBe(clock.now() + 60_000)
    await clock.advance(60_001)
    expect([lane.heldUntil(), next.heldUntil()]).toEqual([null, null])
    expect(next.tryTake('poll').isTaken).toBe(true)
  })

  it('backs off from outages with a growing, jittered pause, until a good answer', () => {
    const { clock, lane } = openLane({ random: 0.999 })
    const pauses = [1, 2, 3, 4, 5, 6, 7, 8].map(() => {
      const pauseMs = lane.hold(outage) - clock.now()
      clock.sleep(pauseMs + 1)
      return Math.round(pauseMs / 1000)
    })
    expect(pauses).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
    lane.heard('poll')
    expect(Math.round((lane.hold(outage) - clock.now()) / 1000)).toBe(2)
  })

  it('counts requests that fail together as one outage', () => {
    const { clock, lane } = openLane({ random: 0.999 })
    for (let request = 0; request < 8; request += 1) lane.hold(outage)
    expect((lane.heldUntil() ?? 0) - clock.now()).toBeLessThanOrEqual(2000)
  })

  it('never shortens a longer hold, but lengthens a shorter one when asked to', () => {
    const { clock, lane } = openLane()
    lane.hold(throttled(60_000))
    lane.hold(throttled(5000))
    expect(lane.heldUntil()).toBe(clock.now() + 60_000)
    lane.hold(outage)
    expect(lane.heldUntil()).toBe(clock.now() + 60_000)
    lane.hold(throttled(120_000))
    expect(lane.heldUntil()).toBe(clock.now() + 120_000)
  })

  it('lets a wake-up end what was only guessed, not what the provider asked for', () => {
    const guessed = openLane().lane
    guessed.hold(outage)
    guessed.forgetOutage()
    expect(guessed.heldUntil()).toBeNull()
    const asked = openLane().lane
    asked.hold(throttled(60_000))
    asked.forgetOutage()
    expect(asked.heldUntil()).not.toBeNull()
  })

  it('does not turn a minute into a day when the clock is set back, nor longer after a sleep', () => {
    const { clock, lane } = openLane()
    lane.hold(throttled(60_000))
    clock.jumpWallClock(-86_400_000)
    expect((lane.heldUntil() ?? 0) - clock.now()).toBeLessThanOrEqual(60_000)
    clock.sleep(86_400_000 + 60_001)
    expect(lane.heldUntil()).toBeNull()
  })

  it('limits a hold from another clock to an hour', () => {
    const { db, clock, accounts } = openLane()
    accounts.setHold('account_1', clock.now(), clock.now() + 86_400_000)
    const { lane } = openLane({ clock, db })
    expect(lane.heldUntil()).toBe(clock.now() + 3_600_000)
  })
})

describe('taking a request', () => {
  it('waits for its turn and then takes it', async () => {
    const { clock, lane } = openLane()
    lane.hold(throttled(60_000))
    let taken: boolean | null = null
    void lane.take('poll', never).then((value) => (taken = value))
    await clock.advance(59_900)
    expect(taken).toBeNull()
    await clock.advance(5200)
    expect(taken).toBe(true)
    expect(lane.budget.taken()).toBe(1)
  })

  it('ends at once, without a request, when its signal aborts', async () => {
    const { clock, lane } = openLane()
    lane.hold(throttled(60_000))
    const controller = new AbortController()
    const taken = lane.take('poll', controller.signal)
    await clock.settle()
    controller.abort()
    await expect(taken).resolves.toBe(false)
    await expect(lane.take('poll', controller.signal)).resolves.toBe(false)
    expect([lane.budget.taken(), clock.pendingTimers()]).toEqual([0, 0])
  })

  it('notices soon that a hold passed while the machine slept', async () => {
    const { clock, lane } = openLane()
    lane.hold(throttled(3_000_000))
    let taken = false
    void lane.take('poll', never).then((value) => (taken = value))
    await clock.advance(1000)
    clock.sleep(3_000_000)
    await clock.advance(6000)
    expect(taken).toBe(true)
  })
})

describe('pausing an account', () => {
  it('tells and remembers why', () => {
    const { lane, stored, changed, clock } = openLane()
    lane.pause('quota', 'No credit.', 'submit')
    expect(stored()?.pause).toEqual({ reason: 'quota', message: 'No credit.', since: clock.now() })
    expect(changed).toEqual(['account_1'])
  })

  it('remembers what the provider said, and forgets it with the pause', () => {
    const { accounts, lane, stored } = openLane()
    lane.pause('auth', 'Key refused.', 'poll', 'Bad key')
    expect(stored()?.pause?.said).toBe('Bad key')
    lane.heard('poll')
    accounts.setPause('account_1', { reason: 'user', message: 'Mine.', since: 1 })
    expect(stored()?.pause).toEqual({ reason: 'user', message: 'Mine.', since: 1 })
  })

  it('keeps the first reason, and never replaces what the person chose', () => {
    const { accounts, db, clock } = openLane()
    accounts.setPause('account_1', { reason: 'user', message: 'Mine.', since: 1 })
    const { lane, stored } = openLane({ clock, db })
    lane.pause('auth', 'Key refused.', 'poll')
    lane.heard('poll')
    expect(stored()?.pause).toEqual({ reason: 'user', message: 'Mine.', since: 1 })
  })

  it.each([
    ['poll', 'poll', true],
    ['poll', 'submit', true],
    ['submit', 'poll', false],
    ['submit', 'submit', true],
    ['download', 'poll', true],
  ] as const)('a key refused for a %s and working for a %s: lifted %s', (refused, worked, isLifted) => {
    const { lane, stored } = openLane()
    lane.pause('auth', 'Key refused.', refused)
    lane.heard(worked)
    expect(stored()?.pause === null).toBe(isLifted)
  })

  it('is not lifted by a good answer when money was the reason', () => {
    const { lane, stored } = openLane()
    lane.pause('quota', 'No credit.', 'submit')
    lane.heard('submit')
    expect(stored()?.pause?.reason).toBe('quota')
  })
})

describe('a retired lane', () => {
  it('lets what is under way end without deciding anything for the account', async () => {
    const { clock, lane, stored, changed } = openLane()
    const waiting = lane.take('poll', never)
    lane.retire()
    lane.pause('auth', 'The old key.', 'poll')
    lane.hold(throttled(60_000))
    lane.heard('poll')
    expect(stored()).toMatchObject({ pause: null, holdUntil: null })
    expect(changed).toEqual([])
    await clock.advance(10_000)
    await expect(waiting).resolves.toBe(false)
  })
})
