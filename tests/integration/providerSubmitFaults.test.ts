import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SubmitOutcome } from '../../electron/core/providers/videoProvider.ts'
import { createAdapter, makeRequest, untilDone } from '../harness/fakeProvider/adapterUnderTest.ts'
import type { FakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import { startFakeProvider } from '../harness/fakeProvider/fakeProvider.ts'
import type { RouteFaultName } from '../harness/fakeProvider/faults.ts'
import { findRefusingUrl, UNRESOLVABLE_URL, withBrokenTls } from '../harness/fakeProvider/unreachable.ts'

const NOW = Date.parse('2026-11-20T12:00:00Z')

let provider: FakeProvider

beforeEach(async () => {
  provider = await startFakeProvider({ flavour: 'sora', now: () => NOW })
})

afterEach(() => provider.stop())

const submit = (options: { baseUrl?: string; apiKey?: string; signal?: AbortSignal } = {}): Promise<SubmitOutcome> =>
  createAdapter(options.baseUrl ?? provider.baseUrl, {
    apiKey: options.apiKey ?? provider.apiKey,
    now: () => NOW,
  }).submit(makeRequest(), { clientKey: 'intent-1', signal: options.signal ?? untilDone() })

/** Outcome, code, accepted creates at the provider, and who pays. */
type Row = [RouteFaultName, SubmitOutcome['kind'], string, number, 'no' | 'unknown']

const rows: Row[] = [
  ['reset_before_body', 'unknown', 'network', 0, 'unknown'],
  ['reset_before_creating', 'unknown', 'network', 0, 'unknown'],
  ['reset_after_creating', 'unknown', 'network', 1, 'unknown'],
  ['html_200', 'unknown', 'protocol', 0, 'unknown'],
  ['html_200_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['html_502', 'unknown', 'provider', 0, 'unknown'],
  ['html_404', 'refused', 'invalid_request', 0, 'no'],
  ['truncated_json_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['broken_json_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['missing_id_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['wrong_types_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['empty_202_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['empty_200_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['oversized_after_creating', 'unknown', 'protocol', 1, 'unknown'],
  ['invalid_400', 'refused', 'invalid_request', 0, 'no'],
  ['moderation_400', 'refused', 'moderation', 0, 'no'],
  ['model_not_found_400', 'refused', 'retired', 0, 'no'],
  ['unauthorized_401', 'refused', 'auth', 0, 'no'],
  ['payment_402', 'refused', 'quota', 0, 'no'],
  ['forbidden_403', 'refused', 'auth', 0, 'no'],
  ['not_found_404', 'refused', 'invalid_request', 0, 'no'],
  ['method_405', 'refused', 'invalid_request', 0, 'no'],
  ['timeout_408_after_creating', 'unknown', 'provider', 1, 'unknown'],
  ['conflict_409', 'unknown', 'provider', 0, 'unknown'],
  ['gone_410', 'refused', 'invalid_request', 0, 'no'],
  ['too_large_413', 'refused', 'invalid_request', 0, 'no'],
  ['unprocessable_422', 'refused', 'invalid_request', 0, 'no'],
  ['rate_limited_seconds', 'not_sent', 'rate_limited', 0, 'no'],
  ['rate_limited_date', 'not_sent', 'rate_limited', 0, 'no'],
  ['rate_limited_ms', 'not_sent', 'rate_limited', 0, 'no'],
  ['quota_429', 'refused', 'quota', 0, 'no'],
  ['error_500_before_creating', 'unknown', 'provider', 0, 'unknown'],
  ['error_500_after_creating', 'unknown', 'provider', 1, 'unknown'],
  ['error_503_after_creating', 'unknown', 'provider', 1, 'unknown'],
  ['redirect_307', 'refused', 'protocol', 0, 'no'],
  ['redirect_303_after_creating', 'unknown', 'protocol', 1, 'unknown'],
]

describe('a paid create that meets a fault', () => {
  it.each(rows)('%s is %s (%s), with %d accepted, and is sent once', async (fault, kind, code, accepted, charged) => {
    provider.fault('create', fault, 10)
    const outcome = await submit()
    expect(outcome.kind).toBe(kind)
    if (outcome.kind === 'accepted') throw new Error('It cannot have been accepted.')
    expect(outcome.failure).toMatchObject({ code, charged })
    expect(outcome.failure.message).not.toBe('')
    expect(provider.createsAccepted()).toHaveLength(accepted)
    expect(provider.requests.map((request) => request.method)).toEqual(['POST'])
    expect(provider.foreignRequests).toEqual([])
  })

  it.each([
    ['timeout_before_creating', 0],
    ['timeout_after_creating', 1],
  ] as const)('%s is unknown as soon as the caller gives up', async (fault, accepted) => {
    provider.fault('create', fault, 10)
    const controller = new AbortController()
    const pending = submit({ signal: controller.signal })
    await expect.poll(() => provider.requests.length).toBe(1)
    await expect.poll(() => provider.createsAccepted().length).toBe(accepted)
    controller.abort()
    expect(await pending).toMatchObject({ kind: 'unknown', failure: { code: 'network', charged: 'unknown' } })
    expect(provider.requests).toHaveLength(1)
  })

  it('is not sent at all when the caller gave up before', async () => {
    expect(await submit({ signal: AbortSignal.abort() })).toMatchObject({ kind: 'not_sent' })
    expect(provider.requests).toEqual([])
  })

  it.each([
    ['a refused connection', findRefusingUrl],
    ['a name that does not resolve', () => Promise.resolve(UNRESOLVABLE_URL)],
    ['a TLS handshake that fails', () => Promise.resolve(withBrokenTls(provider.baseUrl))],
    ['an address that is none', () => Promise.resolve('not an address')],
    ['a scheme that is not the web', () => Promise.resolve('ftp://127.0.0.1/v1')],
    ['an empty address', () => Promise.resolve('')],
  ])('is certainly not sent after %s', async (_what, findUrl) => {
    const outcome = await submit({ baseUrl: await findUrl() })
    expect(outcome).toMatchObject({ kind: 'not_sent', failure: { code: 'network', charged: 'no' } })
    expect(provider.createsAccepted()).toEqual([])
  })

  it('is certainly not sent while the server is down', async () => {
    await provider.goDown()
    expect((await submit()).kind).toBe('not_sent')
  })

  it('is not sent with a key that cannot stand in a header, and does not show that key', async () => {
    const outcome = await submit({ apiKey: 'broken\nsecret-key-value' })
    expect(outcome.kind).toBe('not_sent')
    expect(JSON.stringify(outcome)).not.toContain('secret-key-value')
    expect(provider.requests).toEqual([])
  })

  it.each(['reset_before_body', 'reset_after_creating'] as const)(
    'is not sent again when a connection that was used before breaks: %s',
    async (fault) => {
      const adapter = createAdapter(provider.baseUrl, { apiKey: provider.apiKey })
      await adapter.list(null, untilDone())
      await adapter.list(null, untilDone())
      provider.fault('create', fault, 10)
      const outcome = await adapter.submit(makeRequest(), { clientKey: 'k', signal: untilDone() })
      expect(outcome.kind).toBe('unknown')
      expect(provider.requests.filter((request) => request.method === 'POST')).toHaveLength(1)
    },
  )

  it('carries no headers that the environment or the SDK would add', async () => {
    const before = process.env['OPENAI_CUSTOM_HEADERS']
    process.env['OPENAI_CUSTOM_HEADERS'] = 'X-Private: value\nAuthorization: Bearer stolen'
    try {
      expect((await submit()).kind).toBe('accepted')
    } finally {
      if (before === undefined) delete process.env['OPENAI_CUSTOM_HEADERS']
      else process.env['OPENAI_CUSTOM_HEADERS'] = before
    }
    const names = Object.keys(provider.requests[0]?.headers ?? {})
    expect(names.filter((name) => /private|stainless|openai-/.test(name))).toEqual([])
    expect(provider.requests[0]?.authorization).toBe(`Bearer ${provider.apiKey}`)
  })

  it('is accepted when the connection breaks behind a whole answer', async () => {
    provider.fault('create', 'reset_behind_json')
    expect(await submit()).toMatchObject({ kind: 'accepted', snapshot: { remoteId: 'video_000001' } })
  })

  it('is accepted when the answer only trickles in', async () => {
    provider.fault('create', 'slow_trickle')
    expect(await submit()).toMatchObject({ kind: 'accepted', snapshot: { remoteId: 'video_000001' } })
  })

  it('is accepted when the job failed at once: it has an id and may be billed', async () => {
    provider.fault('create', 'failed_at_once')
    const outcome = await submit()
    expect(outcome).toMatchObject({
      kind: 'accepted',
      snapshot: { state: 'failed', error: { code: 'moderation', subject: 'prompt', charged: 'unknown' } },
    })
  })

  it.each([
    ['rate_limited_seconds', 7_000],
    ['rate_limited_date', 9_000],
    ['rate_limited_ms', 1_500],
  ] as const)('passes on how long to wait after %s', async (fault, retryAfterMs) => {
    provider.fault('create', fault)
    expect(await submit()).toMatchObject({ failure: { retryAfterMs } })
  })

  it('names the origin of a redirect, without its query', async () => {
    provider.fault('create', 'redirect_307')
    const outcome = await submit()
    if (outcome.kind !== 'refused') throw new Error(outcome.kind)
    expect(outcome.failure.message).toMatch(/http:\/\/127\.0\.0\.1:\d+\./)
    expect(outcome.failure.message).not.toContain('session')
  })

  it('says what moderation refused', async () => {
    provider.fault('create', 'moderation_400')
    expect(await submit()).toMatchObject({ failure: { code: 'moderation', subject: 'prompt' } })
  })

  it('names the field of a 422', async () => {
    provider.fault('create', 'unprocessable_422')
    expect(await submit()).toMatchObject({ failure: { message: 'seconds: Input should be 4' } })
  })

  it('never shows the key, even when the provider echoes it', async () => {
    const outcome = await submit({ apiKey: 'echoed-secret-value' })
    expect(outcome).toMatchObject({ kind: 'refused', failure: { code: 'auth' } })
    expect(JSON.stringify(outcome)).not.toContain('echoed-secret-value')
  })
})
