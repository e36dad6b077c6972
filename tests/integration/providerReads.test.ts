import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteHandle, VideoProvider } from '../../electron/core/providers/videoProvider.ts'
import { createAdapter, makeRequest, untilDone } from '../harness/fakeProvider/adapterUnderTest.ts'
import type { FakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import { startFakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import type { RouteFaultName } from '../harness/fakeProvider/faults.ts'

let now = Date.parse('2026-11-20T12:00:00Z')
let provider: FakeProvider
let adapter: VideoProvider

beforeEach(async () => {
  provider = await startFakeProvider({ flavour: 'sora', now: () => now, generationMs: 60_000 })
  adapter = createAdapter(provider.baseUrl, { apiKey: provider.apiKey, now: () => now })
})

afterEach(() => provider.stop())

const create = async (prompt = 'a fox'): Promise<RemoteHandle> => {
  const outcome = await adapter.submit(makeRequest({ prompt }), { clientKey: 'k', signal: untilDone() })
  if (outcome.kind !== 'accepted') throw new Error(outcome.kind)
  return outcome.snapshot.handle
}

describe('a poll that meets a fault', () => {
  it.each<[RouteFaultName, string, string]>([
    ['reset_before_body', 'failed', 'network'],
    ['reset_after_creating', 'failed', 'network'],
    ['html_200', 'failed', 'protocol'],
    ['html_502', 'failed', 'provider'],
    ['truncated_json_after_creating', 'failed', 'protocol'],
    ['broken_json_after_creating', 'failed', 'protocol'],
    ['empty_200_after_creating', 'failed', 'protocol'],
    ['oversized_after_creating', 'failed', 'protocol'],
    ['invalid_400', 'failed', 'provider'],
    ['unauthorized_401', 'failed', 'auth'],
    ['payment_402', 'failed', 'quota'],
    ['forbidden_403', 'failed', 'auth'],
    ['not_found_404', 'gone', 'lost'],
    ['html_404', 'gone', 'lost'],
    ['gone_410', 'gone', 'lost'],
    ['timeout_408_after_creating', 'failed', 'provider'],
    ['conflict_409', 'failed', 'provider'],
    ['rate_limited_seconds', 'failed', 'rate_limited'],
    ['quota_429', 'failed', 'quota'],
    ['error_500_before_creating', 'failed', 'provider'],
    ['error_503_after_creating', 'failed', 'provider'],
    ['redirect_307', 'failed', 'protocol'],
  ])('%s is %s (%s)', async (fault, kind, code) => {
    const handle = await create()
    provider.fault('poll', fault)
    expect(await adapter.poll(handle, untilDone())).toMatchObject({ kind, failure: { code } })
    expect(provider.requests).toHaveLength(2)
    expect(await adapter.poll(handle, untilDone())).toMatchObject({ kind: 'snapshot', snapshot: { state: 'queued' } })
  })

  it('keeps polling through words nobody has seen', async () => {
    const handle = await create()
    provider.fault('poll', 'unknown_status')
    const outcome = await adapter.poll(handle, untilDone())
    expect(outcome).toMatchObject({
      kind: 'snapshot',
      snapshot: { state: 'unknown', remoteStatus: 'rendering_dreams' },
    })
  })

  it('takes an empty 202 as still running', async () => {
    const handle = await create()
    provider.fault('poll', 'empty_202_after_creating')
    expect(await adapter.poll(handle, untilDone())).toMatchObject({ kind: 'snapshot', snapshot: { state: 'running' } })
  })

  it('polls by the id it was given when the answer has none', async () => {
    const handle = await create()
    provider.fault('poll', 'missing_id_after_creating')
    expect(await adapter.poll(handle, untilDone())).toMatchObject({ snapshot: { remoteId: 'video_000001', handle } })
  })

  it('reads an answer that trickles in', async () => {
    const handle = await create()
    provider.fault('poll', 'slow_trickle')
    expect((await adapter.poll(handle, untilDone())).kind).toBe('snapshot')
  })

  it('rejects when the caller stops, but a timeout is an outcome', async () => {
    const handle = await create()
    provider.fault('poll', 'timeout_before_creating', 2)
    const stopped = new AbortController()
    const first = adapter.poll(handle, stopped.signal)
    stopped.abort(new Error('shutting down'))
    await expect(first).rejects.toThrow('shutting down')
    const timedOut = new AbortController()
    const second = adapter.poll(handle, timedOut.signal)
    timedOut.abort(new DOMException('too slow', 'TimeoutError'))
    expect(await second).toMatchObject({ kind: 'failed', failure: { code: 'network' } })
  })

  it('finds a job by an id that a person typed in', async () => {
    await create()
    const outcome = await adapter.poll(adapter.handleFromId('video_000001'), untilDone())
    expect(outcome).toMatchObject({ kind: 'snapshot', snapshot: { prompt: 'a fox' } })
  })

  it('says that a job is gone after a restart that forgot it', async () => {
    const handle = await create()
    await provider.restart({ forgetsJobs: true })
    expect((await adapter.poll(handle, untilDone())).kind).toBe('gone')
  })
})

describe('the list', () => {
  const readAll = async (): Promise<string[]> => {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page = await adapter.list(cursor, untilDone())
      if (page.kind !== 'page') throw new Error(page.kind)
      ids.push(...page.items.map((item) => item.remoteId))
      cursor = page.nextCursor
    } while (cursor !== null)
    return ids
  }

  const createMany = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) await create(`take ${index}`)
  }

  it('comes in pages of 100, newest first, to its end', async () => {
    await createMany(205)
    const ids = await readAll()
    expect(ids).toHaveLength(205)
    expect(ids[0]).toBe('video_000205')
    expect(new Set(ids).size).toBe(205)
    expect(provider.requests.filter((request) => request.route === 'list')).toHaveLength(3)
  })

  it('goes on without has_more and last_id while pages are full', async () => {
    await createMany(105)
    provider.fault('list', 'no_paging_fields', 5)
    expect(await readAll()).toHaveLength(105)
  })

  it('ends with a server that ignores the cursor', async () => {
    await createMany(120)
    provider.fault('list', 'ignores_cursor', 50)
    const ids = await readAll()
    expect(new Set(ids).size).toBe(100)
    expect(provider.requests.filter((request) => request.route === 'list')).toHaveLength(2)
  })

  it('passes duplicates on', async () => {
    await createMany(2)
    provider.fault('list', 'duplicates')
    expect(await readAll()).toEqual(['video_000002', 'video_000002', 'video_000001', 'video_000001'])
  })

  it('may lag behind', async () => {
    await create()
    provider.setListLag(5_000)
    expect(await readAll()).toEqual([])
    now += 5_000
    expect(await readAll()).toEqual(['video_000001'])
  })

  it.each<[RouteFaultName, string]>([
    ['html_200', 'protocol'],
    ['empty_200_after_creating', 'protocol'],
    ['truncated_json_after_creating', 'protocol'],
    ['oversized_after_creating', 'protocol'],
    ['error_500_before_creating', 'provider'],
    ['unauthorized_401', 'auth'],
    ['rate_limited_seconds', 'rate_limited'],
    ['reset_before_creating', 'network'],
    ['invalid_400', 'provider'],
  ])('fails for now after %s (%s) and works the next time', async (fault, code) => {
    provider.fault('list', fault)
    expect(await adapter.list(null, untilDone())).toMatchObject({ kind: 'failed', failure: { code } })
    expect((await adapter.list(null, untilDone())).kind).toBe('page')
  })

  it('is given up when the server misunderstands it twice, as LiteLLM does', async () => {
    provider.fault('list', 'invalid_400', 10)
    expect((await adapter.list(null, untilDone())).kind).toBe('failed')
    expect(await adapter.list(null, untilDone())).toEqual({ kind: 'unsupported' })
    expect(await adapter.list(null, untilDone())).toEqual({ kind: 'unsupported' })
    expect(provider.requests).toHaveLength(2)
  })

  it.each(['not_found_404', 'method_405'] as const)('is remembered as missing after %s', async (fault) => {
    provider.fault('list', fault)
    expect(await adapter.list(null, untilDone())).toEqual({ kind: 'unsupported' })
    expect(await adapter.list(null, untilDone())).toEqual({ kind: 'unsupported' })
    expect(provider.requests).toHaveLength(1)
  })
})

describe('models', () => {
  it('come live, described by the bundled table where it knows them', async () => {
    const outcome = await adapter.listModels(untilDone())
    expect(outcome).toMatchObject({ kind: 'models', source: 'live' })
    expect(adapter.capabilities('sora-2')).toMatchObject({ seconds: { values: [4, 8, 12, 16, 20] }, defaultSeconds: 4 })
  })

  it.each(['not_found_404', 'html_200', 'empty_200_after_creating'] as const)(
    'come from the table after %s',
    async (fault) => {
      provider.fault('models', fault)
      const outcome = await adapter.listModels(untilDone())
      expect(outcome).toMatchObject({ kind: 'models', source: 'bundled' })
      if (outcome.kind !== 'models') throw new Error(outcome.kind)
      expect(outcome.models.map((model) => model.id)).toEqual(['sora-2', 'sora-2-pro'])
    },
  )

  it('report a refused key instead of a table', async () => {
    provider.setApiKey('another-key-9876')
    expect(await adapter.listModels(untilDone())).toMatchObject({ kind: 'failed', failure: { code: 'auth' } })
  })

  it('that nobody described may be asked for anything', () => {
    expect(adapter.capabilities('my-model')).toMatchObject({ seconds: null, sizes: null, maxPromptLength: 32_000 })
  })

  it('are retired with the endpoint of OpenAI itself, without asking it', () => {
    const retired = createAdapter('https://api.openai.com/v1')
    expect(retired.descriptor.retiredSince).toBe('2026-09-24')
    expect(retired.capabilities('sora-2').retiredSince).toBe('2026-09-24')
    expect(adapter.capabilities('sora-2').retiredSince).toBeNull()
  })
})
