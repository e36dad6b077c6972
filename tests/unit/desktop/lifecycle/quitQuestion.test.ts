import { describe, expect, it } from 'vitest'
import { isHeld, quitQuestion, type WorkInFlight } from '../../../../electron/desktop/lifecycle/quitQuestion.ts'
import { createTranslate } from '../../../../electron/desktop/texts/texts.ts'

const NOW = 1_800_000_000_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOTHING: WorkInFlight = { submitting: 0, generating: 0, downloading: 0, queued: 0, soonestExpiryAt: null }

const detail = (work: Partial<WorkInFlight>, language: 'en' | 'de' = 'en') =>
  quitQuestion({ ...NOTHING, ...work }, NOW, createTranslate(language))?.detail

describe('quitQuestion', () => {
  it('asks nothing when nothing is in flight', () => {
    expect(quitQuestion(NOTHING, NOW, createTranslate('en'))).toBeNull()
  })

  it('says what happens to renders, and when the first one is lost', () => {
    expect(detail({ generating: 2, soonestExpiryAt: NOW + 40 * MINUTE })).toBe(
      '2 renders go on at the provider; Dailies fetches them at the next start; one expires in 40 min.',
    )
    expect(detail({ generating: 1 })).toBe('1 render goes on at the provider; Dailies fetches it at the next start.')
    expect(detail({ generating: 1, soonestExpiryAt: NOW + 40 * MINUTE })).toBe(
      '1 render goes on at the provider; Dailies fetches it at the next start; it expires in 40 min.',
    )
  })

  it.each([
    [20_000, '1 min'],
    [40 * MINUTE + 59_000, '40 min'],
    [119 * MINUTE, '119 min'],
    [2 * HOUR, '2 h'],
    [47 * HOUR, '47 h'],
    [48 * HOUR, '2 days'],
    [30 * 24 * HOUR, '30 days'],
  ])('counts the time left downwards: %i ms are %s', (ms, words) => {
    expect(detail({ generating: 3, soonestExpiryAt: NOW + ms })).toMatch(`; one expires in ${words}.`)
  })

  it('does not speak of an expiry that is over', () => {
    expect(detail({ generating: 1, soonestExpiryAt: NOW })).not.toContain('expires')
  })

  it('says what happens to downloads, requests without an answer, and the queue', () => {
    expect(detail({ downloading: 1, soonestExpiryAt: NOW + HOUR })).toBe(
      '1 download stops here and goes on at the next start; it expires in 60 min.',
    )
    expect(detail({ submitting: 1 })).toBe(
      '1 request still waits for its answer; Dailies checks at the next start whether it arrived.',
    )
    expect(detail({ queued: 3 })).toBe('3 queued takes are sent after the next start.')
    expect(detail({ submitting: 1, generating: 2, downloading: 1, queued: 1, soonestExpiryAt: NOW + 3 * HOUR })).toBe(
      [
        '2 renders go on at the provider; Dailies fetches them at the next start; one expires in 3 h.',
        '1 download stops here and goes on at the next start.',
        '1 request still waits for its answer; Dailies checks at the next start whether it arrived.',
        '1 queued take is sent after the next start.',
      ].join('\n'),
    )
  })

  it('speaks German too', () => {
    expect(detail({ generating: 2, soonestExpiryAt: NOW + 40 * MINUTE }, 'de')).toBe(
      '2 Videos entstehen beim Anbieter weiter; Dailies holt sie beim nächsten Start; eines läuft in 40 Min. ab.',
    )
  })

  it('offers two ways out', () => {
    const question = quitQuestion({ ...NOTHING, queued: 1 }, NOW, createTranslate('en'))
    expect(question).toMatchObject({ quit: 'Quit', keepRunning: 'Keep running' })
  })
})

describe('isHeld', () => {
  it('tells what waits for a person from what waits for its turn', () => {
    expect(isHeld('account_key_missing')).toBe(true)
    expect(isHeld('queue_paused')).toBe(true)
    expect(isHeld('not_sent')).toBe(false)
    expect(isHeld(undefined)).toBe(false)
  })
})
