import { describe, expect, it } from 'vitest'
import { createFailureMaker } from '../../../../electron/core/providers/failure.ts'
import {
  addressOf,
  isUsableId,
  jobPath,
  readHandle,
  toHandle,
} from '../../../../electron/core/providers/openaiVideos/handle.ts'
import { findProfile } from '../../../../electron/core/providers/openaiVideos/profiles.ts'
import type { ReplyContext } from '../../../../electron/core/providers/openaiVideos/reply.ts'
import {
  findJobObject,
  readId,
  readProgress,
  readSnapshot,
  readTime,
} from '../../../../electron/core/providers/openaiVideos/reply.ts'
import { readState } from '../../../../electron/core/providers/openaiVideos/states.ts'
import type { RemoteSnapshot } from '../../../../electron/core/providers/videoProvider.ts'

const contextOf = (profileId: string): ReplyContext => ({
  profile: findProfile(profileId),
  baseUrl: 'https://provider.example/v1',
  makeFailure: createFailureMaker([]),
})

const snapshotOf = (job: Record<string, unknown>, profileId = 'sora'): RemoteSnapshot =>
  readSnapshot(job, 'video_1', null, contextOf(profileId))

describe('readState', () => {
  it.each([
    ['queued pending submitted starting', 'queued'],
    ['in_progress processing running dreaming', 'running'],
    ['completed done succeeded succeed', 'succeeded'],
    ['failed error', 'failed'],
    ['cancelled canceled aborted', 'cancelled'],
    ['expired', 'expired'],
    ['deleted unknown rendering constructor __proto__', 'unknown'],
  ])('%s are %s', (words, state) => {
    for (const word of words.split(' ')) expect(readState(word), word).toBe(state)
  })

  it('does not mind case, blanks or hyphens', () => {
    expect(readState(' IN-PROGRESS ')).toBe('running')
    expect(readState('In Progress')).toBe('running')
  })
})

describe('readProgress', () => {
  it.each([
    [0, 0],
    [45.9, 45],
    [-3, 0],
    [140, 100],
    ['45%', 45],
    ['7', 7],
    ['soon', null],
    [null, null],
    [undefined, null],
    [Number.NaN, null],
  ])('%j is %j', (value, expected) => {
    expect(readProgress(value)).toBe(expected)
  })
})

describe('readTime', () => {
  it.each([
    [1_790_000_000, 1_790_000_000_000],
    ['1790000000', 1_790_000_000_000],
    [1_790_000_000_123, 1_790_000_000_123],
    ['2026-11-20T12:00:00Z', Date.parse('2026-11-20T12:00:00Z')],
    [0, null],
    ['never', null],
    [null, null],
    [{}, null],
  ])('%j is %j', (value, expected) => {
    expect(readTime(value)).toBe(expected)
  })
})

describe('ids', () => {
  it('takes numbers as text and looks in every known field', () => {
    expect(readId({ id: 42 }, findProfile('sora'))).toBe('42')
    expect(readId({ request_id: 'r' }, findProfile('xai'))).toBe('r')
    expect(readId({ id: '', task_id: 't' }, findProfile('sora'))).toBe('t')
  })

  it.each([[{}], [{ id: null }], [{ id: {} }], [{ id: '' }], [{ id: '..' }], [{ id: ' ' }]])(
    'finds none in %j',
    (job) => {
      expect(readId(job, findProfile('sora'))).toBeNull()
    },
  )

  it('keeps an id inside its path segment', () => {
    expect(jobPath('a/../b?c#d')).toBe('/videos/a%2F..%2Fb%3Fc%23d')
    expect(isUsableId('..')).toBe(false)
  })

  it('unwraps a job that a gateway put into data', () => {
    const job = findJobObject({ code: 0, data: { task_id: 't', status: 'queued' } }, findProfile('sora'))
    expect(job).toEqual({ task_id: 't', status: 'queued' })
  })
})

describe('handles', () => {
  it('survive JSON', () => {
    const address = { ...addressOf('video_1'), videoUrls: ['https://x.example/v.mp4'], stopsOnDelete: true }
    expect(readHandle(JSON.parse(JSON.stringify(toHandle(address))) as never)).toEqual(address)
  })

  it('may be a bare id, and nothing else that has none', () => {
    expect(readHandle('video_1')).toEqual(addressOf('video_1'))
    expect(readHandle({ url: 'x' })).toBeNull()
    expect(readHandle(null)).toBeNull()
  })
})

describe('readSnapshot', () => {
  it('translates a whole video of OpenAI', () => {
    const snapshot = snapshotOf({
      id: 'video_1',
      object: 'video',
      status: 'in_progress',
      progress: 33,
      created_at: 1_790_000_000,
      expires_at: 1_790_003_600,
      model: 'sora-2',
      prompt: 'a fox',
      seconds: '8',
      size: '1280x720',
      error: null,
    })
    expect(snapshot).toMatchObject({
      remoteId: 'video_1',
      state: 'running',
      remoteStatus: 'in_progress',
      progress: 33,
      error: null,
      createdAt: 1_790_000_000_000,
      expiresAt: 1_790_003_600_000,
      model: 'sora-2',
      prompt: 'a fox',
      seconds: 8,
      size: '1280x720',
      costUsd: null,
    })
  })

  it('takes wrong types as missing', () => {
    const snapshot = snapshotOf({
      id: 1,
      status: 7,
      progress: {},
      created_at: [],
      seconds: {},
      size: 5,
      model: 3,
      prompt: [],
    })
    expect(snapshot).toMatchObject({
      state: 'unknown',
      progress: null,
      createdAt: null,
      seconds: null,
      size: null,
      model: null,
    })
  })

  it('reads a blocked xAI job as failed by moderation of the output', () => {
    const snapshot = snapshotOf({ status: 'done', video: { respect_moderation: false } }, 'xai')
    expect(snapshot.state).toBe('failed')
    expect(snapshot.error).toMatchObject({ code: 'moderation', subject: 'output', charged: 'unknown' })
  })

  it('reads bills in dollars and in ticks', () => {
    expect(snapshotOf({ status: 'completed', usage: { cost: 0.5 } }, 'openrouter').costUsd).toBe(0.5)
    expect(snapshotOf({ status: 'done', usage: { cost_in_usd_ticks: 4_000_000_000 } }, 'xai').costUsd).toBe(0.4)
  })

  it.each([
    ['a string', 'GPU lost', 'provider', 'GPU lost'],
    ['no code', { message: 'broken' }, 'provider', 'broken'],
    ['a number as code', { code: 500, message: 'oom' }, 'provider', 'oom'],
    ['nothing at all', null, 'provider', 'The provider reported a failure without a reason.'],
    ['a moderation code', { code: 'content_policy_violation', message: 'no' }, 'moderation', 'no'],
  ])('reads a failed job with %s', (_what, error, code, message) => {
    expect(snapshotOf({ id: 'a', status: 'failed', error }).error).toMatchObject({ code, message })
  })

  it('keeps addresses of the video, best first, and only those that can be fetched', () => {
    const { handle } = snapshotOf(
      { status: 'completed', unsigned_urls: ['/api/v1/videos/x/content?index=0'], url: 'file:///etc/passwd' },
      'openrouter',
    )
    expect(readHandle(handle)?.videoUrls).toEqual(['https://provider.example/api/v1/videos/x/content?index=0'])
  })

  it('follows a polling address on its own origin only', () => {
    const own = snapshotOf({ id: 'a', status: 'pending', polling_url: '/v1/jobs/a' }, 'openrouter')
    const foreign = snapshotOf({ id: 'a', status: 'pending', polling_url: 'https://evil.example/a' }, 'openrouter')
    expect(readHandle(own.handle)?.pollUrl).toBe('https://provider.example/v1/jobs/a')
    expect(readHandle(foreign.handle)?.pollUrl).toBeNull()
  })
})
