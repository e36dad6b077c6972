import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FileManager } from '../../../../electron/core/ports.ts'
import type { Job, JobEvent, Take } from '../../../../shared/jobs/job.ts'
import { canCheckAgain } from '../../../../shared/jobs/jobRules.ts'
import { createMemoryFileStore } from '../../../fakes/memoryFileStore.ts'
import { tinyVideo } from '../../../harness/fakeProvider/tinyVideo.ts'
import {
  expectNoErrors,
  openVideo,
  providerFailure,
  startEngine,
  videoOf,
  type EngineUnderTest,
} from '../jobs/engineUnderTest.ts'
import { makeMp4 } from './mp4Fixture.ts'

interface Saved {
  engine: EngineUnderTest
  job: Job
  take: Take
  path: string
}

async function saved(options: Parameters<typeof startEngine>[0] = {}): Promise<Saved> {
  const engine = await startEngine(options)
  engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'succeeded' }) })
  const { id } = await engine.create()
  await engine.clock.advance(60_000)
  const job = await engine.job(id)
  const take = job.take ?? expect.fail('nothing was saved')
  return { engine, job, take, path: join('/videos', take.fileName) }
}

const check = ({ engine, take }: Saved) =>
  engine.ask<{ isPresent: boolean; problem: string | null }>('takes.check', { takeId: take.id })

const takeNow = async ({ engine, job }: Saved): Promise<Take> =>
  (await engine.job(job.id)).take ?? expect.fail('the take is no longer shown')

const fetchMedia = ({ engine, take }: Saved, search = ''): Promise<Response> =>
  engine.host.fetch(new Request(`http://host/media/${take.id}${search}`))

const bytesNow = ({ engine, path }: Saved): Uint8Array => engine.files.contents(path) ?? expect.fail('no file')

const eventsOf = async ({ engine, job }: Saved): Promise<string[]> =>
  (await engine.ask<{ items: JobEvent[] }>('jobs.events', { jobId: job.id })).items.map(({ type }) => type)

describe('a check of the file of a take', () => {
  it('finds it where it was saved', async () => {
    expect(await check(await saved())).toEqual({ isPresent: true, problem: null })
  })

  it('notes that it was deleted, once, and tells the screens', async () => {
    const one = await saved()
    await one.engine.files.remove(one.path)
    const before = (await one.engine.job(one.job.id)).revision
    expect(await check(one)).toEqual({
      isPresent: false,
      problem: `The file of this take is gone: ${one.take.fileName} is no longer in its folder.`,
    })
    await check(one)
    expect((await takeNow(one)).missingSince).toBeTypeOf('number')
    expect((await one.engine.job(one.job.id)).revision).toBe(before + 1)
    expect((await eventsOf(one)).filter((type) => type === 'file_missing')).toHaveLength(1)
    const told = one.engine.events.findLast((event) => event.type === 'jobs.changed')
    expect(told?.data).toMatchObject({ jobs: [{ take: { missingSince: expect.any(Number) as number } }] })
  })

  it('tells a file that was cut off from one that another program made anew', async () => {
    const one = await saved()
    const bytes = bytesNow(one)
    one.engine.files.place(one.path, bytes.slice(0, bytes.length - 10))
    expect(await check(one)).toMatchObject({ isPresent: false, problem: expect.stringContaining('damaged') as string })
    one.engine.files.place(one.path, makeMp4())
    expect(await check(one)).toMatchObject({ isPresent: true, problem: expect.stringContaining('changed') as string })
    expect((await takeNow(one)).missingSince).toBeUndefined()
    expect(await eventsOf(one)).toEqual(expect.arrayContaining(['file_missing', 'file_back']))
  })

  it('refuses what is no take', async () => {
    const { engine } = await saved()
    expect(await engine.refused('takes.check', { takeId: 'take_x' })).toMatchObject({ code: 'not_found' })
  })
})

describe('whoever asks for a file that is gone', () => {
  it('gets a sentence, and the take says so from then on, until the file is back', async () => {
    const one = await saved()
    const bytes = bytesNow(one)
    await one.engine.files.remove(one.path)
    const answer = await fetchMedia(one)
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('is no longer in its folder')])
    expect((await takeNow(one)).missingSince).toBeTypeOf('number')
    one.engine.files.place(one.path, bytes)
    expect((await fetchMedia(one)).status).toBe(200)
    expect((await takeNow(one)).missingSince).toBeUndefined()
    expectNoErrors(one.engine)
  })

  it('gets 410 for a file that is cut off', async () => {
    const one = await saved()
    one.engine.files.place(one.path, bytesNow(one).slice(0, 50))
    expect((await fetchMedia(one)).status).toBe(410)
    expect((await takeNow(one)).missingSince).toBeTypeOf('number')
  })

  it('is answered even if that cannot be written down', async () => {
    const one = await saved()
    await one.engine.files.remove(one.path)
    one.engine.db.pragma('query_only = ON')
    expect((await fetchMedia(one)).status).toBe(404)
    one.engine.db.pragma('query_only = OFF')
  })
})

describe('downloading again', () => {
  it('fetches a lost file from the provider, as the same take, without a new generation', async () => {
    const one = await saved()
    await one.engine.files.remove(one.path)
    await check(one)
    expect(canCheckAgain(await one.engine.job(one.job.id))).toBe(true)
    const asked = await one.engine.ask<Job>('jobs.refresh', { jobId: one.job.id })
    expect(asked).toMatchObject({ status: 'downloading', take: null })
    await one.engine.clock.advance(5000)
    const after = await one.engine.job(one.job.id)
    expect(after).toMatchObject({
      status: 'completed',
      attempts: 1,
      take: { id: one.take.id, sha256: one.take.sha256 },
    })
    expect(after.take?.missingSince).toBeUndefined()
    expect(canCheckAgain(after)).toBe(false)
    expect(bytesNow(one)).toEqual(new Uint8Array(tinyVideo('video_1')))
    expect(one.engine.far.count('submit')).toBe(1)
    expect(one.engine.db.prepare('SELECT count(*) FROM generation_times').pluck().get()).toBe(1)
    expectNoErrors(one.engine)
  })

  it('leaves a damaged file alone and saves beside it', async () => {
    const one = await saved()
    const cut = bytesNow(one).slice(0, 50)
    one.engine.files.place(one.path, cut)
    await one.engine.ask('jobs.refresh', { jobId: one.job.id })
    await one.engine.clock.advance(5000)
    expect((await takeNow(one)).fileName).toBe(one.take.fileName.replace('.mp4', ' (2).mp4'))
    expect(one.engine.files.contents(one.path)).toEqual(cut)
    expect((await fetchMedia(one)).status).toBe(200)
  })

  it('asks nobody while the file is there', async () => {
    const one = await saved()
    const calls = one.engine.far.calls.length
    expect(await one.engine.ask('jobs.refresh', { jobId: one.job.id })).toMatchObject({ status: 'completed' })
    expect(one.engine.far.calls).toHaveLength(calls)
  })

  it('is refused when the provider has no copy any more, or does not answer; the job stays as it is', async () => {
    const one = await saved()
    await one.engine.files.remove(one.path)
    const refusal = () => one.engine.refused('jobs.refresh', { jobId: one.job.id })
    one.engine.far.on.poll = async () => ({ kind: 'gone', failure: providerFailure('lost') })
    expect(await refusal()).toMatchObject({ code: 'conflict', message: expect.stringContaining('no longer') as string })
    one.engine.far.on.poll = async () => ({ kind: 'snapshot', snapshot: videoOf('video_1', { state: 'expired' }) })
    expect(await refusal()).toMatchObject({ code: 'conflict' })
    one.engine.far.on.poll = async () => ({ kind: 'failed', failure: providerFailure('network') })
    expect(await refusal()).toMatchObject({ message: expect.stringContaining('just now') as string })
    expect(await one.engine.job(one.job.id)).toMatchObject({ status: 'completed' })
  })

  it('goes on after a crash', async () => {
    const one = await saved({ files: createMemoryFileStore() })
    await one.engine.files.remove(one.path)
    one.engine.far.on.openAsset = async () => ({ kind: 'not_ready', failure: providerFailure('network') })
    await one.engine.ask('jobs.refresh', { jobId: one.job.id })
    one.engine.far.on.openAsset = async () => openVideo(tinyVideo('video_1'))
    const after = await one.engine.restart()
    await after.clock.advance(120_000)
    expect(await after.job(one.job.id)).toMatchObject({ status: 'completed', take: { id: one.take.id } })
  })
})

describe('showing a file in the file manager', () => {
  const manager = (): { shown: string[]; fileManager: FileManager } => {
    const shown: string[] = []
    return { shown, fileManager: { reveal: async (path) => void shown.push(path) } }
  }

  it('is done by the door that can', async () => {
    const { shown, fileManager } = manager()
    const one = await saved({ fileManager, door: 'desktop' })
    expect(await one.engine.ask('app.info')).toMatchObject({
      door: 'desktop',
      canReveal: true,
      platform: process.platform,
    })
    await one.engine.ask('takes.reveal', { takeId: one.take.id })
    expect(shown).toEqual([one.path])
    await one.engine.files.remove(one.path)
    expect(await one.engine.refused('takes.reveal', { takeId: one.take.id })).toMatchObject({ code: 'not_found' })
    expect(shown).toHaveLength(1)
  })

  it('is refused elsewhere, with the folder', async () => {
    const one = await saved()
    expect(await one.engine.ask('app.info')).toMatchObject({ door: 'server', canReveal: false })
    expect(await one.engine.refused('takes.reveal', { takeId: one.take.id })).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('/videos') as string,
    })
  })
})

it('a copy carries the prompt of its job', async () => {
  const one = await saved()
  const answer = await fetchMedia(one, '?download=1&embed=1')
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  expect(answer.status).toBe(200)
  expect(text).toContain('"prompt":"a fox"')
  expect(text).not.toContain('far.example')
})
