import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { formatDuration, formatRoughDuration } from '../../../../renderer/src/i18n/format.ts'
import { loadTexts } from '../../../../renderer/src/i18n/i18n.ts'
import { EVENT_TYPES, readRequest, writeEvent } from '../../../../renderer/src/jobs/eventWording.ts'
import {
  expiryLeftMs,
  progressPercent,
  writeError,
  writeRest,
  writeTiming,
  writeWaiting,
} from '../../../../renderer/src/jobs/jobWording.ts'
import type { JobError } from '../../../../shared/jobs/job.ts'
import { jobs as german } from '../../../../renderer/src/i18n/de/jobs.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'

const NOW = 1_800_000_100_000
const jobText = i18next.getFixedT('en', 'jobs')
const eventText = i18next.getFixedT('en', 'events')
beforeAll(() => loadTexts())

const running = (changes: Parameters<typeof fakeJob>[0] = {}) =>
  fakeJob({ status: 'generating', submittedAt: NOW - 95_000, updatedAt: NOW, ...changes })

describe('the small print of a running job', () => {
  it('says percent only where the provider reports it', () => {
    expect(writeTiming(running(), NOW, jobText)).toBe(`${formatDuration(95_000)} so far`)
    expect(progressPercent(running({ progress: 40 }))).toBeNull()
    const reporting = running({ progress: 40, isProgressReported: true })
    expect(writeTiming(reporting, NOW, jobText)).toMatch(/^40 % · /)
    expect(progressPercent(reporting)).toBe(40)
  })

  it('counts an estimate down from when it was made, and admits that it was wrong', () => {
    const estimated = (sinceMs: number) =>
      writeTiming(running({ estimatedRemainingMs: 60_000, updatedAt: NOW - sinceMs }), NOW, jobText)
    expect(estimated(0)).toContain(`about ${formatRoughDuration(60_000)} left`)
    expect(estimated(20_000)).toContain(`about ${formatRoughDuration(40_000)} left`)
    expect(estimated(61_000)).toContain('any moment now')
    expect(estimated(90_000)).toContain('taking longer than usual')
  })

  it('falls back on how long it usually takes', () => {
    expect(writeTiming(running({ typicalDurationMs: 120_000 }), NOW, jobText)).toContain(
      `usually ${formatRoughDuration(120_000)}`,
    )
  })
})

describe('the small print of a resting job', () => {
  it('says what it waits for, or how large its take is', () => {
    expect(writeRest(fakeJob({ waitingFor: 'The account is paused.' }), NOW, jobText)).toBe('The account is paused.')
    const done = fakeJob({ status: 'completed', finishedAt: NOW, take: fakeTake() })
    expect(writeRest(done, NOW, jobText)).toMatch(/ · 1.2 MB$/)
  })
})

describe('the title of a failure', () => {
  const who = (code: JobError['code'], refusedBy: JobError['refusedBy']) =>
    writeError({ code, refusedBy, message: 'No.', retryable: true, charged: 'no' }, jobText).who

  it('tells a refusal from what the provider did not manage', () => {
    expect(who('moderation', 'provider')).toBe('The provider refused')
    expect(who('invalid_request', 'provider')).toBe('The provider refused')
    expect(who('provider', 'provider')).toBe('The provider could not make it')
    expect(who('provider', 'dailies')).toBe('Dailies stopped this')
  })
})

describe('what holds a job', () => {
  const notSent = {
    waitingFor: 'Not sent yet: The provider refused the connection.',
    waitingCode: 'not_sent',
    waitingDetail: 'The provider refused the connection.',
    waitingTrouble: 'refused',
  } as const

  it('is said in the language of the screen, the provider itself in its own words', () => {
    const germanText = i18next.getFixedT('de', 'jobs')
    i18next.addResourceBundle('de', 'jobs', german)
    expect(writeWaiting(fakeJob(notSent), jobText)).toBe(notSent.waitingFor)
    expect(writeWaiting(fakeJob(notSent), germanText)).toBe(
      'Noch nicht gesendet: Der Anbieter hat die Verbindung abgelehnt.',
    )
    const held = fakeJob({ waitingFor: 'Busy.', waitingCode: 'not_ready', waitingDetail: 'Come back later.' })
    expect(writeWaiting(held, germanText)).toMatch(/^Der Anbieter kann .*: Come back later\.$/)
  })

  it('is the sentence of the host where its kind is not known, and nothing where nothing holds it', () => {
    expect(writeWaiting(fakeJob({ waitingFor: 'New.' }), jobText)).toBe('New.')
    expect(writeWaiting(fakeJob(), jobText)).toBeNull()
  })
})

describe('an expiry', () => {
  it('matters only while the copy is not here', () => {
    const expiresAt = NOW + 60_000
    expect(expiryLeftMs(fakeJob({ status: 'downloading', expiresAt }), NOW)).toBe(60_000)
    expect(expiryLeftMs(fakeJob({ status: 'completed', expiresAt }), NOW)).toBeNull()
    expect(expiryLeftMs(fakeJob({ status: 'downloading' }), NOW)).toBeNull()
  })
})

describe('the line of a timeline', () => {
  const detail = {
    reason: 'The connection broke.',
    message: 'The connection broke.',
    attempt: 2,
    remoteId: 'video_9',
    remoteStatus: 'queued',
    fields: ['prompt', 'size'],
    purpose: 'submit',
    status: 200,
    durationMs: 240,
    outcome: 'stopped_watching',
  }

  it('is a sentence for everything that the core writes, with nothing left to fill in', () => {
    for (const type of EVENT_TYPES) {
      const line = writeEvent({ type, detail }, eventText)
      expect(line, type).toMatch(/^\S.*\.$/)
      expect(line, type).not.toMatch(/\{\{|undefined|null|cancelled\./)
    }
  })

  it('says what a request was for, and that no answer came', () => {
    expect(writeEvent({ type: 'request', detail }, eventText)).toBe('Request to generate: answered 200 after 240 ms.')
    expect(writeEvent({ type: 'request', detail: { ...detail, status: null } }, eventText)).toContain('no answer')
    expect(readRequest({ type: 'failed', detail })).toBeNull()
  })

  it('shows what a later version writes under its own name', () => {
    expect(writeEvent({ type: 'teleported', detail: {} }, eventText)).toBe('Event “teleported”.')
  })
})
