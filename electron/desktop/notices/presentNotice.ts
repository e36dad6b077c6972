import type { Notice } from '../../../shared/activity/notice.ts'
import type { Job } from '../../../shared/jobs/job.ts'
import { canRetry } from '../../../shared/jobs/jobRules.ts'
import type { Translate } from '../texts/texts.ts'
import { noticeWords } from './noticeWords.ts'

export type NoticeAction = 'play' | 'reveal' | 'retry'

/** A notice as the system is to show it. */
export interface PresentedNotice {
  title: string
  body: string
  /** In the order of the buttons; macOS shows the first one, and the others when asked. Not every Linux draws them. */
  actions: readonly { action: NoticeAction; label: string }[]
  /** Without a sound. */
  silent: boolean
  /** Linux and Windows; critical ones stay until somebody has seen them. */
  urgency: 'normal' | 'critical'
  /** Gathers notices of one kind in the notification centre (macOS, Windows). */
  groupId: string
}

export interface ToldNotice {
  notice: Notice
  /** The job that the notice is about, as it is now; null where it is about several or none, or where it is gone. */
  job: Job | null
  /** It was shown before and says more now: no reason to make a noise again. */
  isUpdate: boolean
}

/** How a notice looks: words, buttons, and how much of a stir it makes. Whatever a button does, a click leads to as well. */
export const presentNotice = ({ notice, job, isUpdate }: ToldNotice, text: Translate): PresentedNotice => ({
  ...noticeWords(notice, text),
  actions: actionsFor(notice, job).map((action) => ({ action, label: text(LABELS[action]) })),
  silent: isUpdate,
  urgency: isUrgent(notice) ? 'critical' : 'normal',
  groupId: notice.kind,
})

const actionsFor = ({ kind }: Notice, job: Job | null): NoticeAction[] => {
  if (job === null || job.trashedAt !== null) return []
  if (kind === 'job_finished') return job.take !== null && job.take.missingSince === undefined ? ['play', 'reveal'] : []
  if (kind === 'job_failed') return canRetry(job) && job.error?.retryable === true ? ['retry'] : []
  return []
}

const LABELS = { play: 'notices:play', reveal: 'notices:reveal', retry: 'notices:retry' } as const

/** What is lost for good when nobody looks. */
const isUrgent = ({ kind }: Notice): boolean => kind === 'expires_soon' || kind === 'storage_problem'
