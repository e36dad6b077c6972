import { describe, expect, it } from 'vitest'
import { presentNotice } from '../../../../electron/desktop/notices/presentNotice.ts'
import { createTranslate, type ShellLanguage } from '../../../../electron/desktop/texts/texts.ts'
import type { Notice } from '../../../../shared/activity/notice.ts'
import { NOTICE_KINDS } from '../../../../shared/activity/noticeKinds.ts'
import { JOB_ERROR_CODES, type Job } from '../../../../shared/jobs/job.ts'
import { fakeJob, fakeTake } from '../../../fakes/fakeJob.ts'
import { fakeNotice } from './fakeNotice.ts'

const present = (changes: Partial<Notice>, { job = null, language = 'en', isUpdate = false }: Partial<Options> = {}) =>
  presentNotice({ notice: fakeNotice(changes), job, isUpdate }, createTranslate(language))
interface Options {
  job: Job | null
  language: ShellLanguage
  isUpdate: boolean
}
const words = (changes: Partial<Notice>, language: ShellLanguage = 'en') => {
  const { title, body } = present(changes, { language })
  return `${title} | ${body}`
}

describe('a notice says', () => {
  it.each<[Partial<Notice>, string, string]>([
    [
      { kind: 'job_finished', values: { count: 1, prompt: 'a fox', account: 'Far' } },
      'A take is finished | “a fox”',
      'Ein Video ist fertig | „a fox“',
    ],
    [
      { kind: 'job_finished', values: { count: 1200, prompt: 'a fox', account: 'Far' } },
      '1,200 takes are finished | On Far.',
      '1.200 Videos sind fertig | Auf Far.',
    ],
    [
      { kind: 'batch_finished', values: { total: 12, finished: 12, failed: 0, cancelled: 0, name: 'Foxes' } },
      '“Foxes” is through | All 12 finished.',
      '„Foxes“ ist durch | Alle 12 fertig.',
    ],
    [
      { kind: 'batch_finished', values: { total: 12, finished: 9, failed: 2, cancelled: 1 } },
      'A batch is through | 9 finished, 2 failed, 1 cancelled.',
      'Ein Stapel ist durch | 9 fertig, 2 fehlgeschlagen, 1 abgebrochen.',
    ],
    [
      { kind: 'job_failed', values: { count: 1, prompt: 'a fox', account: 'Far', code: 'moderation', message: 'x' } },
      'A job failed | “a fox”: The provider refused the prompt or the picture.',
      'Ein Auftrag ist fehlgeschlagen | „a fox“: Der Anbieter hat den Prompt oder das Bild abgelehnt.',
    ],
    [
      { kind: 'job_failed', values: { count: 30, prompt: 'a fox', account: 'Far', code: 'never heard of' } },
      '30 jobs failed | On Far: The provider could not make it.',
      '30 Aufträge sind fehlgeschlagen | Auf Far: Der Anbieter konnte es nicht erzeugen.',
    ],
    [
      { kind: 'needs_attention', values: { count: 1, prompt: 'a fox', account: 'Far' } },
      'A job needs your decision | “a fox”: the paid request may or may not have landed.',
      'Ein Auftrag braucht deine Entscheidung | „a fox“: Ob die bezahlte Anfrage ankam, ist ungewiss.',
    ],
    [
      { kind: 'expires_soon', values: { count: 1, prompt: 'a fox', account: 'Far', minutesLeft: 20 } },
      'A take is about to be lost | “a fox” is not on this disk yet. Far deletes its copy within 20 minutes.',
      'Ein Video geht bald verloren | „a fox“ ist noch nicht auf dieser Festplatte. Far löscht die Kopie binnen 20 Minuten.',
    ],
    [
      { kind: 'expires_soon', values: { count: 6, prompt: 'a fox', account: 'Far', minutesLeft: 118 } },
      '6 takes are about to be lost | They are not on this disk yet. Far deletes the first copy within 2 hours.',
      '6 Videos gehen bald verloren | Sie sind noch nicht auf dieser Festplatte. Far löscht die erste Kopie binnen 2 Stunden.',
    ],
    [
      { kind: 'account_paused', values: { account: 'Far', reason: 'quota', message: 'x' } },
      'Far is paused | Its balance or quota is used up. Its jobs stay queued.',
      'Far ist angehalten | Guthaben oder Kontingent sind aufgebraucht. Die Aufträge bleiben eingereiht.',
    ],
    [
      { kind: 'storage_problem', values: { problem: 'full', folder: '/videos' } },
      'Takes cannot be saved | The disk is full. What has arrived so far is kept.',
      'Videos lassen sich nicht speichern | Die Festplatte ist voll. Was schon da ist, bleibt.',
    ],
  ])('%j', (changes, english, german) => {
    expect([words(changes), words(changes, 'de')]).toEqual([english, german])
  })

  it('a reason for every way to fail, and never a key or a gap', () => {
    for (const language of ['en', 'de'] as const) {
      for (const kind of NOTICE_KINDS) {
        for (const code of [...JOB_ERROR_CODES, 'cancelled']) {
          for (const count of [1, 2]) {
            const values = { count, prompt: 'p', account: 'a', code, reason: code, problem: code, minutesLeft: count }
            expect(words({ kind, values }, language)).not.toMatch(/notices:|\{\{|undefined|NaN|\| $/)
          }
        }
      }
    }
  })

  it('a person’s words as they are: nothing in a prompt is a placeholder or a tag', () => {
    const prompt = '$t(app:name) {{account}} <b>&amp;</b>'
    expect(present({ kind: 'job_finished', values: { count: 1, prompt, account: 'Far' } }).body).toBe(`“${prompt}”`)
  })

  it('nothing that turns its own words around, wherever a person’s words stand', () => {
    expect(words({ kind: 'job_failed', values: { count: 1, prompt: '\u202eשועל\u0007', code: 'network' } })).toBe(
      'A job failed | “\u2068שועל\u2069”: The provider could not be reached.',
    )
    const batch = { total: 1, finished: 1, failed: 0, cancelled: 0, name: 'ثعلب\u2069' }
    expect(words({ kind: 'batch_finished', values: batch })).toMatch(/^“\u2068ثعلب\u2069” is through/)
    expect(words({ kind: 'account_paused', values: { account: '\u202eFar', reason: 'user' } })).toMatch(
      /^Far is paused/,
    )
  })
})

describe('the buttons of a notice', () => {
  const finished = fakeJob({ status: 'completed', take: fakeTake() })
  const error = { code: 'network', message: 'm', retryable: true, charged: 'no', refusedBy: 'network' } as const
  const failed = fakeJob({ status: 'failed', error })
  const actions = (kind: Notice['kind'], job: Job | null) =>
    present({ kind }, { job }).actions.map(({ action }) => action)

  it('play a finished take and show its file, while that is there', () => {
    expect(actions('job_finished', finished)).toEqual(['play', 'reveal'])
    expect(actions('job_finished', { ...finished, take: { ...fakeTake(), missingSince: 1 } })).toEqual([])
    expect(actions('job_finished', { ...finished, take: null })).toEqual([])
    expect(actions('job_finished', { ...finished, trashedAt: 1 })).toEqual([])
    expect(actions('job_finished', null)).toEqual([])
  })

  it('retry a failed job, if that has a chance and nobody has done it yet', () => {
    expect(actions('job_failed', failed)).toEqual(['retry'])
    expect(actions('job_failed', { ...failed, error: { ...error, retryable: false } })).toEqual([])
    expect(actions('job_failed', { ...failed, status: 'queued' })).toEqual([])
    expect(actions('job_failed', { ...failed, trashedAt: 1 })).toEqual([])
  })

  it('decide nothing that costs money, and nothing about several', () => {
    for (const kind of NOTICE_KINDS.filter((one) => one !== 'job_finished' && one !== 'job_failed')) {
      expect(actions(kind, finished)).toEqual([])
      expect(actions(kind, failed)).toEqual([])
    }
  })

  it('are named in the person’s language', () => {
    const labels = present({ kind: 'job_finished' }, { job: finished, language: 'de' }).actions.map(
      ({ label }) => label,
    )
    expect(labels).toEqual(['Abspielen', 'Im Ordner zeigen'])
  })
})

describe('the stir that a notice makes', () => {
  it('stays until it was seen where something is lost for good otherwise', () => {
    const critical = NOTICE_KINDS.filter((kind) => present({ kind }).urgency === 'critical')
    expect(critical).toEqual(['expires_soon', 'storage_problem'])
  })

  it('is silent when it only says more of the same', () => {
    expect(present({}, { isUpdate: true }).silent).toBe(true)
    expect(present({}).silent).toBe(false)
  })
})
