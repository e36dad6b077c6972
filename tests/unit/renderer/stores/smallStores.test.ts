import { describe, expect, it, vi } from 'vitest'
import '../../../../renderer/src/i18n/i18n.ts'
import { createAccountsStore } from '../../../../renderer/src/stores/accountsStore.ts'
import { changedStatuses, createAnnouncer, describeStatuses } from '../../../../renderer/src/stores/announcer.ts'
import { createBatchStore } from '../../../../renderer/src/stores/batchStore.ts'
import { createJobCache } from '../../../../renderer/src/stores/jobCache.ts'
import { priceUsd } from '../../../../renderer/src/stores/modelPrice.ts'
import { createNowStore } from '../../../../renderer/src/stores/nowStore.ts'
import { createQueueStore } from '../../../../renderer/src/stores/queueStore.ts'
import { countFor, queryOfTab, STATUS_TABS, tabOf } from '../../../../renderer/src/stores/statusTabs.ts'
import type { QueueState } from '../../../../shared/ipc/contract.ts'
import type { Batch } from '../../../../shared/jobs/batch.ts'
import { JOB_STATUSES } from '../../../../shared/jobs/job.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'
import { fakeAccount, fakeJob, fakeModel } from '../../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const counts = (changes: Partial<QueueState['counts']> = {}): QueueState['counts'] => ({
  queued: 0,
  submitting: 0,
  generating: 0,
  downloading: 0,
  completed: 0,
  failed: 0,
  cancelled: 0,
  needs_attention: 0,
  ...changes,
})
const running = (changes: Partial<QueueState> = {}): QueueState => ({
  isPaused: false,
  pauseMode: null,
  counts: counts(),
  ...changes,
})
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const NO_MIRROR = { getItem: () => null, setItem: () => {} }

describe('status tabs', () => {
  it('cover every state exactly once beside "all"', () => {
    const covered = STATUS_TABS.flatMap((tab) => tab.statuses)
    expect([...covered].sort()).toEqual([...JOB_STATUSES].sort())
    expect(countFor('running', counts({ submitting: 1, generating: 2, downloading: 4, queued: 8 }))).toBe(7)
    expect(countFor('all', counts({ completed: 3, queued: 2 }))).toBe(5)
  })

  it('are known by their states, and only what waits stands in the order of sending', () => {
    for (const { id } of STATUS_TABS) {
      const query = queryOfTab(id, 'day')
      expect(tabOf(query.statuses)).toBe(id)
      expect(query.sort.by === 'sendOrder').toBe(id === 'waiting')
      expect(query.groupBy).toBe(id === 'waiting' ? null : 'day')
    }
    expect(queryOfTab('all', 'none').groupBy).toBeNull()
  })
})

describe('the queue store', () => {
  it('does not let a slow answer overwrite an event', async () => {
    let release = (): void => {}
    const bridge = createFakeBridge({
      'queue.state': () => new Promise((resolve) => (release = () => resolve(answer(running())))),
    })
    const queue = createQueueStore(bridge, NO_MIRROR)
    queue.start()
    bridge.start()
    const paused = running({ isPaused: true, pauseMode: 'now', counts: counts({ queued: 1 }) })
    bridge.emit({ type: 'queue.changed', data: paused })
    release()
    await settled()
    expect(queue.store.getState().queue).toEqual(paused)
  })

  it('begins with what a page last knew, until the host answers', async () => {
    const kept = new Map<string, string>()
    const mirror = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    }
    const paused = running({ isPaused: true, pauseMode: 'now', counts: counts({ queued: 7 }) })
    const first = createFakeBridge({ 'queue.state': () => answer(paused) })
    const before = createQueueStore(first, mirror)
    expect(before.store.getState().queue).toBeNull()
    before.start()
    first.start()
    await settled()
    const second = createFakeBridge({ 'queue.state': () => answer(running()) })
    const after = createQueueStore(second, mirror)
    expect(after.store.getState().queue).toEqual(paused)
    after.start()
    second.start()
    await settled()
    expect(after.store.getState().queue).toEqual(running())
  })

  it.each([
    '',
    '7',
    '{"isPaused":true}',
    '{"isPaused":false,"pauseMode":null,"counts":{"queued":"many"}}',
    '{"counts":{}}',
  ])('begins with nothing where what was kept is strange: %s', (text) => {
    const queue = createQueueStore(createFakeBridge({}), { getItem: () => text, setItem: () => {} })
    expect(queue.store.getState().queue).toBeNull()
  })

  it('pauses in the asked way, and keeps the reason of a refusal', async () => {
    const bridge = createFakeBridge({
      'queue.pause': ({ mode }) => answer(running({ isPaused: true, pauseMode: mode ?? null })),
    })
    const queue = createQueueStore(bridge, NO_MIRROR)
    await queue.pause('now')
    expect(queue.store.getState().queue?.pauseMode).toBe('now')
    await queue.resume()
    expect(queue.store.getState().failure?.message).toContain('queue.resume')
  })
})

describe('the accounts store', () => {
  it('keeps the newest answer when two overlap, and asks for models once', async () => {
    const waiting: ((name: string) => void)[] = []
    const handlers: FakeHandlers = {
      'accounts.list': () =>
        new Promise((resolve) => waiting.push((name) => resolve(answer({ items: [fakeAccount({ name })] })))),
      'models.list': () => answer({ items: [fakeModel()] }),
    }
    const bridge = createFakeBridge(handlers)
    const accounts = createAccountsStore(bridge)
    accounts.start()
    bridge.start()
    bridge.emit({ type: 'accounts.changed', data: { accountId: 'account_1' } })
    await vi.waitFor(() => expect(waiting).toHaveLength(2))
    waiting[1]?.('newer')
    waiting[0]?.('older')
    await settled()
    expect(accounts.store.getState().accounts?.[0]?.name).toBe('newer')
    accounts.needModels('account_1')
    accounts.needModels('account_1')
    await vi.waitFor(() => expect(accounts.store.getState().models['account_1']?.phase).toBe('ready'))
    expect(bridge.requests.filter(({ route }) => route === 'models.list')).toHaveLength(1)
  })

  it('pauses one account and shows what the host says of it then', async () => {
    const bridge = createFakeBridge({
      'accounts.pause': () => answer(fakeAccount()),
      'accounts.list': () =>
        answer({ items: [fakeAccount({ pause: { reason: 'user', message: 'You paused it.', since: 1 } })] }),
    })
    const accounts = createAccountsStore(bridge)
    await accounts.pause('account_1')
    expect(bridge.requests[0]).toEqual({ route: 'accounts.pause', input: { accountId: 'account_1' } })
    expect(accounts.store.getState().accounts?.[0]?.pause?.reason).toBe('user')
  })

  it('keeps why an account could not be paused', async () => {
    const accounts = createAccountsStore(createFakeBridge({ 'accounts.list': () => answer({ items: [] }) }))
    await accounts.pause('gone')
    expect(accounts.store.getState().failure).toContain('accounts.pause')
  })
})

describe('the batches in sight', () => {
  const batch = (completed: number): Batch => ({
    batchId: 'batch_1',
    name: 'Harbour',
    prompt: 'A harbour',
    createdAt: 1,
    jobCount: 4,
    counts: counts({ completed, queued: 4 - completed }),
    trashedCount: 0,
  })
  const setUp = () => {
    const timers = createFakeTimers()
    let completed = 0
    const bridge = createFakeBridge({ 'batches.get': () => answer(batch((completed += 1))) })
    const cache = createJobCache(bridge, timers)
    const batches = createBatchStore(bridge, cache, timers)
    cache.start()
    bridge.start()
    batches.start()
    const change = (...changes: Parameters<typeof fakeJob>[0][]): void => {
      bridge.emit({
        type: 'jobs.changed',
        data: { jobs: changes.map((job) => fakeJob({ batchId: 'batch_1', ...job })) },
      })
      timers.frame()
      timers.advance(400)
    }
    return { bridge, batches, change, known: () => batches.store.getState().batches.get('batch_1')?.counts.completed }
  }

  it('are asked for once, however many headings show them, and again when a job of theirs changes its state', async () => {
    const { bridge, batches, change, known } = setUp()
    batches.watch('batch_1')
    batches.watch('batch_1')
    await settled()
    expect(known()).toBe(1)
    change({ id: 'a', status: 'completed' }, { id: 'b', status: 'completed' })
    await settled()
    expect(known()).toBe(2)
    expect(bridge.requests).toHaveLength(2)
  })

  it('are left alone by progress, by other batches, and once nobody looks', async () => {
    const { bridge, batches, change } = setUp()
    const stop = batches.watch('batch_1')
    change({ id: 'a', revision: 1, status: 'generating' })
    await settled()
    const before = bridge.requests.length
    change({ id: 'a', revision: 2, status: 'generating', progress: 40 })
    change({ id: 'c', batchId: 'batch_2', status: 'failed' })
    stop()
    change({ id: 'a', revision: 3, status: 'completed' })
    await settled()
    expect(bridge.requests).toHaveLength(before)
  })
})

describe('announcements', () => {
  it('say many changes in one sentence, after a moment', () => {
    const timers = createFakeTimers()
    const announcer = createAnnouncer(timers)
    const before = new Map([['a', fakeJob({ id: 'a', status: 'generating' })]])
    announcer.onChanges(before, [fakeJob({ id: 'a', status: 'downloading' })])
    announcer.onChanges(before, [fakeJob({ id: 'a', status: 'completed' }), fakeJob({ id: 'b', status: 'failed' })])
    announcer.onChanges(before, [fakeJob({ id: 'c', status: 'completed' })])
    expect(announcer.store.getState().text).toBe('')
    timers.advance(1_500)
    expect(announcer.store.getState().text).toBe('2 takes are finished, 1 job failed.')
  })

  it('are silent about progress and about states without news', () => {
    const job = fakeJob({ status: 'generating' })
    expect(changedStatuses(new Map([[job.id, job]]), [{ ...job, revision: 2, progress: 40 }]).size).toBe(0)
    expect(describeStatuses(['queued', 'submitting', 'downloading'])).toBe('')
  })
})

describe('priceUsd', () => {
  it('multiplies seconds and takes, prefers the size, and never guesses', () => {
    const model = fakeModel({ pricePerSecondUsd: { '*': 0.1, '1920x1080': 0.7 } })
    expect(priceUsd(model, { seconds: 8, size: '1280x720', count: 2 })).toBeCloseTo(1.6)
    expect(priceUsd(model, { seconds: 4, size: '1920x1080', count: 1 })).toBeCloseTo(2.8)
    expect(priceUsd(model, { seconds: null, size: null, count: 1 })).toBeNull()
    expect(priceUsd(fakeModel({ pricePerSecondUsd: null }), { seconds: 4, size: null, count: 1 })).toBeNull()
    expect(priceUsd(undefined, { seconds: 4, size: null, count: 1 })).toBeNull()
  })
})

describe('the shared tick', () => {
  it('runs only while somebody looks', () => {
    const timers = createFakeTimers(1_000)
    const now = createNowStore(timers)
    const listener = vi.fn()
    expect(timers.waitingTimers()).toBe(0)
    const stop = now.subscribe(listener)
    timers.advance(3_000)
    expect(listener).toHaveBeenCalledTimes(3)
    expect(now.now()).toBe(4_000)
    stop()
    expect(timers.waitingTimers()).toBe(0)
  })
})
