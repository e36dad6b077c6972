import { expect, it } from 'vitest'
import { listActivity } from '../../../../electron/core/jobs/activityList.ts'
import { createActivityRepository, type ActivityPlace } from '../../../../electron/core/jobs/activityRepository.ts'
import { addAccount, newJob, openStoreUnderTest, T0 } from './library.ts'

function open() {
  const { db, jobs, store } = openStoreUnderTest()
  addAccount(db, 'account_2')
  const mine = store.insert(newJob(), {})
  const other = store.insert(newJob({ id: 'job_2', accountId: 'account_2' }), {})
  db.transaction(() => {
    for (let count = 0; count < 12_000; count += 1) jobs.addEvent(mine, T0 + 1 + count, 'remote_status', {})
  })()
  const activity = createActivityRepository(db)
  const all = (filter: { types?: string[]; accountId?: string }, limit = 50) => {
    const items = []
    let pages = 0
    let before: ActivityPlace | null = null
    do {
      const page = listActivity(activity, { types: filter.types, accountId: filter.accountId, before, limit })
      items.push(...page.items)
      before = page.next
      pages += 1
    } while (before !== null)
    return { items, pages }
  }
  return { all, mine, other }
}

it('finds what is rare without searching everything at once: the pages go on where the search stopped', () => {
  const { all } = open()
  const { items, pages } = all({ types: ['created'] })
  expect(items.map(({ jobId }) => jobId).sort()).toEqual(['job_1', 'job_2'])
  expect(pages).toBe(3)
})

it('leaves out other accounts', () => {
  const { all } = open()
  expect(all({ accountId: 'account_2' }).items).toMatchObject([{ jobId: 'job_2', accountId: 'account_2' }])
})

it('gives every event once, whatever the page', () => {
  const { all } = open()
  const { items } = all({}, 199)
  expect(items).toHaveLength(12_002)
  expect(new Set(items.map(({ jobId, id }) => `${jobId} ${id}`)).size).toBe(12_002)
  expect(all({ types: ['remote_status'] }, 200).items).toHaveLength(12_000)
})
