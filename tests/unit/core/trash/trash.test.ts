import { describe, expect, it } from 'vitest'
import type { Job } from '../../../../shared/jobs/job.ts'
import type { BulkOutcome } from '../../../../shared/jobs/selection.ts'
import { createMemoryFileStore } from '../../../fakes/memoryFileStore.ts'
import {
  expectNoErrors,
  later,
  providerFailure,
  startEngine,
  videoOf,
  type EngineUnderTest,
} from '../jobs/engineUnderTest.ts'

const DAY_MS = 86_400_000
interface TrashPage {
  items: Job[]
  nextCursor: string | null
  count: number
}

async function open() {
  const files = createMemoryFileStore()
  const engine = await startEngine({ files })
  engine.far.on.poll = async (handle) => ({
    kind: 'snapshot',
    snapshot: videoOf((handle as { id: string }).id, { state: 'succeeded', remoteStatus: 'completed' }),
  })
  return engine
}

/** A job whose take is on disk. */
async function finished(engine: EngineUnderTest, changes: Record<string, unknown> = {}): Promise<Job> {
  const { id } = await engine.create(changes)
  await engine.clock.advance(60_000)
  const job = await engine.job(id)
  expect(job.status).toBe('completed')
  return job
}
async function failedJob(engine: EngineUnderTest, changes: Record<string, unknown> = {}): Promise<Job> {
  const { submit } = engine.far.on
  engine.far.on.submit = async () => ({ kind: 'refused', failure: providerFailure('moderation') })
  const { id } = await engine.create(changes)
  await engine.clock.advance(1000)
  engine.far.on.submit = submit
  return engine.job(id)
}
const trash = (engine: EngineUnderTest, ...jobs: Job[]) =>
  engine.ask<BulkOutcome>('jobs.trash', { jobIds: jobs.map((job) => job.id) })
const listed = async (engine: EngineUnderTest, input: unknown = {}) =>
  (await engine.ask<{ items: Job[] }>('jobs.list', input)).items.map((job) => job.id)
const inTrash = (engine: EngineUnderTest, input: unknown = {}) => engine.ask<TrashPage>('trash.list', input)
const rows = (engine: EngineUnderTest, table: string) =>
  engine.db.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get()

describe('the trash', () => {
  it('takes a job out of lists, counts and search, and shows it as it was', async () => {
    const engine = await open()
    const fox = await finished(engine, { prompt: 'a fox' })
    const hare = await finished(engine, { prompt: 'a hare' })
    expect(await trash(engine, fox)).toMatchObject({ done: 1, refused: [] })
    expect(await listed(engine)).toEqual([hare.id])
    expect(await listed(engine, { status: ['completed'] })).toEqual([hare.id])
    expect(await listed(engine, { q: 'fox' })).toEqual([])
    expect(await listed(engine, { q: 'fox', status: ['completed'] })).toEqual([])
    expect(await engine.ask('queue.state')).toMatchObject({ counts: { completed: 1 } })
    expect(await inTrash(engine)).toMatchObject({
      items: [{ id: fox.id, status: 'completed', trashedAt: engine.clock.now(), take: { id: fox.take?.id } }],
      count: 1,
    })
    expect(await engine.job(fox.id)).toMatchObject({ status: 'completed', take: { id: fox.take?.id } })
    expectNoErrors(engine)
  })

  it('gives a job back as it was', async () => {
    const engine = await open()
    const fox = await finished(engine, { prompt: 'a fox' })
    await trash(engine, fox)
    expect(await engine.ask('jobs.restore', { jobIds: [fox.id] })).toMatchObject({ done: 1 })
    const { revision, updatedAt, ...before } = fox
    expect(await engine.job(fox.id)).toMatchObject(before)
    expect(await listed(engine, { q: 'fox' })).toEqual([fox.id])
    expect(await engine.ask('queue.state')).toMatchObject({ counts: { completed: 1 } })
    expect(await inTrash(engine)).toMatchObject({ items: [], count: 0 })
    expect([revision, updatedAt].every(Number.isInteger)).toBe(true)
    const { items } = await engine.ask<{ items: { type: string }[] }>('jobs.events', { jobId: fox.id })
    expect(items.map((event) => event.type).slice(-2)).toEqual(['trashed', 'restored'])
  })

  it('tells screens what left, and sends what came back', async () => {
    const engine = await open()
    const fox = await finished(engine)
    engine.events.length = 0
    await trash(engine, fox)
    expect(engine.events.filter((event) => event.type === 'jobs.changed')).toEqual([])
    expect(engine.events).toContainEqual({ type: 'library.changed', data: { removedIds: [fox.id] } })
    engine.events.length = 0
    await engine.ask('jobs.restore', { all: true })
    expect(engine.events.find((event) => event.type === 'jobs.changed')).toMatchObject({
      data: { jobs: [{ id: fox.id, trashedAt: null }] },
    })
  })

  it('takes no unfinished job, and says why', async () => {
    const engine = await open()
    engine.far.on.poll = async (handle) => ({ kind: 'snapshot', snapshot: videoOf((handle as { id: string }).id) })
    const running = await engine.create()
    await engine.clock.advance(5000)
    const error = await engine.refused('jobs.trash', { jobIds: [running.id] })
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining('generating') as string })
    expect(await engine.refused('jobs.trash', { jobIds: ['nobody'] })).toMatchObject({ code: 'not_found' })
    const failed = await failedJob(engine)
    expect(await trash(engine, running, failed)).toMatchObject({ done: 1, refused: [{ jobId: running.id }] })
    expect(await engine.refused('jobs.trash', { jobIds: [failed.id] })).toMatchObject({ code: 'conflict' })
  })

  it('lets a cancelled request be answered first, so that its remote id finds its job', async () => {
    const engine = await open()
    const { answer, give } = later<Awaited<ReturnType<typeof engine.far.on.submit>>>()
    engine.far.on.submit = () => answer
    const job = await engine.create()
    await engine.clock.advance(1000)
    await engine.ask('jobs.cancel', { jobId: job.id })
    expect(await engine.refused('jobs.trash', { jobIds: [job.id] })).toMatchObject({ code: 'conflict' })
    give({ kind: 'accepted', snapshot: videoOf('video_9') })
    await engine.clock.advance(100)
    expect(await trash(engine, job)).toMatchObject({ done: 1 })
    expect(await engine.job(job.id)).toMatchObject({ remoteId: 'video_9', status: 'cancelled' })
  })

  it('keeps its jobs from every verb but restoring', async () => {
    const engine = await open()
    const job = await failedJob(engine)
    await trash(engine, job)
    for (const route of ['jobs.retry', 'jobs.cancel', 'jobs.reorder'])
      expect(await engine.refused(route, { jobId: job.id }), route).toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('trash') as string,
      })
    const child = { prompt: 'x', parentJobId: job.id, relation: 'remix' }
    expect(await engine.refused('jobs.create', child)).toMatchObject({ code: 'invalid', field: 'parentJobId' })
  })

  it('lists its pages last trashed first', async () => {
    const engine = await open()
    const jobs: Job[] = []
    for (let index = 0; index < 5; index += 1) jobs.push(await failedJob(engine))
    const order = [2, 0, 4, 1, 3].map((index) => jobs[index]).filter((job) => job !== undefined)
    for (const job of order) {
      await trash(engine, job)
      await engine.clock.advance(job === order[1] ? 0 : 1000)
    }
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: TrashPage = await inTrash(engine, { limit: 2, ...(cursor === '' ? {} : { cursor }) })
      seen.push(...page.items.map((job) => job.id))
      cursor = page.nextCursor
    }
    expect(seen.toSorted()).toEqual(jobs.map((job) => job.id).toSorted())
    expect([seen[0], seen[1], seen[4]]).toEqual([order[4]?.id, order[3]?.id, order[0]?.id])
    expect(await engine.refused('trash.list', { cursor: 'czE' })).toMatchObject({ code: 'bad_request' })
  })
})

describe('emptying the trash', () => {
  it('removes files and rows of the jobs in it and of no other', async () => {
    const engine = await open()
    const fox = await finished(engine, { prompt: 'fox' })
    const hare = await finished(engine, { prompt: 'hare' })
    await trash(engine, fox)
    expect(engine.files.paths()).toHaveLength(4)
    expect(await engine.ask('trash.empty')).toMatchObject({ done: 1, refused: [] })
    expect(engine.files.paths().toSorted()).toEqual(
      [`/videos/${hare.take?.fileName}`, `/videos/${hare.take?.fileName.replace('.mp4', '.json')}`].toSorted(),
    )
    expect([rows(engine, 'jobs'), rows(engine, 'assets'), rows(engine, 'submissions')]).toEqual([1, 1, 1])
    expect(await engine.refused('jobs.get', { jobId: fox.id })).toMatchObject({ code: 'not_found' })
    expect(await engine.job(hare.id)).toMatchObject({ status: 'completed' })
    expectNoErrors(engine)
  })

  it('does not mind files that are gone already', async () => {
    const engine = await open()
    const fox = await finished(engine)
    await engine.files.remove(`/videos/${fox.take?.fileName}`)
    await trash(engine, fox)
    expect(await engine.ask('trash.empty', { jobIds: [fox.id] })).toMatchObject({ done: 1 })
    expect(rows(engine, 'jobs')).toBe(0)
  })

  it('keeps a take whose file cannot be deleted, and says so', async () => {
    const engine = await open()
    const fox = await finished(engine)
    await trash(engine, fox)
    engine.files.failNext('remove', 'EBUSY', { ending: '.mp4' })
    expect(await engine.ask('trash.empty')).toMatchObject({ done: 0, refused: [{ jobId: fox.id }] })
    expect(await engine.ask('jobs.restore', { jobIds: [fox.id] })).toMatchObject({ done: 1 })
    expect(engine.files.contents(`/videos/${fox.take?.fileName}`)).not.toBeNull()
  })

  it('never removes what an unfinished job derives from, nor what is not in it', async () => {
    const engine = await open()
    const fox = await finished(engine)
    await engine.ask('queue.pause')
    const remix = await engine.create({ parentJobId: fox.id, relation: 'remix' })
    expect(await engine.ask('trash.empty', { jobIds: [fox.id] })).toMatchObject({ done: 0, refusedCount: 1 })
    await trash(engine, fox)
    expect(await engine.ask('trash.empty')).toMatchObject({ done: 0, refused: [{ jobId: fox.id }] })
    await engine.ask('queue.resume')
    await engine.clock.advance(60_000)
    expect(await engine.job(remix.id)).toMatchObject({ status: 'completed', parentJobId: fox.id })
    expect(await engine.ask('trash.empty')).toMatchObject({ done: 1 })
    expect(await engine.job(remix.id)).toMatchObject({ status: 'completed', parentJobId: fox.id })
  })

  it('refuses to make a derived take again whose parent is gone for good', async () => {
    const engine = await open()
    const fox = await finished(engine)
    const remix = await failedJob(engine, { parentJobId: fox.id, relation: 'remix' })
    await trash(engine, fox)
    await engine.ask('trash.empty')
    expect(await engine.refused('jobs.retry', { jobId: remix.id })).toMatchObject({ code: 'conflict' })
  })

  it('remembers whose a remote id was, so that a removed video is never taken for a lost answer', async () => {
    const engine = await open()
    const fox = await finished(engine)
    await trash(engine, fox)
    await engine.ask('trash.empty')
    engine.far.can.list = 'yes'
    engine.far.on.list = async () => ({
      kind: 'page',
      items: [
        videoOf(fox.remoteId ?? '', {
          prompt: 'a fox',
          model: 'm',
          seconds: 4,
          size: '1280x720',
          createdAt: engine.clock.now(),
        }),
      ],
      nextCursor: null,
      serverTime: engine.clock.now(),
    })
    engine.far.on.submit = async () => ({ kind: 'unknown', failure: providerFailure('network') })
    const lost = await engine.create({ prompt: 'a fox' })
    await engine.clock.advance(200_000)
    expect(await engine.job(lost.id)).toMatchObject({ status: 'needs_attention', remoteId: null })
  })

  it('waits for a request that may still turn up', async () => {
    const engine = await open()
    engine.far.on.submit = async () => ({ kind: 'unknown', failure: providerFailure('network') })
    const lost = await engine.create()
    await engine.clock.advance(1000)
    await engine.ask('jobs.resolve', { jobId: lost.id, decision: { decision: 'fail' } })
    await trash(engine, lost)
    expect(await engine.ask('trash.empty')).toMatchObject({ done: 0, refusedCount: 1 })
    await engine.clock.advance(2 * 3_600_000)
    expect(await engine.ask('trash.empty')).toMatchObject({ done: 1 })
  })

  it('ends after a restart what a crash interrupted, and restores nothing half removed', async () => {
    const engine = await open()
    const fox = await finished(engine)
    await trash(engine, fox)
    const { remove } = engine.files
    // The process dies when the video is gone and the rest is not.
    engine.files.remove = (path) => (path.endsWith('.json') ? new Promise(() => undefined) : remove(path))
    void engine.host.dispatch('trash.empty', {})
    await engine.clock.advance(1000)
    engine.files.remove = remove
    expect([rows(engine, 'jobs'), engine.files.paths().length]).toEqual([1, 1])
    expect(await engine.refused('jobs.restore', { jobIds: [fox.id] })).toMatchObject({ code: 'conflict' })
    const next = await engine.restart()
    await next.clock.advance(1000)
    expect(rows(next, 'jobs')).toBe(0)
    expect(next.files.paths()).toEqual([])
    expectNoErrors(next)
  })
})

describe('retention', () => {
  it('removes a job for good after thirty days, not earlier', async () => {
    const engine = await open()
    const fox = await finished(engine)
    await trash(engine, fox)
    await engine.clock.advance(30 * DAY_MS - 1)
    expect(await inTrash(engine)).toMatchObject({ count: 1 })
    await engine.clock.advance(2)
    await engine.clock.advance(10)
    expect(await inTrash(engine)).toMatchObject({ count: 0 })
    expect(engine.files.paths()).toEqual([])
  })

  it('follows the setting, also for what is in the trash already', async () => {
    const engine = await open()
    await trash(engine, await failedJob(engine))
    await engine.ask('settings.update', { trashRetentionDays: 1 })
    await engine.clock.advance(DAY_MS + 10)
    expect(await inTrash(engine)).toMatchObject({ count: 0 })
  })

  it('counts the time in which Dailies was not running', async () => {
    const engine = await open()
    await trash(engine, await failedJob(engine))
    await engine.host.stop()
    engine.clock.jumpWallClock(31 * DAY_MS)
    const next = await engine.restart()
    await next.clock.advance(1000)
    expect(await inTrash(next)).toMatchObject({ count: 0 })
  })

  it('arms no timer while the trash is empty', async () => {
    const engine = await open()
    await finished(engine)
    await engine.clock.advance(60_000)
    expect(engine.clock.pendingTimers()).toBe(0)
  })
})
