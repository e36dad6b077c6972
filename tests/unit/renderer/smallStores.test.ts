import { describe, expect, it, vi } from 'vitest'
import { createAccountsStore } from '../../../renderer/src/stores/accountsStore.ts'
import { changedStatuses, createAnnouncer, describeStatuses } from '../../../renderer/src/stores/announcer.ts'
import { createDraftStore, EMPTY_DRAFT, parseDraft } from '../../../renderer/src/stores/draftStore.ts'
import { createJobVerbs } from '../../../renderer/src/stores/jobVerbs.ts'
import { priceUsd } from '../../../renderer/src/stores/modelPrice.ts'
import { createNowStore } from '../../../renderer/src/stores/nowStore.ts'
import { createQueueStore } from '../../../renderer/src/stores/queueStore.ts'
import { neighbours } from '../../../renderer/src/stores/reviewStore.ts'
import { countFor, STATUS_TABS } from '../../../renderer/src/stores/statusTabs.ts'
import type { QueueState } from '../../../shared/ipc/contract.ts'
import { JOB_STATUSES, type Job } from '../../../shared/jobs/job.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../fakes/fakeBridge.ts'
import { fakeAccount, fakeJob, fakeModel, fakeTake } from '../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../fakes/fakeTimers.ts'

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

describe('status tabs', () => {
  it('cover every state exactly once beside "all"', () => {
    const covered = STATUS_TABS.flatMap((tab) => tab.statuses ?? [])
    expect([...covered].sort()).toEqual([...JOB_STATUSES].sort())
    expect(countFor('running', counts({ submitting: 1, generating: 2, downloading: 4, queued: 8 }))).toBe(7)
    expect(countFor('all', counts({ completed: 3, queued: 2 }))).toBe(5)
  })
})

describe('the queue store', () => {
  it('does not let a slow answer overwrite an event', async () => {
    let release = (): void => {}
    const slow: QueueState = { isPaused: false, counts: counts() }
    const bridge = createFakeBridge({
      'queue.state': () => new Promise((resolve) => (release = () => resolve(answer(slow)))),
    })
    const queue = createQueueStore(bridge)
    queue.start()
    bridge.start()
    bridge.emit({ type: 'queue.changed', data: { isPaused: true, counts: counts({ queued: 1 }) } })
    release()
    await new Promise((settled) => setImmediate(settled))
    expect(queue.store.getState().queue).toEqual({ isPaused: true, counts: counts({ queued: 1 }) })
  })

  it('pauses, resumes and keeps the reason of a refusal', async () => {
    const bridge = createFakeBridge({ 'queue.pause': () => answer({ isPaused: true, counts: counts() }) })
    const queue = createQueueStore(bridge)
    await queue.setPaused(true)
    expect(queue.store.getState().queue?.isPaused).toBe(true)
    await queue.setPaused(false)
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
    await new Promise((settled) => setImmediate(settled))
    expect(accounts.store.getState().accounts?.[0]?.name).toBe('newer')
    accounts.needModels('account_1')
    accounts.needModels('account_1')
    await vi.waitFor(() => expect(accounts.store.getState().models['account_1']?.phase).toBe('ready'))
    expect(bridge.requests.filter(({ route }) => route === 'models.list')).toHaveLength(1)
  })
})

describe('job verbs', () => {
  const setUp = (handlers: FakeHandlers) => {
    const bridge = createFakeBridge(handlers)
    const applied: Job[] = []
    const verbs = createJobVerbs({ send: bridge.request, apply: (jobs) => void applied.push(...jobs) })
    return { bridge, verbs, applied, notice: () => verbs.store.getState().notices['job_1'] }
  }

  it('keeps the truth about a cancel: what was reached and that it may still bill', async () => {
    const { verbs, applied, notice } = setUp({
      'jobs.cancel': () =>
        answer({
          job: fakeJob({ status: 'cancelled', revision: 2 }),
          outcome: 'stopped_watching',
          mayStillBill: true,
          message: 'It may still be billed.',
        }),
    })
    await verbs.cancel('job_1')
    expect(applied.map((job) => job.status)).toEqual(['cancelled'])
    expect(notice()).toEqual({ tone: 'warning', text: 'It may still be billed.' })
    verbs.dismissNotice('job_1')
    expect(notice()).toBeUndefined()
  })

  it('sends one request for two clicks', async () => {
    const { bridge, verbs } = setUp({ 'jobs.retry': () => answer(fakeJob({ revision: 2 })) })
    await Promise.all([verbs.retry('job_1'), verbs.retry('job_1')])
    expect(bridge.requests).toHaveLength(1)
    expect(verbs.store.getState().busy.size).toBe(0)
  })

  it('shows a refusal at the row', async () => {
    const { verbs, notice, applied } = setUp({
      'jobs.resolve': () => ({ ok: false, error: { code: 'conflict', message: 'It was settled meanwhile.' } }),
    })
    await verbs.resolve('job_1', { decision: 'attach', remoteId: 'video_9' })
    expect(notice()).toEqual({ tone: 'error', text: 'It was settled meanwhile.' })
    expect(applied).toEqual([])
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

describe('the draft', () => {
  const createStorage = () => {
    const items = new Map<string, string>()
    return {
      items,
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
    }
  }

  it('survives a reload', () => {
    const storage = createStorage()
    createDraftStore(storage).change({ prompt: 'Kites over a beach', seconds: 8 })
    expect(createDraftStore(storage).store.getState()).toMatchObject({ prompt: 'Kites over a beach', seconds: 8 })
  })

  it('starts empty from anything unreadable, and works without storage', () => {
    for (const stored of [null, '', '{', 'null', '[]', '"x"', '{"prompt":5,"count":-1,"seconds":"8"}'])
      expect(parseDraft(stored)).toEqual(EMPTY_DRAFT)
    const forbidden = () => {
      throw new Error('SecurityError')
    }
    const draft = createDraftStore({ getItem: forbidden, setItem: forbidden })
    draft.change({ prompt: 'kept for this page' })
    expect(draft.store.getState().prompt).toBe('kept for this page')
  })
})

describe('neighbours in review', () => {
  it('skip jobs without a take', () => {
    const done = (id: string): Job => fakeJob({ id, status: 'completed', take: fakeTake(id) })
    const jobs = [done('a'), fakeJob({ id: 'b' }), done('c')]
    expect(neighbours(jobs, 'a')).toMatchObject({ previous: null, next: { id: 'c' } })
    expect(neighbours(jobs, 'c')).toMatchObject({ previous: { id: 'a' }, next: null })
    expect(neighbours(jobs, 'gone')).toEqual({ previous: null, next: null })
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
