import { describe, expect, it } from 'vitest'
import { createEventCoalescer } from '../../../electron/core/ipc/eventCoalescer.ts'
import { createEventStreams } from '../../../electron/server/eventStream.ts'
import type { QueueState } from '../../../shared/ipc/contract.ts'
import { createFakeClock } from '../../fakes/fakeClock.ts'
import { fakeJob } from '../../fakes/fakeJob.ts'
import { createStandInHost } from '../../fakes/standInHost.ts'

const changed = (...jobs: { id: string; revision: number }[]) =>
  ({ type: 'jobs.changed', data: { jobs: jobs.map((job) => fakeJob(job)) } }) as const

const queueState = (isPaused: boolean): QueueState => ({
  isPaused,
  pauseMode: isPaused ? 'after_running' : null,
  counts: {
    queued: 0,
    submitting: 0,
    generating: 0,
    downloading: 0,
    completed: 0,
    failed: 0,
    cancelled: 0,
    needs_attention: 0,
  },
})

describe('createEventCoalescer', () => {
  it('keeps the newest revision of each job, in whichever order they come', () => {
    const coalescer = createEventCoalescer()
    coalescer.add(changed({ id: 'a', revision: 2 }, { id: 'b', revision: 1 }))
    coalescer.add(changed({ id: 'a', revision: 3 }))
    coalescer.add(changed({ id: 'a', revision: 1 }))
    expect(coalescer.take(10)).toEqual([changed({ id: 'a', revision: 3 }, { id: 'b', revision: 1 })])
    expect(coalescer.isEmpty()).toBe(true)
  })

  it('keeps the last state of the queue and each account once', () => {
    const coalescer = createEventCoalescer()
    coalescer.add({ type: 'queue.changed', data: queueState(true) })
    coalescer.add({ type: 'queue.changed', data: queueState(false) })
    coalescer.add({ type: 'accounts.changed', data: { accountId: 'x' } })
    coalescer.add({ type: 'accounts.changed', data: { accountId: 'x' } })
    expect(coalescer.take(10)).toEqual([
      { type: 'queue.changed', data: queueState(false) },
      { type: 'accounts.changed', data: { accountId: 'x' } },
    ])
  })

  it('keeps of a job only where it went last: out of the lists or back', () => {
    const coalescer = createEventCoalescer()
    const removed = (...removedIds: string[]) => ({ type: 'library.changed', data: { removedIds } }) as const
    coalescer.add(changed({ id: 'a', revision: 1 }, { id: 'b', revision: 1 }))
    coalescer.add(removed('a', 'b'))
    coalescer.add(changed({ id: 'b', revision: 2 }))
    expect(coalescer.take(10)).toEqual([changed({ id: 'b', revision: 2 }), removed('a')])
    expect(coalescer.isEmpty()).toBe(true)
  })

  it('keeps the newest notice, and the last count of unread ones', () => {
    const coalescer = createEventCoalescer()
    const about = { jobId: null, batchId: null, accountId: null, values: {}, text: 'Done.', isRead: false }
    const newest = { id: 1, at: 1, kind: 'batch_finished', ...about } as const
    coalescer.add({ type: 'notifications.changed', data: { unreadCount: 1, newest } })
    coalescer.add({ type: 'notifications.changed', data: { unreadCount: 0, newest: null } })
    expect(coalescer.isEmpty()).toBe(false)
    expect(coalescer.take(10)).toEqual([{ type: 'notifications.changed', data: { unreadCount: 0, newest } }])
    expect([coalescer.isEmpty(), coalescer.take(10)]).toEqual([true, []])
  })

  it('leaves what is too much for one message for the next', () => {
    const coalescer = createEventCoalescer()
    coalescer.add(changed({ id: 'a', revision: 1 }, { id: 'b', revision: 1 }, { id: 'c', revision: 1 }))
    expect(coalescer.take(2)).toEqual([changed({ id: 'a', revision: 1 }, { id: 'b', revision: 1 })])
    expect(coalescer.isEmpty()).toBe(false)
    expect(coalescer.take(2)).toEqual([changed({ id: 'c', revision: 1 })])
  })
})

const openStream = () => {
  const host = createStandInHost()
  const clock = createFakeClock()
  const streams = createEventStreams({ onEvent: host.onEvent, clock, version: '1.2.3' })
  const body = streams.open().body
  if (body === null) throw new Error('An event stream has a body.')
  const reader = body.getReader()
  const read = async (): Promise<string | null> => {
    const { done, value } = await reader.read()
    return done ? null : new TextDecoder().decode(value)
  }
  return { host, clock, streams, reader, read }
}

describe('createEventStreams', () => {
  it('says hello first', async () => {
    const { read } = openStream()
    expect(await read()).toBe('event: hello\ndata: {"version":"1.2.3"}\n\n')
  })

  it('merges everything that happens within 50 ms into one message', async () => {
    const { host, clock, read } = openStream()
    await read()
    for (let revision = 1; revision <= 100; revision++) host.emit(changed({ id: 'a', revision }))
    host.emit({ type: 'queue.changed', data: queueState(true) })
    await clock.advance(50)
    const text = await read()
    expect(text?.match(/^event: .*/gm)).toEqual(['event: jobs.changed', 'event: queue.changed'])
    expect(text).toContain('"revision":100,')
    expect(text).not.toContain('"revision":99,')
  })

  it('sends nothing while the reader is behind, and then only the newest state', async () => {
    const { host, clock, read } = openStream()
    await read()
    for (let revision = 1; revision <= 1000; revision++) {
      host.emit(changed({ id: 'a', revision }))
      await clock.advance(60)
    }
    const texts = [await read()]
    await clock.advance(60)
    texts.push(await read())
    expect(texts[0]).toContain('"revision":1,')
    expect(texts[1]).toContain('"revision":1000,')
  })

  it('sends a comment every 15 s, so that proxies and browsers keep the line', async () => {
    const { clock, read } = openStream()
    await read()
    await clock.advance(15_000)
    expect(await read()).toBe(': still here\n\n')
  })

  it('forgets a reader that leaves, timers and all', async () => {
    const { host, clock, reader } = openStream()
    host.emit(changed({ id: 'a', revision: 1 }))
    await reader.cancel()
    expect(host.listenerCount()).toBe(0)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('ends every stream when the server stops', async () => {
    const { host, clock, streams, read } = openStream()
    await read()
    streams.endAll()
    expect(await read()).toBeNull()
    expect(host.listenerCount()).toBe(0)
    expect(clock.pendingTimers()).toBe(0)
  })
})
