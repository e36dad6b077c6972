import { describe, expect, it } from 'vitest'
import type { Heard } from '../../../../electron/core/jobs/requestEvents.ts'
import { newJob, openStoreUnderTest, providerFailure, remoteSnapshot, T0 } from './library.ts'

const heard = (purpose: Heard['purpose'], status: number | null = 200): Heard => ({
  purpose,
  exchanges: [{ method: 'GET', route: '/v1/videos/video_1', status, durationMs: 12, body: '{}' }],
})

function open() {
  const { jobs, store } = openStoreUnderTest()
  const running = { status: 'generating', attempt: 1, remoteId: 'video_1', nextAt: 1, deadline: T0 + 1e9 } as const
  const seq = store.insert(newJob({ ...running, remoteStatus: 'queued' }), {})
  const look = (remoteStatus: string, progress: number | null = null) => {
    const snapshot = remoteSnapshot({ remoteStatus, progress })
    return store.apply(
      seq,
      { type: 'looked', remoteId: 'video_1', snapshot, nextAt: T0, deadline: T0 + 1e9 },
      heard('poll'),
    )
  }
  const lines = () => jobs.events(seq).map(({ type, detail }) => [type, detail['purpose'] ?? null])
  return { jobs, store, seq, look, lines }
}

describe('the requests in a timeline', () => {
  it('stand in front of the line that their answer wrote', () => {
    const { look, lines } = open()
    look('in_progress')
    expect(lines()).toEqual([
      ['created', null],
      ['request', 'poll'],
      ['remote_status', null],
    ])
  })

  it('are left out where nothing but the progress is new, however often that is seen', () => {
    const { look, lines } = open()
    look('in_progress')
    for (let progress = 1; progress < 99; progress += 1) look('in_progress', progress)
    look('in_progress', 98)
    expect(lines()).toHaveLength(3)
  })

  it('are kept to the first of many failed looks', () => {
    const { store, seq, lines } = open()
    for (let count = 0; count < 50; count += 1) {
      const failure = providerFailure('provider')
      store.apply(seq, { type: 'look_failed', remoteId: 'video_1', failure, nextAt: T0 }, heard('poll', 500))
    }
    expect(lines()).toEqual([
      ['created', null],
      ['request', 'poll'],
      ['look_failed', null],
    ])
  })

  it('end at two hundred lines, except for what may cost money or stops something', () => {
    const { jobs, store, seq, look, lines } = open()
    for (let count = 0; count < 300; count += 1) look(`word ${count}`)
    const requests = () => lines().filter(([type]) => type === 'request').length
    const before = requests()
    expect(before).toBeLessThanOrEqual(100)
    store.noteRequests(seq, heard('submit', 429))
    expect(requests()).toBe(before)
    store.noteRequests(seq, heard('submit', null))
    store.noteRequests(seq, heard('cancel'))
    expect(requests()).toBe(before + 2)
    expect(jobs.events(seq).filter(({ type }) => type === 'remote_status')).toHaveLength(300)
  })

  it('keep nothing of a page that lists a hundred others, but what a list was refused with', () => {
    const { jobs, store, seq } = open()
    store.noteRequests(seq, heard('list'))
    store.noteRequests(seq, heard('list', 500))
    expect(jobs.events(seq).map(({ detail }) => detail['body'])).toEqual([undefined, null, '{}'])
  })

  it('are dropped with a job that was removed for good meanwhile', () => {
    const { store } = open()
    expect(() => store.noteRequests(999, heard('submit'))).not.toThrow()
  })
})
