import { describe, expect, it } from 'vitest'
import { isMissingJob, readErrorWords, readSubject } from '../../../../electron/core/providers/errorWords.ts'
import {
  classifyJobError,
  classifyStatus,
  createFailureMaker,
  describeJobError,
} from '../../../../electron/core/providers/failure.ts'

const openai = (code: string, message = '', param: string | null = null): unknown => ({
  error: { code, message, param, type: 'invalid_request_error' },
})

describe('readErrorWords', () => {
  it.each([
    ['the object of OpenAI', openai('invalid_value', 'Bad size.', 'size'), 'Bad size.', 'invalid_value', 'size'],
    ['an error that is a string', { error: 'Out of credits' }, 'Out of credits', '', ''],
    ['a string error beside a code', { code: 'bad', error: 'Wrong' }, 'Wrong', 'bad', ''],
    ['a detail string', { detail: 'Not found' }, 'Not found', '', ''],
    [
      'a list of details',
      { detail: [{ loc: ['body', 'seconds'], msg: 'too long', type: 'enum' }] },
      'seconds: too long',
      'enum',
      'seconds',
    ],
    ['a code that is a number', { error: { code: 500, message: 'oom' } }, 'oom', '500', ''],
    ['a flat message', { message: 'no', code: 'x' }, 'no', 'x', ''],
    ['null', null, '', '', ''],
    ['an empty object', {}, '', '', ''],
  ])('reads %s', (_what, value, message, code, param) => {
    const words = readErrorWords(value)
    expect(words.message).toBe(message)
    expect(words.code).toContain(code)
    expect(words.param).toBe(param)
  })
})

describe('classifyStatus', () => {
  it.each([
    [400, openai('invalid_value', "Invalid value for 'size'."), 'invalid_request'],
    [400, openai('moderation_blocked', 'Rejected by our safety system.'), 'moderation'],
    [400, { error: 'The prompt violates our content policies.' }, 'moderation'],
    [422, { detail: 'Content was flagged by the filter' }, 'moderation'],
    [403, openai('content_policy_violation'), 'moderation'],
    [400, openai('model_not_found', 'The model does not exist.'), 'retired'],
    [404, { error: { message: 'The model `sora-2` has been deprecated.' } }, 'retired'],
    [400, { error: 'This model is no longer available' }, 'retired'],
    [410, { error: { message: 'The Videos API has been shut down.' } }, 'retired'],
    [400, openai('invalid_value', "Invalid value: 'sora-2'.", 'model'), 'retired'],
    [400, { error: { message: 'Invalid model name passed in model=sora-9' } }, 'retired'],
    [422, { detail: [{ loc: ['body', 'model'], msg: 'Field required' }] }, 'invalid_request'],
    [400, { error: 'The source video is no longer available' }, 'invalid_request'],
    [401, openai('invalid_api_key'), 'auth'],
    [403, openai('organization_unverified', 'Your organization must be verified.'), 'auth'],
    [402, {}, 'quota'],
    [429, openai('insufficient_quota', 'You exceeded your current quota.'), 'quota'],
    [403, { code: 'insufficient_user_quota', message: '用户额度不足' }, 'quota'],
    [400, { error: { message: 'Budget has been exceeded! Current cost: 5', type: 'budget_exceeded' } }, 'quota'],
    [400, openai('billing_hard_limit_reached'), 'quota'],
    [429, openai('rate_limit_exceeded', 'Rate limit reached.'), 'rate_limited'],
    [429, {}, 'rate_limited'],
    [404, {}, 'invalid_request'],
    [405, {}, 'invalid_request'],
    [413, {}, 'invalid_request'],
    [415, {}, 'invalid_request'],
    [408, {}, 'provider'],
    [409, {}, 'provider'],
    [500, openai('moderation_blocked'), 'provider'],
    [503, {}, 'provider'],
    [307, {}, 'protocol'],
  ])('HTTP %d with %j is %s', (status, body, code) => {
    expect(classifyStatus(status, readErrorWords(body), false)).toBe(code)
  })

  it.each([404, 410])('takes a bare %d as retired where the endpoint is known to be shut down', (status) => {
    expect(classifyStatus(status, readErrorWords({}), true)).toBe('retired')
  })
})

describe('classifyJobError', () => {
  it.each([
    [{ code: 'moderation_blocked', message: 'x' }, 'moderation'],
    [{ code: 'SAFETY_FILTER', message: '' }, 'moderation'],
    [{ code: 'content_moderated', message: '' }, 'moderation'],
    [{ code: 'invalid_image', message: 'cannot read' }, 'invalid_request'],
    [{ code: 'budget_exhausted', message: '' }, 'quota'],
    [{ code: 'internal_error', message: 'GPU lost' }, 'provider'],
    [{ code: 'upstream_auth', message: 'Invalid API key for the upstream' }, 'provider'],
  ])('%j is %s', (error, code) => {
    expect(classifyJobError(readErrorWords({ error }))).toBe(code)
  })
})

describe('describeJobError', () => {
  const make = createFailureMaker(['super-secret-key'])
  const words = (message: string) => readErrorWords({ error: { code: 'internal_error', message } })

  it('leaves the bill open unless the provider settles it', () => {
    expect(describeJobError(words('GPU lost'), null, make).charged).toBe('unknown')
    expect(describeJobError(words('Failed. You were not charged.'), null, make).charged).toBe('no')
    expect(describeJobError(words('The cost was refunded.'), null, make).charged).toBe('no')
    expect(describeJobError(words('GPU lost'), 0, make).charged).toBe('no')
    expect(describeJobError(words('GPU lost'), 0.5, make).charged).toBe('yes')
  })

  it('keeps the words of the provider without the key', () => {
    expect(describeJobError(words('refused super-secret-key'), null, make).message).toBe('refused [key]')
  })
})

describe('readSubject', () => {
  it.each([
    [openai('moderation_blocked', 'Rejected.', 'prompt'), 'prompt'],
    [openai('moderation_blocked', 'Rejected.', 'input_reference'), 'reference'],
    [openai('moderation_blocked', 'The generated video was blocked.'), 'output'],
    [openai('moderation_blocked', 'The reference image shows a face.'), 'reference'],
    [openai('moderation_blocked', 'Your prompt was rejected.'), 'prompt'],
    [openai('moderation_blocked', 'Rejected.'), null],
  ])('%j is about %s', (body, subject) => {
    expect(readSubject(readErrorWords(body))).toBe(subject)
  })
})

describe('isMissingJob', () => {
  it.each([
    [{ code: 'task_not_exist', message: 'task_not_exist' }, true],
    [{ error: { message: "Video with id 'video_1' not found" } }, true],
    [{ detail: 'Item not found' }, false],
    [{ error: { message: 'Invalid size' } }, false],
  ])('%j: %s', (body, expected) => {
    expect(isMissingJob(readErrorWords(body))).toBe(expected)
  })
})
