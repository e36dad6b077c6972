import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGenerationTimesRepository } from '../../../../electron/core/jobs/generationTimesRepository.ts'
import { createJobRepository } from '../../../../electron/core/jobs/jobRepository.ts'
import { createSubmissionRepository } from '../../../../electron/core/jobs/submissionRepository.ts'
import { JOB_STATUSES } from '../../../../shared/jobs/job.ts'
import { addAccount, newJob, openMemoryLibrary, T0 } from './library.ts'

function open() {
  const db = openMemoryLibrary()
  addAccount(db, 'account_1')
  addAccount(db, 'account_2')
  const jobs = createJobRepository(db)
  let made = 0
  const add = (changes: Parameters<typeof newJob>[0] = {}): number => {
    made += 1
    return jobs.insert(newJob({ id: `job_${made}`, position: made, ...changes }))
  }
  return { db, jobs, add }
}

describe('jobs', () => {
  it('come back as they were written', () => {
    const { jobs, add } = open()
    const job = newJob({ id: 'x', params: { a: [1] }, handle: { url: 'u' }, isProgressReported: true, seconds: 7.5 })
    const seq = add(job)
    expect(jobs.bySeq(seq)).toEqual({ ...job, seq, revision: 1, trashedAt: null })
    expect(jobs.byId('x')).toEqual(jobs.bySeq(seq))
    expect([jobs.bySeq(99), jobs.byId('none')]).toEqual([null, null])
  })

  it('are saved only over the revision that was read', () => {
    const { jobs, add } = open()
    const seq = add()
    expect(jobs.save(seq, 1, { progress: 5 })).toBe(true)
    expect(jobs.save(seq, 1, { progress: 9 })).toBe(false)
    expect(jobs.bySeq(seq)).toMatchObject({ progress: 5, revision: 2 })
  })

  it('are sent by priority, then order, as soon as they may and nothing blocks them', () => {
    const { jobs, add } = open()
    add({ priority: 0, position: 1, notBefore: T0 + 1 })
    const blocked = add({ priority: 9, blockedBy: 1 })
    const second = add({ priority: 0, position: 3 })
    const first = add({ priority: 1, position: 9 })
    add({ priority: 5, accountId: 'account_2' })
    expect(jobs.nextToDispatch('account_1', T0)?.seq).toBe(first)
    jobs.save(first, 1, { status: 'submitting' })
    expect(jobs.nextToDispatch('account_1', T0)?.seq).toBe(second)
    jobs.save(second, 1, { status: 'submitting' })
    expect(jobs.nextToDispatch('account_1', T0)).toBeNull()
    expect(jobs.earliestQueued('account_1', T0)).toBe(T0 + 1)
    jobs.save(blocked, 1, { blockedBy: 0 })
    expect(jobs.nextToDispatch('account_1', T0)?.seq).toBe(blocked)
  })

  it('are due by time, per account and state; those at rest never are', () => {
    const { jobs, add } = open()
    const late = add({ status: 'generating', nextAt: T0 - 1 })
    const early = add({ status: 'generating', nextAt: T0 - 9 })
    add({ status: 'generating', nextAt: T0 + 1 })
    add({ status: 'generating', nextAt: null })
    add({ status: 'generating', nextAt: T0, accountId: 'account_2' })
    expect(jobs.due('generating', 'account_1', T0, 10).map((job) => job.seq)).toEqual([early, late])
    expect(jobs.due('generating', 'account_1', T0, 1).map((job) => job.seq)).toEqual([early])
    expect(jobs.earliestNextAt('generating', 'account_1')).toBe(T0 - 9)
    expect(jobs.earliestNextAfter('generating', 'account_1', T0)).toBe(T0 + 1)
    expect(jobs.earliestNextAt('downloading', 'account_1')).toBeNull()
  })

  it('are downloaded soonest expiry first, those without one last', () => {
    const { jobs, add } = open()
    const downloading = { status: 'downloading', nextAt: T0 } as const
    const never = add({ ...downloading, expiresAt: null, nextAt: T0 - 5 })
    const later = add({ ...downloading, expiresAt: T0 + 900 })
    const soon = add({ ...downloading, expiresAt: T0 + 100 })
    add({ ...downloading, expiresAt: T0 + 1, nextAt: T0 + 1 })
    add({ ...downloading, expiresAt: T0 + 1, accountId: 'account_2' })
    expect(jobs.dueDownloads('account_1', T0, 10).map((job) => job.seq)).toEqual([soon, later, never])
  })

  it('know both ends of the queue', () => {
    const { jobs, add } = open()
    expect([jobs.firstPosition('account_1'), jobs.lastPosition('account_1')]).toEqual([null, null])
    add({ position: 5 })
    add({ position: -2.5 })
    add({ position: 99, status: 'completed' })
    expect([jobs.firstPosition('account_1'), jobs.lastPosition('account_1')]).toEqual([-2.5, 5])
  })

  it('may be told twice that they wait for the same parent', () => {
    const { jobs, add } = open()
    const [parent, child] = [add(), add()]
    jobs.addDependency(child, parent)
    jobs.addDependency(child, parent)
    expect(jobs.dependents(parent)).toEqual([child])
  })

  it('are counted without counting, whatever happens to them', () => {
    const step = fc.record({
      job: fc.nat({ max: 5 }),
      status: fc.constantFrom(...JOB_STATUSES),
      isDelete: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const { db, jobs, add } = open()
        for (let index = 0; index < 6; index += 1) add({ accountId: index % 2 === 0 ? 'account_1' : 'account_2' })
        for (const { job, status, isDelete } of steps) {
          if (isDelete) db.prepare('DELETE FROM jobs WHERE seq = ?').run(job + 1)
          else db.prepare('UPDATE jobs SET status = ? WHERE seq = ?').run(status, job + 1)
        }
        const counted = jobs.counts().filter((row) => row.count !== 0)
        const actual = db
          .prepare('SELECT account_id AS accountId, status, count(*) AS count FROM jobs GROUP BY 1, 2')
          .all()
        expect(counted).toEqual(actual)
      }),
      { numRuns: 40 },
    )
  })
})

describe('submissions', () => {
  const row = { jobSeq: 1, accountId: 'account_1', attempt: 1, fingerprint: 'f', sentAt: T0 }

  function openSubmissions() {
    const { db, add } = open()
    add()
    add()
    return createSubmissionRepository(db)
  }

  it('are one row for each intent, and a key is never used twice', () => {
    const submissions = openSubmissions()
    const id = submissions.insert({ ...row, clientKey: 'job_1.1.1' })
    expect(submissions.latest(1)).toMatchObject({ id, outcome: 'sending', remoteId: null })
    expect(submissions.countOfJob(1)).toBe(1)
    expect(() => submissions.insert({ ...row, clientKey: 'job_1.1.1' })).toThrow(/UNIQUE/)
  })

  it('give each remote id one owner', () => {
    const submissions = openSubmissions()
    const first = submissions.insert({ ...row, clientKey: 'a' })
    const second = submissions.insert({ ...row, jobSeq: 2, clientKey: 'b' })
    submissions.settle(first, 'accepted', T0, 'video_1', null)
    expect([submissions.ownerOf('account_1', 'video_1'), submissions.ownerOf('account_2', 'video_1')]).toEqual([
      1,
      null,
    ])
    expect(() => submissions.settle(second, 'accepted', T0, 'video_1', null)).toThrow(/UNIQUE/)
  })

  it('keep a known remote id when they are settled again without one', () => {
    const submissions = openSubmissions()
    const id = submissions.insert({ ...row, clientKey: 'a' })
    submissions.settle(id, 'accepted', T0, 'video_1', null)
    submissions.settle(id, 'unknown', T0, null, 'later')
    expect(submissions.latest(1)?.remoteId).toBe('video_1')
  })

  it('list the lost ones of an account since a time, oldest first', () => {
    const submissions = openSubmissions()
    const add = (clientKey: string, sentAt: number, accountId = 'account_1') =>
      submissions.insert({ ...row, clientKey, sentAt, accountId })
    const ids = [
      add('new', T0 + 9),
      add('old', T0 - 99),
      add('other', T0, 'account_2'),
      add('mid', T0),
      add('fine', T0),
    ]
    for (const id of ids.slice(0, 4)) submissions.settle(id, 'unknown', T0, null, null)
    expect(submissions.unknownSince('account_1', T0).map((found) => found.clientKey)).toEqual(['mid', 'new'])
  })
})

describe('usual times', () => {
  it('are the median of the last fifty of a model on an account', () => {
    const { db } = open()
    const times = createGenerationTimesRepository(db)
    expect(times.usualMs('account_1', 'm')).toBeNull()
    for (const durationMs of [90_000, 10_000, 20_000.4]) times.add('account_1', 'm', durationMs)
    expect(times.usualMs('account_1', 'm')).toBe(20_000)
    times.add('account_1', 'other', 1)
    times.add('account_2', 'm', 1)
    expect(times.usualMs('account_1', 'm')).toBe(20_000)
    for (let index = 0; index < 60; index += 1) times.add('account_1', 'm', 5000)
    expect(times.usualMs('account_1', 'm')).toBe(5000)
    const kept = db.prepare("SELECT count(*) FROM generation_times WHERE account_id = 'account_1' AND model = 'm'")
    expect(kept.pluck().get()).toBe(50)
  })
})
