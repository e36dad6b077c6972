import { expect, it } from 'vitest'
import { createActivityRepository } from '../../electron/core/jobs/activityRepository.ts'
import { insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

it('shows the events of all jobs that were there before, newest first', () => {
  const { db, upgrade } = libraryBefore(210)
  insertAccount(db)
  const [a, b] = [insertJob(db, { id: 'a' }), insertJob(db, { id: 'b' })]
  const add = db.prepare('INSERT INTO job_events (job_seq, id, at, type) VALUES (?, ?, ?, ?)')
  add.run(a, 1, 10, 'created')
  add.run(b, 1, 20, 'created')
  add.run(a, 2, 30, 'intent')
  add.run(b, 2, 30, 'intent')
  upgrade()
  const places = createActivityRepository(db).places(null, 10)
  expect(places.map(({ at, jobSeq, id }) => [at, jobSeq, id])).toEqual([
    [30, b, 2],
    [30, a, 2],
    [20, b, 1],
    [10, a, 1],
  ])
})

it('reads a page and its types from the index alone, without sorting', () => {
  const { db, upgrade } = libraryBefore(210)
  upgrade()
  const sql = `SELECT at, job_seq, id, type FROM job_events WHERE (at, job_seq, id) < (?, ?, ?)
     ORDER BY at DESC, job_seq DESC, id DESC LIMIT ?`
  expect(planOf(db, sql)).toMatch(/^SEARCH job_events USING COVERING INDEX job_events_by_time \(.*\)$/)
})
