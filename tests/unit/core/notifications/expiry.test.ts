import { describe, expect, it } from 'vitest'
import {
  decideAboutExpiry,
  expiryStage,
  isNewEnd,
  nextExpiryAt,
} from '../../../../electron/core/notifications/expiry.ts'
import { noticeText } from '../../../../electron/core/notifications/noticeText.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const copyOf = (lifeMs: number) => ({ generatedAt: 0, expiresAt: lifeMs })

describe('when the end of a copy is told', () => {
  it.each([
    ['a day', 24 * HOUR, 2 * HOUR, 20 * MINUTE],
    ['four hours', 4 * HOUR, 2 * HOUR, 20 * MINUTE],
    ['an hour', HOUR, 30 * MINUTE, 10 * MINUTE],
    ['twenty minutes', 20 * MINUTE, 10 * MINUTE, 200_000],
  ])('a copy that lives %s warns twice', (_name, lifeMs, earlyLeftMs, lateLeftMs) => {
    const copy = copyOf(lifeMs)
    const [early, late] = [lifeMs - earlyLeftMs, lifeMs - lateLeftMs]
    const stages = [0, early - 1, early, late - 1, late, lifeMs - 1, lifeMs].map((now) => expiryStage(copy, now))
    expect(stages).toEqual([0, 0, 1, 1, 2, 2, 0])
    expect(nextExpiryAt(copy, 0)).toBe(early)
    expect(nextExpiryAt(copy, early)).toBe(late)
    expect(nextExpiryAt(copy, late)).toBeNull()
  })

  it('begins anew only for a much later end', () => {
    expect(isNewEnd(HOUR, HOUR + 5 * MINUTE)).toBe(false)
    expect(isNewEnd(HOUR, 24 * HOUR)).toBe(true)
  })

  it('a copy that ended before it was seen says nothing', () => {
    expect(expiryStage({ generatedAt: HOUR, expiresAt: 0 }, HOUR)).toBe(0)
    expect(nextExpiryAt({ generatedAt: HOUR, expiresAt: 0 }, HOUR)).toBeNull()
  })
})

it('says what is about to be lost, when, and what it waits for', () => {
  const take = {
    jobId: 'job_1',
    batchId: null,
    accountId: 'account_1',
    accountName: 'Mine',
    prompt: 'a fox',
    generatedAt: 0,
    expiresAt: 24 * HOUR,
    waitingFor: 'The disk is full: 40 MB more are needed.',
  }
  const textAt = (now: number): string => {
    const { kind, values } = decideAboutExpiry(take, now)
    return noticeText(kind, values)
  }
  expect(textAt(22 * HOUR)).toBe(
    '“a fox” is finished but not on this disk yet, and the provider deletes it in 2 hours. The disk is full: 40 MB more are needed.',
  )
  expect(textAt(24 * HOUR - 20 * MINUTE)).toContain('in 20 minutes')
  expect(textAt(24 * HOUR - 10_000)).toContain('within a minute')
})
