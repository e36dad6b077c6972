import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

const { db, upgrade } = libraryBefore(20)
insertAccount(db)
upgrade()

it('keeps the accounts, and begins with an empty queue', () => {
  expect(db.prepare('SELECT id FROM accounts').pluck().all()).toEqual(['account_1'])
  expect(db.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(0)
})

it('gives a job sensible beginnings', () => {
  insertJob(db, { id: 'job_1' })
  expect(db.prepare("SELECT * FROM jobs WHERE id = 'job_1'").get()).toMatchObject({
    seq: 1,
    params: '{}',
    priority: 0,
    attempt: 0,
    revision: 1,
    progress: 0,
    blocked_by: 0,
    not_before: 0,
    next_at: null,
    remote_id: null,
    error_code: null,
  })
})

it('refuses a second job of the same id, a job of no account, and a value of the wrong type', () => {
  expect(() => insertJob(db, { id: 'job_1' })).toThrow(/UNIQUE/)
  expect(() => insertJob(db, { id: 'job_2', accountId: 'account_none' })).toThrow(/FOREIGN KEY/)
  expect(() => db.exec('UPDATE jobs SET next_at = 1.5')).toThrow(/cannot store/)
  expectStrict(db, 'jobs')
  expectStrict(db, 'job_dependencies')
})

it('refuses a dependency on a job that is not there, and one that is there already', () => {
  const [parent, child] = [insertJob(db, { id: 'parent' }), insertJob(db, { id: 'child' })]
  const add = db.prepare('INSERT INTO job_dependencies (job_seq, needs_seq) VALUES (?, ?)')
  add.run(child, parent)
  expect(() => add.run(child, parent)).toThrow(/UNIQUE/)
  expect(() => add.run(child, 999)).toThrow(/FOREIGN KEY/)
})

it('finds due jobs, the next to send, and children by their indexes', () => {
  const due =
    "SELECT seq FROM jobs WHERE status = 'generating' AND account_id = 'a' AND next_at IS NOT NULL AND next_at <= 5"
  expect(planOf(db, due)).toContain('jobs_due')
  const next = `SELECT seq FROM jobs WHERE account_id = 'a' AND status = 'queued' AND blocked_by = 0 ORDER BY priority DESC, position LIMIT 1`
  expect(planOf(db, next)).toContain('jobs_to_dispatch')
  expect(planOf(db, next)).not.toContain('TEMP B-TREE')
  expect(planOf(db, "SELECT seq FROM jobs WHERE parent_job_id = 'x'")).toContain('jobs_by_parent')
  expect(planOf(db, "SELECT seq FROM jobs WHERE batch_id = 'x'")).toContain('jobs_by_batch')
  expect(planOf(db, 'SELECT job_seq FROM job_dependencies WHERE needs_seq = 1')).toContain('PRIMARY KEY')
})

it('keeps jobs at rest out of the due index', () => {
  expect(
    planOf(db, "SELECT seq FROM jobs WHERE status = 'completed' AND account_id = 'a' AND next_at IS NULL"),
  ).not.toContain('jobs_due')
})
