import { describe, expect, it } from 'vitest'
import { createEventFeed, eventKey, withNewerPage } from '../../../../renderer/src/features/activity/eventFeed.ts'
import { EVENT_KINDS, typesOf } from '../../../../renderer/src/features/activity/eventKinds.ts'
import { countNewer, nameLines, writeLine } from '../../../../renderer/src/features/activity/logLines.ts'
import { readFigure } from '../../../../renderer/src/features/activity/pollingFigures.ts'
import { EVENT_TYPES } from '../../../../renderer/src/jobs/eventWording.ts'
import type { ActivityItem, LogRecord, PollingPoint } from '../../../../shared/activity/activityRoutes.ts'
import { answer, createFakeBridge, type FakeHandlers } from '../../../fakes/fakeBridge.ts'
import { fakeJob } from '../../../fakes/fakeJob.ts'
import { createFakeTimers } from '../../../fakes/fakeTimers.ts'

const event = (id: number): ActivityItem => ({
  id,
  jobId: 'job_1',
  at: id,
  type: 'accepted',
  detail: {},
  prompt: 'A fox',
  accountId: 'account_1',
})
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

const open = (handlers: FakeHandlers, types: string[] | null = null) => {
  const bridge = createFakeBridge(handlers)
  const timers = createFakeTimers()
  const feed = createEventFeed({ bridge, timers, filter: { types, accountId: null } })
  const stop = feed.start()
  bridge.start()
  const ids = (): number[] => (feed.store.getState().items ?? []).map(({ id }) => id)
  const change = (): void => bridge.emit({ type: 'jobs.changed', data: { jobs: [fakeJob()] } })
  return { bridge, timers, feed, ids, change, stop }
}

describe('the timeline of all jobs', () => {
  it('is renewed after changes, once for a swarm of them', async () => {
    let newest = 2
    const { bridge, timers, ids, change } = open({
      'activity.list': () => answer({ items: [event(newest), event(newest - 1)], nextCursor: 'more' }),
    })
    await settled()
    newest = 3
    for (let count = 0; count < 100; count += 1) change()
    timers.advance(1_500)
    await settled()
    expect(ids()).toEqual([3, 2, 1])
    expect(bridge.requests).toHaveLength(2)
  })

  it('brings nothing in above while somebody reads, but says that there is something', async () => {
    let newest = 1
    const { timers, feed, ids, change } = open({
      'activity.list': () => answer({ items: [event(newest)], nextCursor: null }),
    })
    await settled()
    feed.setResting(true)
    newest = 2
    change()
    timers.advance(1_500)
    await settled()
    expect(ids()).toEqual([1])
    expect(feed.store.getState().hasNew).toBe(true)
    feed.setResting(false)
    await settled()
    expect(ids()).toContain(2)
    expect(feed.store.getState().hasNew).toBe(false)
  })

  it('searches on through empty stretches of the past until something is found', async () => {
    const pages: Record<string, { items: ActivityItem[]; nextCursor: string | null }> = {
      start: { items: [], nextCursor: 'second' },
      second: { items: [], nextCursor: 'third' },
      third: { items: [event(1)], nextCursor: null },
    }
    const { ids } = open(
      { 'activity.list': ({ cursor = 'start' }) => answer(pages[cursor] ?? { items: [], nextCursor: null }) },
      ['failed'],
    )
    await settled()
    expect(ids()).toEqual([1])
  })

  it('stops asking once nobody looks', async () => {
    const { bridge, timers, change, stop } = open({
      'activity.list': () => answer({ items: [event(1)], nextCursor: null }),
    })
    await settled()
    change()
    stop()
    timers.advance(10_000)
    change()
    timers.advance(10_000)
    expect(bridge.requests).toHaveLength(1)
  })

  it('leaves the old part out where it does not meet the new one', () => {
    const known = { items: [event(1)], nextCursor: null }
    expect(withNewerPage(known, { items: [event(9), event(8)], nextCursor: 'gap' }).items?.map(eventKey)).toEqual([
      'job_1 9',
      'job_1 8',
    ])
  })

  it('has a kind for every type of event', () => {
    const covered = EVENT_KINDS.flatMap((kind) => typesOf(kind) ?? [])
    expect([...new Set(covered)].sort()).toEqual([...EVENT_TYPES].sort())
  })
})

describe('the lines of the log', () => {
  const record = (at: number, message = 'one'): LogRecord => ({ at, level: 'info', message, detail: {} })

  it('keep their names when newer ones come, also those of one millisecond', () => {
    const before = nameLines([record(5, 'b'), record(5, 'a'), record(4)])
    const after = nameLines([record(6), record(5, 'c'), record(5, 'b'), record(5, 'a'), record(4)])
    expect(after.slice(2).map(({ key }) => key)).toEqual(before.map(({ key }) => key))
    expect(new Set(after.map(({ key }) => key)).size).toBe(5)
    expect(countNewer(before, after)).toBe(2)
  })

  it('count all as new when those that are read have gone', () => {
    expect(countNewer(nameLines([record(1)]), nameLines([record(3), record(2)]))).toBe(2)
  })

  it('are copied with their detail', () => {
    expect(writeLine({ at: 0, level: 'warn', message: 'holding back', detail: { account: 'a' } })).toBe(
      '1970-01-01T00:00:00.000Z WARN holding back {"account":"a"}',
    )
  })
})

describe('the figures of a chart', () => {
  const points = [3, 12, 5].map((requests, index): PollingPoint => ({
    at: index * 60_000,
    requests,
    changes: 0,
    throttled: 0,
    active: 2,
    downloadedBytes: 0,
  }))

  it('are the present, the most and the sum; a level has no sum', () => {
    expect(readFigure(points, 'requests', null)).toMatchObject({ now: 5, most: 12, total: 20, ceiling: 20, mark: null })
    expect(readFigure(points, 'active', null)).toMatchObject({ now: 2, most: 2, total: null })
  })

  it('draw a limit in only where it does not flatten the bars', () => {
    expect(readFigure(points, 'requests', 30)).toMatchObject({ ceiling: 50, mark: 30 })
    expect(readFigure(points, 'requests', 600)).toMatchObject({ ceiling: 20, mark: null })
  })

  it('are flat before anything has happened', () => {
    expect(readFigure([], 'requests', 60)).toMatchObject({ now: 0, most: 0, ceiling: 1, mark: null })
  })
})
