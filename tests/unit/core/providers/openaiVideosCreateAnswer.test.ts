import { describe, expect, it } from 'vitest'
import { createFailureMaker } from '../../../../electron/core/providers/failure.ts'
import type { CreateContext } from '../../../../electron/core/providers/openaiVideos/createAnswer.ts'
import { asksForForm, classifyCreateAnswer } from '../../../../electron/core/providers/openaiVideos/createAnswer.ts'
import { findProfile } from '../../../../electron/core/providers/openaiVideos/profiles.ts'
import type { Reply } from '../../../../electron/core/providers/openaiVideos/wire.ts'
import { parseJson } from '../../../../electron/core/providers/openaiVideos/wire.ts'

const contextOf = (isRetiredEndpoint = false, profileId = 'sora'): CreateContext => ({
  profile: findProfile(profileId),
  baseUrl: 'https://provider.example/v1',
  makeFailure: createFailureMaker([]),
  isRetiredEndpoint,
  now: () => 0,
})

const reply = (status: number, text: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: new Headers(headers),
  text,
  isComplete: true,
  value: parseJson(text),
})

const HTML_404 = '<!DOCTYPE html><html><head><title>Not Found</title></head></html>'

describe('the answer to a paid create', () => {
  it.each([
    [404, HTML_404],
    [410, ''],
    [400, '{"error":{"code":"model_not_found","message":"x"}}'],
    [404, '{"error":{"message":"Invalid URL (POST /v1/videos)"}}'],
  ])('of an endpoint that was shut down is retired: %d %s', (status, text) => {
    expect(classifyCreateAnswer(reply(status, text), contextOf(true))).toMatchObject({
      kind: 'refused',
      failure: { code: 'retired', charged: 'no' },
    })
  })

  it('of a living endpoint without the route is a wrong request, told by the page title', () => {
    expect(classifyCreateAnswer(reply(404, HTML_404), contextOf())).toMatchObject({
      kind: 'refused',
      failure: { code: 'invalid_request', message: 'The answer was a web page: "Not Found".' },
    })
  })

  it.each([301, 302, 307, 308])('%d is refused and names the new origin', (status) => {
    const moved = reply(status, '', { location: 'https://other.example/v1/videos?token=x' })
    expect(classifyCreateAnswer(moved, contextOf())).toMatchObject({
      kind: 'refused',
      failure: { message: expect.stringContaining('https://other.example.') as string },
    })
  })

  it.each([303, 304])('%d leaves open whether something was made', (status) => {
    expect(classifyCreateAnswer(reply(status, '', { location: '/v1/videos/x' }), contextOf()).kind).toBe('unknown')
  })

  it('with an id is accepted whatever else it says', () => {
    const strange = reply(201, '{"id":"v1","status":{"deep":true},"progress":"lots","error":[]}')
    expect(classifyCreateAnswer(strange, contextOf())).toMatchObject({ kind: 'accepted', snapshot: { remoteId: 'v1' } })
  })

  it('that is only an id means: at the beginning', () => {
    expect(classifyCreateAnswer(reply(200, '{"request_id":"r1"}'), contextOf(false, 'xai'))).toMatchObject({
      kind: 'accepted',
      snapshot: { remoteId: 'r1', state: 'queued' },
    })
  })

  it.each(['[]', '"ok"', '42', 'null', '{"error":{"message":"failed"}}'])('200 with %s is unknown', (text) => {
    expect(classifyCreateAnswer(reply(200, text), contextOf())).toMatchObject({
      kind: 'unknown',
      failure: { code: 'protocol', charged: 'unknown' },
    })
  })
})

describe('asksForForm', () => {
  it.each([
    [415, '', true],
    [422, '{"detail":[{"loc":["body","prompt"],"msg":"Field required"}]}', true],
    [422, '{"detail":[{"loc":["body","seconds"],"msg":"Input should be 4"}]}', false],
    [400, '{"error":{"message":"Your prompt was rejected"}}', false],
    [401, '', false],
  ])('%d %s: %s', (status, text, expected) => {
    expect(asksForForm(reply(status, text))).toBe(expected)
  })
})
