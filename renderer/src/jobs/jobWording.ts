import type { TFunction } from 'i18next'
import type { Job, JobError, JobStatus } from '../../../shared/jobs/job.ts'
import {
  formatDuration,
  formatFileSize,
  formatMoment,
  formatRoughDuration,
  formatSeconds,
  formatSize,
} from '../i18n/format.ts'

type JobText = TFunction<'jobs'>

/** It tried and did not manage: nobody said no. */
const hasOnlyFailed = ({ code, refusedBy }: JobError): boolean => refusedBy === 'provider' && code === 'provider'

/** Who refused, what they said, whether money moved, and the one next step. */
export const writeError = (
  error: JobError,
  t: JobText,
): { who: string; what: string; money: string; next: string } => ({
  who: t(`refusedBy.${hasOnlyFailed(error) ? 'providerFailed' : error.refusedBy}`),
  what: error.message,
  money: t(`charged.${error.charged}`),
  next: t(`next.${error.code}`),
})

/** The chips of a job: model, length, size, and what is unusual about it. */
export const writeSettings = (job: Job, t: JobText): string[] => [
  job.model,
  ...(job.seconds === null ? [] : [formatSeconds(job.seconds)]),
  ...(job.size === null ? [] : [formatSize(job.size)]),
  ...(job.relation === null ? [] : [t(`relation.${job.relation}`)]),
  ...(job.attempts > 1 ? [t('attempt', { count: job.attempts })] : []),
]

const NAMING_PROMPT = 60

/** As much of a prompt as tells jobs apart when they are read out. */
export const promptStart = (prompt: string): string =>
  prompt
    .trim()
    .slice(0, NAMING_PROMPT)
    .replace(/\s+/g, ' ')
    .replace(/[\s,.;:]+$/, '')

/** Determinate only while the provider reports progress; downloads are counted by nobody. */
export const progressPercent = (job: Pick<Job, 'status' | 'progress' | 'isProgressReported'>): number | null =>
  job.status === 'generating' && job.isProgressReported ? job.progress : null

export const isMoving = (status: JobStatus): boolean =>
  status === 'submitting' || status === 'generating' || status === 'downloading'

/** An estimate is good for some seconds at most, so it is not "late" at once. */
const LATE_MS = 10_000

const writeTimeLeft = (remainingMs: number, t: JobText): string => {
  if (remainingMs <= -LATE_MS) return t('overdue')
  if (remainingMs <= 0) return t('anyMoment')
  if (remainingMs < 5_000) return t('fewSecondsLeft')
  return t('timeLeft', { duration: formatRoughDuration(remainingMs) })
}

/** The small print of a job under way: progress, elapsed, usual and remaining time, as far as each is known. */
export const writeTiming = (job: Job, now: number, t: JobText): string => {
  if (job.status === 'submitting') return t('sending')
  if (job.status === 'downloading') return t('saving')
  if (job.status !== 'generating') return ''
  const parts: string[] = []
  if (job.isProgressReported) parts.push(t('percent', { percent: job.progress }))
  if (job.submittedAt !== null) parts.push(t('elapsed', { duration: formatDuration(now - job.submittedAt) }))
  if (job.estimatedRemainingMs !== null)
    parts.push(writeTimeLeft(job.estimatedRemainingMs - Math.max(0, now - job.updatedAt), t))
  else if (job.typicalDurationMs !== null)
    parts.push(t('usually', { duration: formatRoughDuration(job.typicalDurationMs) }))
  return parts.join(' · ')
}

/** What holds a job; the host's own sentence where this version does not know its kind. Null when nothing does. */
export const writeWaiting = (job: Job, t: JobText): string | null => {
  const { waitingCode, waitingDetail, waitingTrouble, waitingFor } = job
  if (waitingFor === null || waitingCode === undefined) return waitingFor
  const detail = waitingTrouble === undefined ? (waitingDetail ?? '') : t(`trouble.${waitingTrouble}`)
  return t(`waiting.${waitingCode}`, { detail }).trim()
}

/** What a resting job says about itself. */
export const writeRest = (job: Job, now: number, t: JobText): string => {
  if (job.status === 'queued') return writeWaiting(job, t) ?? t('since', { moment: formatMoment(job.createdAt, now) })
  const parts = [formatMoment(job.finishedAt ?? job.updatedAt, now)]
  if (job.take !== null) parts.push(formatFileSize(job.take.sizeBytes))
  return parts.join(' · ')
}

/** How long the provider still keeps its copy of a take that is not on disk yet; null where that is no matter. */
export const expiryLeftMs = (job: Pick<Job, 'status' | 'expiresAt'>, now: number): number | null =>
  job.expiresAt === null || job.status === 'completed' || job.status === 'cancelled' ? null : job.expiresAt - now
