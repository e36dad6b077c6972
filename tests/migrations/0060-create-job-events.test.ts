import { expect, it } from 'vitest'
import { createJobRepository } from '../../electron/core/jobs/jobRepository.ts'
import { expectStrict, insertAccount, insertJob, libraryBefore, newestLibrary, planOf } from './database.ts'

it('keeps the jobs, and belongs to them', () => {
  const { db, upgrade } = libraryBefore(60)
  insertAccount(db)
  insertJob(db, { id: 'a' })
  upgrade()
  expect(db.prepare('SELECT id FROM jobs').pluck().all()).toEqual(['a'])
  expectStrict(db, 'job_events')
  const add = db.prepare("INSERT INTO job_events (job_seq, id, at, type) VALUES (?, ?, 1, 'created')")
  add.run(1, 1)
  expect(db.prepare('SELECT detail FROM job_events').pluck().get()).toBe('{}')
  expect(() => add.run(999, 1)).toThrow(/FOREIGN KEY/)
})

it('is read in its order without sorting, job by job', () => {
  const db = newestLibrary()
  const plan = planOf(db, 'SELECT id, at, type, detail FROM job_events WHERE job_seq = ? ORDER BY id')
  expect(plan).toMatch(/SEARCH job_events USING (PRIMARY KEY|INDEX job_events_by_job) \(job_seq=\?\)/)
  expect(plan).not.toContain('TEMP B-TREE')
})

it('keeps the timelines of jobs that change in turns apart and in order', () => {
  const db = newestLibrary()
  insertAccount(db)
  const [first, second] = [insertJob(db, { id: 'a' }), insertJob(db, { id: 'b' })]
  const jobs = createJobRepository(db)
  for (let turn = 1; turn <= 12; turn += 1) {
    jobs.addEvent(first, turn, `first_${turn}`, { turn })
    jobs.addEvent(second, turn, `second_${turn}`, {})
  }
  expect(jobs.events(first).map((event) => event.type)).toEqual(
    Array.from({ length: 12 }, (_, at) => `first_${at + 1}`),
  )
  expect(jobs.events(second).map((event) => event.at)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
  expect(jobs.events(first)[4]).toMatchObject({ at: 5, detail: { turn: 5 } })
})
