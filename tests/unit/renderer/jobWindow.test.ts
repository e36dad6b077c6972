import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyJobs,
  applyPage,
  capWindow,
  dropHidden,
  emptyWindow,
  mergeNewest,
  visibleJobs,
  type JobPage,
  type JobWindow,
} from '../../../renderer/src/stores/jobWindow.ts'
import { STATUS_TABS, statusesOf, type StatusTabId } from '../../../renderer/src/stores/statusTabs.ts'
import { JOB_STATUSES, type Job } from '../../../shared/jobs/job.ts'
import { fakeJob } from '../../fakes/fakeJob.ts'

const tabIds = STATUS_TABS.map((tab) => tab.id)
const matchesTab = (tab: StatusTabId, job: Job): boolean => statusesOf(tab)?.includes(job.status) ?? true
const byId = (jobs: Iterable<Job>): Map<string, number> => new Map([...jobs].map((job) => [job.id, job.revision]))

describe('mergeNewest', () => {
  it('ends with the newest revision of each job, in whatever order snapshots arrive', () => {
    const snapshot = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), revision: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(fc.array(fc.array(snapshot)), (batches) => {
        const merged = batches.reduce<ReadonlyMap<string, Job>>(
          (jobs, batch) => mergeNewest(jobs, batch.map(fakeJob)),
          new Map(),
        )
        const newest = new Map<string, number>()
        for (const { id, revision } of batches.flat()) newest.set(id, Math.max(revision, newest.get(id) ?? 0))
        expect(byId(merged.values())).toEqual(newest)
      }),
    )
  })

  it('answers the same map when nothing is newer, so that nothing is painted', () => {
    const jobs = mergeNewest(new Map(), [fakeJob({ revision: 3 })])
    expect(mergeNewest(jobs, [fakeJob({ revision: 3, prompt: 'other' }), fakeJob({ revision: 2 })])).toBe(jobs)
  })
})

/** A host with a change log; events and pages reach the screen as late as the test wants. */
const createModelHost = () => {
  const jobs: Job[] = []
  const eventsUnderWay: Job[] = []
  return {
    jobs,
    eventsUnderWay,
    create: (status: Job['status']) => {
      const job = fakeJob({ id: `job_${jobs.length}`, sequence: jobs.length + 1, status })
      jobs.push(job)
      eventsUnderWay.push(job)
    },
    change: (index: number, status: Job['status']) => {
      const old = jobs[index % Math.max(1, jobs.length)]
      if (old === undefined) return
      const job = { ...old, status, revision: old.revision + 1 }
      jobs[jobs.indexOf(old)] = job
      eventsUnderWay.push(job)
    },
    list: (tab: StatusTabId, cursor: string | null, limit: number): JobPage => {
      const rows = jobs
        .filter((job) => matchesTab(tab, job) && (cursor === null || job.sequence < Number(cursor)))
        .sort((left, right) => right.sequence - left.sequence)
      const items = rows.slice(0, limit)
      return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.sequence) : null }
    },
  }
}

const status = fc.constantFrom(...JOB_STATUSES)
const step = fc.oneof(
  fc.record({ do: fc.constant('create' as const), status }),
  fc.record({ do: fc.constant('change' as const), index: fc.nat(30), status }),
  fc.constant({ do: 'deliverEvent' as const }),
  fc.constant({ do: 'askPage' as const }),
  fc.constant({ do: 'deliverPage' as const }),
  fc.constant({ do: 'forget' as const }),
)

describe('a window fed by pages and events', () => {
  it('shows exactly what the host has, for any interleaving of pages, events and changes', () => {
    const before = fc.array(status, { maxLength: 12 })
    fc.assert(
      fc.property(before, fc.array(step, { maxLength: 60 }), fc.constantFrom(...tabIds), (existing, steps, tab) => {
        const host = createModelHost()
        for (const each of existing) host.create(each)
        host.eventsUnderWay.length = 0 // Before the screen subscribed.

        let window: JobWindow = emptyWindow({ tab, q: '' })
        let page: JobPage | null = null
        let hasListed = false
        const askPage = (): void => {
          if (page !== null || (hasListed && window.nextCursor === null)) return
          page = host.list(tab, window.nextCursor, 3)
        }
        const deliverPage = (): void => {
          if (page === null) return
          window = applyPage(window, page)
          page = null
          hasListed = true
        }
        const deliverEvent = (): void => {
          const job = host.eventsUnderWay.shift()
          if (job !== undefined) window = applyJobs(window, [job])
        }
        for (const each of steps) {
          if (each.do === 'create') host.create(each.status)
          if (each.do === 'change') host.change(each.index, each.status)
          if (each.do === 'deliverEvent') deliverEvent()
          if (each.do === 'askPage') askPage()
          if (each.do === 'deliverPage') deliverPage()
          if (each.do === 'forget' && page === null && hasListed) window = dropHidden(window)
        }
        deliverPage()
        do {
          askPage()
          deliverPage()
        } while (window.nextCursor !== null)
        while (host.eventsUnderWay.length > 0) deliverEvent()

        const expected = host.jobs.filter((job) => matchesTab(tab, job))
        expect(byId(visibleJobs(window))).toEqual(byId(expected))
      }),
      { numRuns: 500 },
    )
  })

  it('does not show a changed job that lies below the pages listed so far', () => {
    const listed = applyPage(emptyWindow({ tab: 'all', q: '' }), {
      items: [fakeJob({ id: 'new', sequence: 50 })],
      nextCursor: '50',
    })
    const window = applyJobs(listed, [fakeJob({ id: 'old', sequence: 3 }), fakeJob({ id: 'newest', sequence: 51 })])
    expect(visibleJobs(window).map((job) => job.id)).toEqual(['newest', 'new'])
  })

  it('shows only what a search has listed, and follows its changes', () => {
    const listed = applyPage(emptyWindow({ tab: 'all', q: 'lighthouse' }), {
      items: [fakeJob({ id: 'match' })],
      nextCursor: null,
    })
    const window = applyJobs(listed, [
      fakeJob({ id: 'other', sequence: 9 }),
      fakeJob({ id: 'match', revision: 2, status: 'generating' }),
    ])
    expect(visibleJobs(window).map((job) => [job.id, job.status])).toEqual([['match', 'generating']])
  })

  it('keeps the newest rows when it grows above its limit, and says that older ones exist', () => {
    const items = [5, 4, 3, 2, 1].map((sequence) => fakeJob({ id: `job_${sequence}`, sequence }))
    const full = applyPage(emptyWindow({ tab: 'all', q: '' }), { items, nextCursor: '1' })
    const capped = capWindow(full, 3)
    expect(visibleJobs(capped).map((job) => job.sequence)).toEqual([5, 4, 3])
    expect(capped).toMatchObject({ isCapped: true, nextCursor: null })
    expect(capWindow(full, 5)).toBe(full)
  })
})
