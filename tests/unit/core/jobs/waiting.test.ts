import { describe, expect, it } from 'vitest'
import { noCreditLeft, refusedKey } from '../../../../electron/core/jobs/pauseMessages.ts'
import { asSentence } from '../../../../electron/core/jobs/sentence.ts'
import { readWaiting, waitingSentence, waitsForAccount } from '../../../../electron/core/jobs/waiting.ts'
import { CONNECTION_WORDS } from '../../../../electron/core/providers/connectionWords.ts'
import { providerFailure } from './engineUnderTest.ts'

describe('what holds a job', () => {
  it.each([
    ['parent', '', null],
    ['queue_paused', '', null],
    ['no_account', '', null],
    ['not_sent', 'Try later', 'Try later.'],
    ['look_failed', 'HTTP 500.', 'HTTP 500.'],
    ['not_ready', 'Still rendering', 'Still rendering.'],
    ['not_handed_over', 'No.', 'No.'],
    ['download_failed', 'The connection broke?', 'The connection broke?'],
    ['disk_full', 40, '40'],
    ['disk_error', 'EIO: i/o error', 'EIO: i/o error.'],
  ] as const)('is read back from the sentence that was noted: %s', (code, detail, readDetail) => {
    const sentence = waitingSentence(code, detail)
    expect(readWaiting(sentence)).toEqual({ sentence, code, detail: readDetail, trouble: null })
  })

  it('tells what was wrong with the connection, in one clean sentence', () => {
    const sentence = waitingSentence('look_failed', CONNECTION_WORDS.refused)
    expect(sentence).toBe('The last look failed: The provider refused the connection. Dailies keeps looking.')
    expect(readWaiting(sentence).trouble).toBe('refused')
  })

  it('keeps a sentence of an older version as it is', () => {
    expect(readWaiting('Something else.')).toEqual({
      sentence: 'Something else.',
      code: null,
      detail: null,
      trouble: null,
    })
  })

  it('names the pause of the account apart from what the provider said', () => {
    const failure = providerFailure('auth', { message: 'Incorrect API key provided: [key]' })
    const message = refusedKey(failure)
    expect(message).toBe('The provider refused the key: Incorrect API key provided: [key]. Set a new key to go on.')
    expect(waitsForAccount({ reason: 'auth', message, said: failure.message, since: 1 })).toEqual({
      sentence: message,
      code: 'account_auth',
      detail: 'Incorrect API key provided: [key]',
      trouble: null,
    })
    expect(noCreditLeft(providerFailure('quota', { message: 'Empty!' }))).toContain(': Empty! Resume')
  })
})

it('gives words exactly one full stop', () => {
  expect(['No', 'No.', 'No!', ' “No.” ', ''].map(asSentence)).toEqual(['No.', 'No.', 'No!', '“No.”', ''])
})
