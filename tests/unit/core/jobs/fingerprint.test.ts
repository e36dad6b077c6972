import { expect, it } from 'vitest'
import { fingerprintOf } from '../../../../electron/core/jobs/fingerprint.ts'
import { jobRecord } from './library.ts'

const base = jobRecord()

it('is the same for requests that a provider cannot tell apart', () => {
  const other = {
    ...base,
    seq: 9,
    id: 'job_9',
    prompt: ` ${base.prompt}\n`,
    priority: 5,
    attempt: 3,
    params: { seed: 1 },
  }
  expect(fingerprintOf(other)).toBe(fingerprintOf(base))
})

it.each([
  { accountId: 'account_2' },
  { model: 'sora-2-pro' },
  { prompt: 'Another' },
  { seconds: 8 },
  { seconds: null },
  { size: null },
  { relation: 'remix' as const },
  { parentJobId: 'job_0' },
])('differs for %j', (changes) => {
  expect(fingerprintOf({ ...base, ...changes })).not.toBe(fingerprintOf(base))
})

it('cannot be confused by text that looks like the next field', () => {
  const one = fingerprintOf({ ...base, model: 'a","b', prompt: 'c' })
  expect(one).not.toBe(fingerprintOf({ ...base, model: 'a', prompt: 'b","c' }))
})
