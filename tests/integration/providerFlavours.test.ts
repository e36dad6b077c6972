import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { RemoteSnapshot, VideoProvider } from '../../electron/core/providers/videoProvider.ts'
import { createAdapter, makeRequest, PROFILE_OF, untilDone } from '../harness/fakeProvider/adapterUnderTest.ts'
import type { FakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import { startFakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import type { FlavourName } from '../harness/fakeProvider/flavour.ts'
import { FLAVOURS } from '../harness/fakeProvider/flavour.ts'

const START = Date.parse('2026-11-20T12:00:00Z')
const GENERATION_MS = 60_000

interface Stage {
  provider: FakeProvider
  adapter: VideoProvider
  wait(milliseconds: number): void
}

const cleanups: (() => Promise<void>)[] = []

const setUp = async (flavour: FlavourName): Promise<Stage> => {
  let now = START
  const clock = (): number => now
  const provider = await startFakeProvider({ flavour, now: clock, generationMs: GENERATION_MS })
  cleanups.push(() => provider.stop())
  const adapter = createAdapter(provider.baseUrl, { profile: PROFILE_OF[flavour], apiKey: provider.apiKey, now: clock })
  return { provider, adapter, wait: (milliseconds) => void (now += milliseconds) }
}

afterEach(async () => {
  await Promise.all(cleanups.splice(0).map((cleanUp) => cleanUp()))
})

/** Submits as the engine does: a `not_sent` is sent again. */
const submit = async ({ adapter }: Stage, changes: Parameters<typeof makeRequest>[0] = {}): Promise<RemoteSnapshot> => {
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const outcome = await adapter.submit(makeRequest(changes), { clientKey: `intent-${attempt}`, signal: untilDone() })
    if (outcome.kind === 'accepted') return outcome.snapshot
    if (outcome.kind !== 'not_sent') throw new Error(`${outcome.kind}: ${outcome.failure.message}`)
  }
  throw new Error('It was not sent twice.')
}

const poll = async ({ adapter }: Stage, snapshot: RemoteSnapshot): Promise<RemoteSnapshot> => {
  const outcome = await adapter.poll(snapshot.handle, untilDone())
  if (outcome.kind !== 'snapshot') throw new Error(`${outcome.kind}: ${outcome.failure.message}`)
  return outcome.snapshot
}

const download = async ({ adapter }: Stage, snapshot: RemoteSnapshot): Promise<Uint8Array> => {
  const outcome = await adapter.openAsset(snapshot.handle, 'video', { offset: 0, ifRange: null, signal: untilDone() })
  if (outcome.kind !== 'open') throw new Error(JSON.stringify(outcome))
  return new Uint8Array(await new Response(outcome.body).arrayBuffer())
}

describe.each(FLAVOURS)('against a server like %s', (flavour) => {
  it('creates one job, follows it and fetches exactly its bytes', async () => {
    const stage = await setUp(flavour)
    const created = await submit(stage)
    expect(stage.provider.createsAccepted()).toHaveLength(1)
    expect(stage.provider.createsAccepted()[0]).toMatchObject({ prompt: 'a fox in the snow', seconds: '4' })
    expect(created.state).toMatch(/queued|unknown/)

    stage.wait(GENERATION_MS / 2)
    const running = await poll(stage, created)
    expect(running.state).toMatch(/queued|running/)

    stage.wait(GENERATION_MS)
    const done = await poll(stage, running)
    expect(done.state).toBe('succeeded')
    expect(done.remoteId).toBe(created.remoteId)
    expect(Buffer.from(await download(stage, done))).toEqual(Buffer.from(stage.provider.videoOf(created.remoteId)))
  })

  it('knows its job again from the stored handle in a new process', async () => {
    const stage = await setUp(flavour)
    const created = await submit(stage)
    stage.wait(GENERATION_MS * 2)
    const stored = JSON.parse(JSON.stringify(created.handle)) as RemoteSnapshot['handle']
    const later = createAdapter(stage.provider.baseUrl, { profile: PROFILE_OF[flavour], apiKey: stage.provider.apiKey })
    const open = (handle: RemoteSnapshot['handle']): ReturnType<VideoProvider['openAsset']> =>
      later.openAsset(handle, 'video', { offset: 0, ifRange: null, signal: untilDone() })
    const first = await open(stored)
    // Where the file's address comes only with the finished job, the port says: poll, then open again.
    const outcome =
      first.kind === 'gone' ? await open((await poll({ ...stage, adapter: later }, created)).handle) : first
    if (outcome.kind !== 'open') throw new Error(JSON.stringify(outcome))
    expect((await new Response(outcome.body).arrayBuffer()).byteLength).toBe(outcome.totalBytes)
  })

  it('reports a failed job with the words of the provider', async () => {
    const stage = await setUp(flavour)
    const created = await submit(stage)
    stage.provider.fail(created.remoteId, 'server_error', 'The GPU melted.')
    const failed = await poll(stage, created)
    expect(failed.state).toBe('failed')
    expect(failed.error).toMatchObject({ message: 'The GPU melted.', charged: 'unknown' })
  })

  it('finds out that a job is gone', async () => {
    const stage = await setUp(flavour)
    const created = await submit(stage)
    stage.provider.forget(created.remoteId)
    expect(await stage.adapter.poll(created.handle, untilDone())).toMatchObject({
      kind: 'gone',
      failure: { code: 'lost' },
    })
  })

  it('sends the key to its own origin only', async () => {
    const stage = await setUp(flavour)
    const created = await submit(stage)
    stage.wait(GENERATION_MS * 2)
    await download(stage, await poll(stage, created))
    expect(stage.provider.foreignRequests.map((request) => request.authorization)).not.toContain(
      `Bearer ${stage.provider.apiKey}`,
    )
    expect(new Set(stage.provider.requests.map((request) => request.authorization))).toEqual(
      new Set([`Bearer ${stage.provider.apiKey}`]),
    )
  })
})

describe('lists, deletes and cancels', () => {
  it.each(['sora', 'vllm-omni', 'sglang'] as const)(
    'lists the jobs of %s with what recognises them',
    async (flavour) => {
      const stage = await setUp(flavour)
      const created = await submit(stage)
      const outcome = await stage.adapter.list(null, untilDone())
      expect(outcome).toMatchObject({ kind: 'page', nextCursor: null })
      if (outcome.kind !== 'page') throw new Error(outcome.kind)
      expect(outcome.serverTime).not.toBeNull()
      expect(outcome.items).toHaveLength(1)
      expect(outcome.items[0]).toMatchObject({
        remoteId: created.remoteId,
        seconds: 4,
        size: '1280x720',
        createdAt: START,
      })
    },
  )

  it.each(['llmgateway', 'new-api', 'openrouter', 'xai'] as const)(
    'learns once that %s has no list',
    async (flavour) => {
      const stage = await setUp(flavour)
      expect(await stage.adapter.list(null, untilDone())).toEqual({ kind: 'unsupported' })
      const asked = stage.provider.requests.length
      expect(asked).toBeLessThanOrEqual(1)
      expect(await stage.adapter.list(null, untilDone())).toEqual({ kind: 'unsupported' })
      expect(stage.provider.requests).toHaveLength(asked)
    },
  )

  it('deletes a finished video, and an already deleted one is deleted', async () => {
    const stage = await setUp('sora')
    const created = await submit(stage)
    expect((await stage.adapter.remove(created.handle, untilDone())).kind).toBe('failed')
    stage.wait(GENERATION_MS * 2)
    expect(await stage.adapter.remove(created.handle, untilDone())).toEqual({ kind: 'removed' })
    expect(stage.provider.jobs.size).toBe(0)
    expect(await stage.adapter.remove(created.handle, untilDone())).toEqual({ kind: 'removed' })
  })

  it('learns that a gateway cannot delete', async () => {
    const stage = await setUp('llmgateway')
    const created = await submit(stage)
    expect(await stage.adapter.remove(created.handle, untilDone())).toEqual({ kind: 'unsupported' })
  })

  it('stops a running job where DELETE is known to stop it', async () => {
    const stage = await setUp('vllm-omni')
    const created = await submit(stage)
    expect(await stage.adapter.cancel(created.handle, untilDone())).toEqual({ kind: 'cancelled' })
    expect(stage.provider.jobs.size).toBe(0)
  })

  it('never deletes a finished video to cancel it', async () => {
    const stage = await setUp('vllm-omni')
    const created = await submit(stage)
    stage.wait(GENERATION_MS * 2)
    expect(await stage.adapter.cancel(created.handle, untilDone())).toEqual({ kind: 'too_late' })
    expect(stage.provider.jobs.size).toBe(1)
  })

  it.each(['sora', 'litellm', 'sglang', 'llmgateway', 'new-api', 'openrouter', 'xai'] as const)(
    'sends no DELETE to cancel at %s',
    async (flavour) => {
      const stage = await setUp(flavour)
      const created = await submit(stage)
      expect(await stage.adapter.cancel(created.handle, untilDone())).toEqual({ kind: 'unsupported' })
      expect(stage.provider.requests.map((request) => request.method)).not.toContain('DELETE')
    },
  )
})

describe('dialects on the wire', () => {
  it('sends OpenAI a form with text fields, the intent key and nothing absent', async () => {
    const stage = await setUp('sora')
    await submit(stage, { size: null })
    const [job] = stage.provider.createsAccepted()
    expect(job?.body.encoding).toBe('multipart')
    expect(job?.body.fields).toEqual({ model: 'sora-2', prompt: 'a fox in the snow', seconds: '4' })
    expect(job?.clientKey).toBe('intent-1')
  })

  it('learns from a server that reads forms only, without paying for it', async () => {
    const stage = await setUp('vllm-omni')
    await submit(stage)
    await submit(stage)
    expect(
      stage.provider.requests.filter((request) => request.method === 'POST').map((request) => request.body.encoding),
    ).toEqual(['json', 'multipart', 'multipart'])
    expect(stage.provider.createsAccepted()).toHaveLength(2)
  })

  it.each([
    ['sora', 'multipart'],
    ['llmgateway', 'json'],
    ['openrouter', 'json'],
    ['xai', 'json'],
  ] as const)('uploads a reference image to %s as %s', async (flavour, encoding) => {
    const folder = await mkdtemp(join(tmpdir(), 'dailies-reference-'))
    cleanups.push(() => rm(folder, { recursive: true }))
    const path = join(folder, 'fox.png')
    await writeFile(path, 'not really a picture')
    const stage = await setUp(flavour)
    const reference = { path, type: 'image/png', fileName: 'fox.png' }
    // LLMGateway reads JSON only; the loose dialect sends files as forms, which it refuses without a bill.
    if (flavour === 'llmgateway') {
      const outcome = await stage.adapter.submit(makeRequest({ reference }), { clientKey: 'k', signal: untilDone() })
      expect(outcome.kind).toBe('refused')
      return
    }
    await submit(stage, { reference })
    const body = stage.provider.createsAccepted()[0]?.body
    expect(body?.encoding).toBe(encoding)
    if (encoding === 'json') expect(JSON.stringify(body?.fields)).toContain('data:image/png;base64,')
    else expect(body?.file).toMatchObject({ field: 'input_reference', name: 'fox.png', type: 'image/png' })
  })

  it.each(['remix', 'edit', 'extend'] as const)('derives a %s from a finished video', async (relation) => {
    const stage = await setUp('sora')
    const created = await submit(stage)
    stage.wait(GENERATION_MS * 2)
    await submit(stage, { prompt: 'now at night', source: { relation, handle: created.handle } })
    expect(stage.provider.createsAccepted()[1]).toMatchObject({
      relation,
      sourceId: created.remoteId,
      prompt: 'now at night',
    })
  })

  it('extends an xAI video by its address', async () => {
    const stage = await setUp('xai')
    const created = await submit(stage)
    stage.wait(GENERATION_MS * 2)
    const done = await poll(stage, created)
    await submit(stage, { source: { relation: 'extend', handle: done.handle } })
    expect(stage.provider.createsAccepted()[1]?.sourceId).toMatch(/^http:.*\.mp4/)
  })

  it('reads the exact bill where the provider tells it', async () => {
    for (const [flavour, cost] of [
      ['openrouter', 0.5],
      ['xai', 0.4],
    ] as const) {
      const stage = await setUp(flavour)
      const created = await submit(stage)
      stage.wait(GENERATION_MS * 2)
      expect((await poll(stage, created)).costUsd).toBe(cost)
    }
  })

  it('takes a blocked xAI video as refused by moderation', async () => {
    const stage = await setUp('xai')
    const created = await submit(stage)
    stage.provider.fail(created.remoteId, 'moderation_blocked')
    expect(await poll(stage, created)).toMatchObject({
      state: 'failed',
      error: { code: 'moderation', subject: 'output' },
    })
  })
})
