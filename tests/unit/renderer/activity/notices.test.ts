import { createInstance, type TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { targetOf } from '../../../../renderer/src/features/activity/noticeTarget.ts'
import { saidByProvider, writeNotice } from '../../../../renderer/src/features/activity/noticeWording.ts'
import { de } from '../../../../renderer/src/i18n/de/index.ts'
import { en } from '../../../../renderer/src/i18n/en/index.ts'
import { later } from '../../../../renderer/src/i18n/en/later.ts'
import type { Notice } from '../../../../shared/activity/notice.ts'
import { NOTICE_KINDS } from '../../../../shared/activity/noticeKinds.ts'
import { JOB_ERROR_CODES } from '../../../../shared/jobs/job.ts'

const speak = (language: 'en' | 'de'): TFunction<'activity'> => {
  const instance = createInstance()
  void instance.init({
    lng: language,
    resources: { en: { ...en, ...later }, de },
    ns: ['activity', 'ui'],
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return instance.getFixedT(language, 'activity')
}
const english = speak('en')
const german = speak('de')

const notice = (changes: Partial<Notice>): Notice => ({
  id: 1,
  at: 1_800_000_000_000,
  kind: 'job_finished',
  jobId: 'job_1',
  batchId: null,
  accountId: 'account_1',
  values: {},
  text: '',
  isRead: false,
  ...changes,
})

/** What the host gives for each kind. */
const VALUES: Record<Notice['kind'], Notice['values']> = {
  batch_finished: { total: 5, finished: 3, failed: 1, cancelled: 1, name: 'Harbour' },
  job_finished: { count: 1, prompt: 'A fox', account: 'Demo' },
  job_failed: { count: 1, prompt: 'A fox', account: 'Demo', code: 'moderation', message: 'Blocked.' },
  needs_attention: { count: 1, prompt: 'A fox', account: 'Demo' },
  expires_soon: { count: 1, prompt: 'A fox', account: 'Demo', minutesLeft: 20, expiresAt: 1 },
  account_paused: { account: 'Demo', reason: 'auth', message: 'Bad key.' },
  storage_problem: { problem: 'full', folder: '/videos' },
}

describe('the sentence of a notice', () => {
  it.each(NOTICE_KINDS)('is whole in both languages for %s, alone and counted', (kind) => {
    for (const t of [english, german]) {
      for (const count of [1, 7]) {
        const sentence = writeNotice({ kind, values: { ...VALUES[kind], count } }, t)
        expect(sentence).toMatch(/[.?]$/)
        expect(sentence).not.toMatch(/\{\{|undefined|NaN|notice\./)
      }
    }
    expect(writeNotice({ kind, values: VALUES[kind] }, german)).not.toBe(
      writeNotice({ kind, values: VALUES[kind] }, english),
    )
  })

  it('says how a batch ended, and names only what happened', () => {
    const values = { total: 5, finished: 3, failed: 1, cancelled: 1, name: 'Harbour' }
    expect(writeNotice({ kind: 'batch_finished', values }, english)).toBe(
      '“Harbour” is through: 3 finished, 1 failed, 1 cancelled.',
    )
    const whole = { total: 5, finished: 5, failed: 0, cancelled: 0 }
    expect(writeNotice({ kind: 'batch_finished', values: whole }, english)).toBe('A batch is through: 5 of 5 finished.')
  })

  it('gives every reason for a failure in words of its own, in both languages', () => {
    const codes = [...JOB_ERROR_CODES, 'cancelled']
    for (const t of [english, german]) {
      const sentences = codes.map((code) => writeNotice({ kind: 'job_failed', values: { prompt: 'A fox', code } }, t))
      expect(new Set(sentences).size).toBe(codes.length)
    }
  })

  it('survives values that a later version may leave out or add', () => {
    expect(writeNotice({ kind: 'job_failed', values: { code: 'brand_new' } }, english)).toContain('could not make it')
    expect(writeNotice({ kind: 'account_paused', values: { account: 'A', reason: 'brand_new' } }, english)).toBe(
      'A is paused. Its jobs stay queued.',
    )
    expect(writeNotice({ kind: 'storage_problem', values: {} }, english)).toContain('cannot be written')
  })

  it('rounds what is left of a copy, and does not count single minutes down', () => {
    const write = (minutesLeft: number): string =>
      writeNotice({ kind: 'expires_soon', values: { prompt: 'A fox', account: 'Demo', minutesLeft } }, english)
    expect(write(1)).toContain('within a minute')
    expect(write(120)).toMatch(/within 2 h/)
  })

  it('quotes the provider, but not what Dailies or the person did', () => {
    const said = { said: 'Blocked.', message: 'The provider refused the key: Blocked. Set a new key to go on.' }
    expect(saidByProvider({ kind: 'job_failed', values: said })).toBe('Blocked.')
    expect(saidByProvider({ kind: 'account_paused', values: said })).toBe('Blocked.')
    expect(saidByProvider({ kind: 'job_failed', values: { code: 'timed_out', message: 'Ours.' } })).toBeNull()
    expect(saidByProvider({ kind: 'account_paused', values: { reason: 'key_missing', message: 'Ours.' } })).toBeNull()
  })
})

describe('where a notice leads', () => {
  it('is its job, its batch or its account', () => {
    expect(targetOf(notice({}))).toEqual({ to: 'job', jobId: 'job_1' })
    expect(targetOf(notice({ kind: 'batch_finished', jobId: null, batchId: 'batch_1' }))).toEqual({
      to: 'batch',
      batchId: 'batch_1',
    })
    expect(targetOf(notice({ kind: 'account_paused', jobId: null }))).toEqual({ to: 'account', accountId: 'account_1' })
    expect(targetOf(notice({ kind: 'storage_problem', jobId: null, accountId: null }))).toEqual({ to: 'storage' })
  })

  it('is the list of those concerned where it counts several', () => {
    const several = { jobId: null, batchId: null }
    expect(targetOf(notice({ kind: 'job_failed', ...several }))).toEqual({ to: 'list', statuses: ['failed'] })
    expect(targetOf(notice({ kind: 'needs_attention', ...several }))).toEqual({
      to: 'list',
      statuses: ['needs_attention'],
    })
    expect(targetOf(notice({ kind: 'job_finished', ...several }))).toEqual({ to: 'library' })
  })
})
