import { expect, it } from 'vitest'
import { expectStrict, insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

it('makes a batch of the jobs that were asked for together, in their order', () => {
  const { db, upgrade } = libraryBefore(110)
  insertAccount(db)
  for (const [id, batch] of [
    ['a', 'batch_2'],
    ['b', 'batch_1'],
    ['c', 'batch_2'],
    ['d', null],
  ] as const) {
    insertJob(db, { id, prompt: `prompt ${id}` })
    db.prepare('UPDATE jobs SET batch_id = ? WHERE id = ?').run(batch, id)
  }
  upgrade()
  expectStrict(db, 'batches')
  expect(
    db.prepare('SELECT seq, id, name, prompt, job_count, created_at FROM batches ORDER BY seq').raw().all(),
  ).toEqual([
    [1, 'batch_2', null, 'prompt a', 2, 1],
    [2, 'batch_1', null, 'prompt b', 1, 1],
  ])
})

it('counts the jobs of a batch by state from the index alone', () => {
  const { db, upgrade } = libraryBefore(110)
  upgrade()
  const plan = planOf(db, 'SELECT status, count(*) AS count FROM jobs WHERE batch_id = ? GROUP BY status')
  expect(plan).toContain('SEARCH jobs USING COVERING INDEX jobs_by_batch (batch_id=?)')
  expect(plan).not.toContain('TEMP B-TREE')
})
