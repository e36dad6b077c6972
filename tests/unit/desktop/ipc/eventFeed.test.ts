import { describe, expect, it } from 'vitest'
import { createEventFeed } from '../../../../electron/desktop/ipc/eventFeed.ts'
import type { HostEvent } from '../../../../shared/ipc/contract.ts'
import { createFakeClock } from '../../../fakes/fakeClock.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'

const changed = (...jobs: { id: string; revision: number }[]): HostEvent => ({
  type: 'jobs.changed',
  data: { jobs: jobs.map((job) => fakeJob(job)) },
})

const openFeed = () => {
  const clock = createFakeClock()
  const messages: { at: number; events: readonly HostEvent[] }[] = []
  const feed = createEventFeed({
    clock,
    deliver: (events) => void messages.push({ at: clock.monotonic(), events }),
  })
  return { clock, feed, messages }
}
type Opened = ReturnType<typeof openFeed>

/** A page that takes a message at once asks for the next within the same turn. */
const eager = () => {
  const clock = createFakeClock()
  const messages: { at: number; events: readonly HostEvent[] }[] = []
  const feed = createEventFeed({
    clock,
    deliver: (events) => {
      messages.push({ at: clock.monotonic(), events })
      feed.asked()
    },
  })
  feed.asked()
  return { clock, feed, messages }
}

const revisionsIn = (messages: Opened['messages']): Map<string, number> => {
  const seen = new Map<string, number>()
  for (const { events } of messages) {
    for (const event of events) {
      if (event.type === 'jobs.changed') for (const job of event.data.jobs) seen.set(job.id, job.revision)
    }
  }
  return seen
}

describe('the feed of events to a page', () => {
  it('makes at most 60 messages of 10,000 events in any second, and loses no last state', async () => {
    const { clock, feed, messages } = eager()
    for (let ms = 0; ms < 5000; ms++) {
      for (let n = 0; n < 10; n++) {
        feed.add(changed({ id: `job_${(ms * 10 + n) % 1000}`, revision: ms * 10 + n }))
      }
      feed.add({ type: 'accounts.changed', data: { accountId: `account_${ms % 7}` } })
      await clock.advance(1)
    }
    await clock.runUntilIdle()
    const times = messages.map(({ at }) => at)
    const busiest = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))
    expect(busiest).toBeLessThanOrEqual(60)
    expect(busiest).toBeGreaterThan(50)
    const seen = revisionsIn(messages)
    expect(seen.size).toBe(1000)
    for (const [id, revision] of seen) expect(revision).toBe(49_000 + Number(id.slice('job_'.length)))
  })

  it('says the first thing after a silence at once', async () => {
    const { clock, feed, messages } = eager()
    await clock.advance(60_000)
    feed.add(changed({ id: 'a', revision: 1 }))
    await clock.advance(0)
    expect(messages).toEqual([{ at: 60_000, events: [changed({ id: 'a', revision: 1 })] }])
  })

  it('has no timer while there is nothing to say', async () => {
    const { clock, feed } = eager()
    expect(clock.pendingTimers()).toBe(0)
    feed.add(changed({ id: 'a', revision: 1 }))
    expect(clock.pendingTimers()).toBe(1)
    await clock.runUntilIdle()
    expect(clock.pendingTimers()).toBe(0)
  })

  it('says nothing to a page that has not asked, and then the newest', async () => {
    const { clock, feed, messages } = openFeed()
    feed.add(changed({ id: 'a', revision: 1 }))
    feed.add(changed({ id: 'a', revision: 2 }))
    await clock.runUntilIdle()
    expect(messages).toEqual([])
    feed.asked()
    await clock.runUntilIdle()
    expect(messages.map(({ events }) => events)).toEqual([[changed({ id: 'a', revision: 2 })]])
  })

  it('owes a page that is slow no more than the newest state of each thing', async () => {
    const { clock, feed, messages } = openFeed()
    feed.asked()
    for (let revision = 1; revision <= 20_000; revision++) {
      feed.add(changed({ id: `job_${revision % 40}`, revision }))
      if (revision % 100 === 0) await clock.advance(10)
    }
    // It was given one message and is still busy with it.
    expect(messages).toHaveLength(1)
    feed.asked()
    await clock.runUntilIdle()
    expect(messages).toHaveLength(2)
    expect(revisionsIn(messages.slice(1)).size).toBe(40)
  })

  it('splits what is too much for one message, and brings the rest in the next', async () => {
    const { clock, feed, messages } = eager()
    feed.add(changed(...Array.from({ length: 1200 }, (_, index) => ({ id: `job_${index}`, revision: 1 }))))
    await clock.runUntilIdle()
    expect(messages).toHaveLength(3)
    expect(revisionsIn(messages).size).toBe(1200)
  })

  it('goes on for a page that was loaded anew and asks again', async () => {
    const { clock, feed, messages } = openFeed()
    feed.asked()
    feed.add(changed({ id: 'a', revision: 1 }))
    await clock.runUntilIdle()
    feed.add(changed({ id: 'b', revision: 1 }))
    await clock.runUntilIdle()
    expect(messages).toHaveLength(1)
    feed.asked()
    feed.asked()
    await clock.runUntilIdle()
    expect(messages).toHaveLength(2)
  })

  it('ends with its window, also with something left to say', async () => {
    const { clock, feed, messages } = eager()
    feed.add(changed({ id: 'a', revision: 1 }))
    feed.stop()
    feed.add(changed({ id: 'b', revision: 1 }))
    feed.asked()
    await clock.runUntilIdle()
    expect(messages).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })
})
