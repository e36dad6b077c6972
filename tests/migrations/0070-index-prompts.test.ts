import { expect, it } from 'vitest'
import { insertAccount, insertJob, libraryBefore, planOf } from './database.ts'

function open() {
  const { db, upgrade } = libraryBefore(70)
  insertAccount(db)
  insertJob(db, { id: 'a', prompt: 'A Café at night' })
  insertJob(db, { id: 'b', prompt: 'a fox' })
  upgrade()
  const find = (text: string) =>
    db.prepare('SELECT rowid FROM job_prompts WHERE job_prompts MATCH ? ORDER BY rowid DESC').pluck().all(text)
  const check = (): unknown => db.exec("INSERT INTO job_prompts (job_prompts, rank) VALUES ('integrity-check', 1)")
  return { db, find, check }
}

it('finds what was written before, whatever the case and the accents', () => {
  const { find, check } = open()
  expect([find('cafe'), find('FOX'), find('"at night"')]).toEqual([[1], [2], [1]])
  expect(check).not.toThrow()
})

it('follows insert, change and delete', () => {
  const { db, find, check } = open()
  insertJob(db, { id: 'c', prompt: 'another fox' })
  expect(find('fox')).toEqual([3, 2])
  db.exec("UPDATE jobs SET prompt = 'a hare' WHERE id = 'b'")
  expect([find('fox'), find('hare')]).toEqual([[3], [2]])
  db.exec("DELETE FROM jobs WHERE id = 'c'")
  expect(find('fox')).toEqual([])
  expect(check).not.toThrow()
})

it('is not touched by progress', () => {
  const { db } = open()
  const before = db.prepare('SELECT total_changes()').pluck().get() as number
  db.exec("UPDATE jobs SET progress = 9, next_at = 5, updated_at = 3, remote_status = 'x' WHERE id = 'a'")
  expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before + 1)
})

it('answers in row order without sorting', () => {
  const { db } = open()
  const plan = planOf(
    db,
    'SELECT rowid FROM job_prompts WHERE job_prompts MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT 50',
  )
  expect(plan).toContain('VIRTUAL TABLE INDEX')
  expect(plan).not.toContain('TEMP B-TREE')
})
