import { describe, expect, it } from 'vitest'
import { failureOfAnswer } from '../../../../renderer/src/video/mediaFailure.ts'

describe('what an answer without the wanted bytes means', () => {
  it.each([
    [404, null, 'gone'],
    [403, null, 'gone'],
    [410, null, 'cut'],
    [416, 'bytes */0', 'empty'],
    [503, null, 'unreachable'],
  ] as const)('HTTP %i (%s) is %s', (status, range, reason) => {
    expect(failureOfAnswer(status, range)).toMatchObject({ reason, status })
  })

  it('is nothing bad for the bytes themselves', () => {
    expect(failureOfAnswer(206, 'bytes 0-9/10')).toBeNull()
  })
})
