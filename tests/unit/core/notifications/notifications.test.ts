import { describe, expect, it } from 'vitest'
import type { Notifier } from '../../../../electron/core/ports.ts'
import type { Notice } from '../../../../shared/activity/notice.ts'
import type { RouteOutput } from '../../../../shared/ipc/contract.ts'
import { createMemoryFileStore } from '../../../fakes/memoryFileStore.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'
import {
  expectNoErrors,
  openVideo,
  providerFailure,
  startEngine,
  videoOf,
  type EngineOptions,
  type EngineUnderTest,
} from '../jobs/engineUnderTest.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Page = RouteOutput<'notifications.list'>
type Shown = Parameters<Notifier['show']>[0]

async function open(options: EngineOptions = {}) {
  const shown: Shown[] = []
  const engine = await startEngine({ ...options, notifier: { show: (notice) => void shown.push(notice) } })
  return { engine, shown, ...readingOf(engine) }
}

function readingOf(engine: EngineUnderTest) {
  const page = (input = {}) => engine.ask<Page>('notifications.list', input)
  const told = async () => (await page()).items.reverse().map((notice) => [notice.kind, notice.text])
  return { page, told }
}

const succeed = (engine: EngineUnderTest, changes = {}): void => {
  engine.far.on.poll = async (handle) => ({
    kind: 'snapshot',
    snapshot: videoOf((handle as { id: string }).id, { state: 'succeeded', ...changes }),
  })
}
const refuse = (engine: EngineUnderTest, code: 'moderation' | 'quota' | 'auth' = 'moderation'): void => {
  engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure(code, { message: 'No.' }) })
}

describe('a notice', () => {
  it('tells a single finished take, and every screen hears of it', async () => {
    const { engine, shown, page } = await open()
    succeed(engine)
    const { id } = await engine.create()
    await engine.clock.advance(MINUTE)
    const { items, unreadCount, nextCursor } = await page()
    expect(items).toEqual([
      expect.objectContaining({
        kind: 'job_finished',
        jobId: id,
        accountId: engine.accountId,
        text: 'Finished: “a fox”.',
        isRead: false,
      }),
    ])
    expect([unreadCount, nextCursor]).toEqual([1, null])
    expect(engine.events.filter((event) => event.type === 'notifications.changed')).toEqual([
      { type: 'notifications.changed', data: { unreadCount: 1, newest: items[0] } },
    ])
    expect(shown).toEqual([{ notice: items[0], isUpdate: false, unreadCount: 1 }])
    expectNoErrors(engine)
  })

  it('sums a batch up once, when its last job rests', async () => {
    const { engine, told } = await open()
    succeed(engine)
    await engine.ask('jobs.createMany', {
      items: [{ prompt: 'a fox', count: 12 }],
      requestId: 'r',
      name: 'Foxes',
    })
    await engine.clock.advance(10 * MINUTE)
    expect(await told()).toEqual([['batch_finished', '“Foxes”: 12 of 12 finished.']])
  })

  it('tells thirty failures with one cause once, at once, with their number', async () => {
    const { engine, told, shown } = await open()
    refuse(engine)
    await engine.ask('jobs.createMany', { items: [{ prompt: 'a fox', count: 30 }], requestId: 'r' })
    await engine.clock.advance(MINUTE)
    expect(await told()).toEqual([
      ['job_failed', '30 failures on far.example: No.'],
      ['batch_finished', '30 failed.'],
    ])
    expect(shown.filter(({ isUpdate }) => !isUpdate).map(({ notice }) => notice.kind)).toEqual([
      'job_failed',
      'batch_finished',
    ])
  })

  it('is new again once the one before was read', async () => {
    const { engine, page } = await open()
    refuse(engine)
    await engine.create()
    await engine.clock.advance(1000)
    const [first] = (await page()).items
    expect(await engine.ask('notifications.markRead', { upToId: first?.id })).toEqual({ unreadCount: 0 })
    expect(engine.events.at(-1)).toEqual({
      type: 'notifications.changed',
      data: { unreadCount: 0, newest: null },
    })
    await engine.create()
    await engine.clock.advance(1000)
    const { items, unreadCount } = await page()
    expect(items.map((notice) => [notice.values['count'], notice.isRead])).toEqual([
      [1, false],
      [1, true],
    ])
    expect(unreadCount).toBe(1)
  })

  it('asks for the decision that a lost answer needs', async () => {
    const { engine, told } = await open()
    engine.far.on.submit = async () => ({ kind: 'unknown', failure: providerFailure('network') })
    const { id } = await engine.create()
    await engine.clock.advance(1000)
    expect(await told()).toEqual([['needs_attention', expect.stringContaining('may or may not have landed')]])
    await engine.ask('jobs.resolve', { jobId: id, decision: { decision: 'fail' } })
    await engine.clock.advance(1000)
    expect(await told()).toHaveLength(1)
  })

  it.each(['auth', 'quota'] as const)('says that an account is paused: %s', async (code) => {
    const { engine, told } = await open()
    refuse(engine, code)
    await engine.create()
    await engine.create()
    await engine.clock.advance(MINUTE)
    expect(await told()).toEqual([['account_paused', expect.stringMatching(/^far\.example is paused\. .*No\./)]])
    await engine.ask('accounts.resume', { accountId: engine.accountId })
    await engine.clock.advance(MINUTE)
    expect(await told()).toHaveLength(2)
  })

  it('says nothing about a pause that the person made', async () => {
    const { engine, told } = await open()
    await engine.ask('accounts.pause', { accountId: engine.accountId })
    await engine.clock.advance(MINUTE)
    expect(await told()).toEqual([])
  })

  it('says once that the disk is full, however often that is met, and again after a take was saved', async () => {
    const files = createMemoryFileStore({ capacityBytes: 1000 })
    const { engine, told } = await open({ files })
    succeed(engine)
    await engine.create()
    await engine.clock.advance(10 * MINUTE)
    expect(await told()).toEqual([['storage_problem', expect.stringContaining('The disk is full')]])
    const next = await engine.restart()
    await next.clock.advance(10 * MINUTE)
    expect(await readingOf(next).told()).toHaveLength(1)
    files.setCapacity(10 ** 12)
    await next.clock.advance(2 * MINUTE)
    files.setCapacity(1000)
    await next.create()
    await next.clock.advance(5 * MINUTE)
    const kinds = (await readingOf(next).told()).map(([kind]) => kind)
    expect(kinds).toEqual(['storage_problem', 'job_finished', 'storage_problem'])
    expectNoErrors(next)
  })

  it.each([
    ['EROFS', 'can only be read'],
    ['EACCES', 'may not write'],
    ['EIO', 'cannot be written'],
  ])('says that the videos folder cannot be written: %s', async (code, words) => {
    const files = createMemoryFileStore()
    files.failNext('makeFolder', code, { times: 20 })
    const { engine, told } = await open({ files })
    succeed(engine)
    await engine.create()
    await engine.clock.advance(MINUTE)
    expect(await told()).toEqual([['storage_problem', expect.stringContaining(words)]])
  })

  it('does not cry over a disk that failed once', async () => {
    const files = createMemoryFileStore()
    files.failNext('makeFolder', 'EIO')
    const { engine, told } = await open({ files })
    succeed(engine)
    await engine.create()
    await engine.clock.advance(MINUTE)
    expect(await told()).toMatchObject([['job_finished', expect.any(String)]])
  })
})

describe('the history', () => {
  it('keeps what is switched off; only showing stops', async () => {
    const { engine, shown, told } = await open()
    succeed(engine)
    const settings = await engine.ask<{ notify: object }>('settings.update', { notify: { job_finished: false } })
    expect(settings.notify).toMatchObject({ job_finished: false, job_failed: true, batch_finished: true })
    await engine.create()
    await engine.clock.advance(MINUTE)
    expect(await told()).toHaveLength(1)
    expect(shown).toEqual([])
  })

  it('is read in pages, newest first', async () => {
    const { engine, page } = await open()
    succeed(engine)
    for (let count = 0; count < 5; count += 1) {
      await engine.create({ prompt: `fox ${count}` })
      await engine.clock.advance(3 * MINUTE)
    }
    const first = await page({ limit: 3 })
    const second = await page({ limit: 3, cursor: first.nextCursor })
    const texts = [...first.items, ...second.items].map((notice: Notice) => notice.text)
    expect(texts).toEqual([4, 3, 2, 1, 0].map((count) => `Finished: “fox ${count}”.`))
    expect(second.nextCursor).toBeNull()
    expect(await engine.refused('notifications.list', { cursor: 'x' })).toMatchObject({ field: 'cursor' })
  })

  it('puts a notice that grew where it was told last, also across pages', async () => {
    const { engine, page } = await open()
    refuse(engine)
    const { jobIds } = await engine.ask<{ jobIds: string[] }>('jobs.createMany', {
      items: [
        { prompt: 'a fox', count: 1 },
        { prompt: 'an owl', count: 1 },
      ],
      requestId: 'r',
    })
    await engine.clock.advance(2 * MINUTE)
    succeed(engine)
    engine.far.on.submit = async () => ({ kind: 'accepted', snapshot: videoOf('v9', { state: 'succeeded' }) })
    await engine.create({ prompt: 'a hare' })
    await engine.clock.advance(2 * MINUTE)
    refuse(engine)
    await engine.ask('jobs.retry', { jobId: jobIds[0] })
    await engine.clock.advance(2 * MINUTE)
    const { items } = await page()
    const moments = items.map(({ at }) => at)
    expect(moments).toEqual(moments.toSorted((left, right) => right - left))
    expect(items.map(({ id }) => id)).not.toEqual(items.map(({ id }) => id).toSorted((left, right) => right - left))
    const first = await page({ limit: 1 })
    const second = await page({ limit: 50, cursor: first.nextCursor })
    expect([...first.items, ...second.items]).toEqual(items)
  })

  it('ends after a thousand notices and after ninety days', async () => {
    const { engine, page } = await open()
    const { db, clock } = engine
    const newestId = () => Number(db.prepare('SELECT max(id) FROM notices').pluck().get())
    const add = db.prepare("INSERT INTO notices (at, kind, cause, details) VALUES (?, 'job_finished', 'old', '{}')")
    db.transaction(() => {
      for (let count = 0; count < 1500; count += 1) add.run(clock.now() - 89 * 24 * HOUR)
    })()
    succeed(engine)
    await engine.create()
    await clock.advance(MINUTE)
    expect(db.prepare('SELECT count(*) FROM notices').pluck().get()).toBe(1000)
    await clock.advance(25 * HOUR)
    await engine.create()
    await clock.advance(MINUTE)
    expect((await page()).items).toHaveLength(2)
    const before = newestId()
    await clock.advance(100 * 24 * HOUR)
    await engine.create()
    await clock.advance(MINUTE)
    expect((await page()).items.map((notice) => notice.id)).toEqual([before + 1])
  })

  it('does not stop the work when a shell fails to show', async () => {
    const engine = await startEngine({
      notifier: {
        show: () => {
          throw new Error('no notification daemon')
        },
      },
    })
    succeed(engine)
    const { id } = await engine.create()
    await engine.clock.advance(MINUTE)
    expect((await engine.job(id)).status).toBe('completed')
    expect(await readingOf(engine).told()).toHaveLength(1)
    expectNoErrors(engine)
  })
})

describe('across a restart', () => {
  it('what was not told yet is told at the start, and nothing is told twice', async () => {
    const { engine, page } = await open()
    refuse(engine)
    await engine.create()
    // The job has failed and is committed; what to tell is decided a moment later.
    await engine.clock.settle()
    const before = (await page()).items
    const next = await engine.restart()
    await next.clock.advance(MINUTE)
    const after = (await readingOf(next).page()).items
    expect([before.length, after.length]).toEqual([0, 1])
    const third = await next.restart()
    await third.clock.advance(MINUTE)
    expect((await readingOf(third).page()).items).toEqual(after)
    expect(third.db.prepare('SELECT count(*) FROM notice_inbox').pluck().get()).toBe(0)
  })

  it('a request that was cut off needs a decision, and that is told', async () => {
    const { engine } = await open()
    engine.far.on.submit = () => new Promise(() => undefined)
    await engine.create()
    await engine.clock.advance(1000)
    const next = await engine.restart()
    await next.clock.advance(1000)
    expect(await readingOf(next).told()).toMatchObject([['needs_attention', expect.any(String)]])
  })
})

describe('a take that is not on disk while its copy nears its end', () => {
  const stuck = (engine: EngineUnderTest, lifeMs: number): void => {
    const expiresAt = engine.clock.now() + lifeMs
    succeed(engine, { expiresAt })
    engine.far.on.openAsset = async () => ({ kind: 'failed', failure: providerFailure('network') })
  }

  it('is told two hours and twenty minutes before, once each, also across a restart', async () => {
    const { engine, shown, told } = await open()
    stuck(engine, 24 * HOUR)
    await engine.create()
    await engine.clock.advance(21.9 * HOUR)
    expect(await told()).toEqual([])
    await engine.clock.advance(0.2 * HOUR)
    expect(await told()).toEqual([['expires_soon', expect.stringContaining('deletes it in 2 hours')]])
    const next = await engine.restart()
    await next.clock.advance(1.5 * HOUR)
    expect(await readingOf(next).told()).toHaveLength(1)
    await next.clock.advance(10 * MINUTE)
    const { items } = await readingOf(next).page()
    expect(items, 'the later warning stands in the place of the earlier').toEqual([
      expect.objectContaining({ kind: 'expires_soon', text: expect.stringContaining('in 20 minutes') as string }),
    ])
    expect(
      shown.map(({ isUpdate }) => isUpdate),
      'it pops up both times',
    ).toEqual([false, false])
  })

  it('is one notice with the takes that came to it, unread again, and pops up anew as that one was read', async () => {
    const { engine, shown, page } = await open({ account: { concurrency: 10 } })
    stuck(engine, HOUR)
    await engine.create()
    await engine.clock.advance(31 * MINUTE)
    const [early] = (await page()).items
    await engine.ask('notifications.markRead', { upToId: early?.id })
    succeed(engine, { expiresAt: engine.clock.now() + HOUR })
    await engine.create()
    await engine.clock.advance(10 * MINUTE)
    const pops = () => shown.filter(({ isUpdate }) => !isUpdate).length
    expect([(await page()).items.length, pops()]).toEqual([1, 1])
    await engine.clock.advance(21 * MINUTE)
    const { items, unreadCount } = await page()
    expect(items.map(({ id, values }) => [id, values['count']])).toEqual([[early?.id, 2]])
    expect([unreadCount, pops()]).toEqual([1, 2])
  })

  it('is nothing to tell when it is fetched in the ordinary way, though its copy lives an hour only', async () => {
    const { engine, told } = await open()
    succeed(engine, { expiresAt: engine.clock.now() + HOUR })
    await engine.create()
    await engine.clock.advance(2 * HOUR)
    expect(await told()).toMatchObject([['job_finished', expect.any(String)]])
    expect(engine.db.prepare('SELECT count(*) FROM expiry_warnings').pluck().get()).toBe(0)
  })

  it('is told once for many, and forgotten when they are saved', async () => {
    const { engine, told } = await open({ account: { concurrency: 10 } })
    stuck(engine, HOUR)
    for (let count = 0; count < 6; count += 1) await engine.create()
    await engine.clock.advance(32 * MINUTE)
    expect(await told()).toEqual([['expires_soon', expect.stringMatching(/^6 finished takes are not on this disk/)]])
    engine.far.on.openAsset = async () => openVideo(tinyVideo('x'))
    await engine.clock.advance(5 * MINUTE)
    expect(engine.db.prepare('SELECT count(*) FROM expiry_warnings').pluck().get()).toBe(0)
  })
})

it('arms no timer while nothing is going on', async () => {
  const { engine } = await open()
  succeed(engine)
  await engine.create()
  await engine.clock.advance(HOUR)
  expect(engine.clock.pendingTimers()).toBe(0)
})
