import type { Job, JobError, JobErrorCode, JobStatus } from '../../../../shared/jobs/job.ts'
import { writeDuration, writeFileSize, writeMoment, writeRoughDuration, writeSize } from '../../ui/wording.ts'

export const STATUS_LABELS: Record<JobStatus, string> = {
  queued: 'Queued',
  submitting: 'Sending',
  generating: 'Generating',
  downloading: 'Downloading',
  completed: 'Finished',
  failed: 'Failed',
  cancelled: 'Cancelled',
  needs_attention: 'Needs attention',
}

const REFUSED_BY: Record<JobError['refusedBy'], string> = {
  provider: 'The provider',
  network: 'The network',
  disk: 'The disk',
  dailies: 'Dailies',
}

const CHARGED: Record<JobError['charged'], string> = {
  yes: 'This attempt was charged.',
  no: 'Nothing was charged.',
  unknown: 'It is not known whether this attempt was charged.',
}

const NEXT_ACTION: Record<JobErrorCode, string> = {
  moderation: 'Change the prompt and queue it again.',
  invalid_request: 'Change the settings and queue it again.',
  auth: 'Give the account a working key, then retry.',
  quota: 'Check the balance at the provider, then retry.',
  rate_limited: 'Retry later.',
  retired: 'Choose another model.',
  lost: 'Check again, or retry as a new attempt.',
  expired: 'The provider has deleted its copy. Retry as a new attempt.',
  timed_out: 'Check again: it may be finished by now.',
  submit_unknown: 'Decide what happened.',
  protocol: 'Check again, or retry as a new attempt.',
  network: 'Check the connection, then check again.',
  disk: 'Make room on the disk, then check again.',
  provider: 'Retry, or change the prompt.',
}

/** Who refused, what they said, whether money moved, and the one next step. */
export const writeError = (error: JobError): { who: string; what: string; money: string; next: string } => ({
  who: REFUSED_BY[error.refusedBy],
  what: error.message,
  money: CHARGED[error.charged],
  next: NEXT_ACTION[error.code],
})

/** The chips of a row: model, length, size, and what is unusual about it. */
export const writeSettings = (job: Job): string[] => [
  job.model,
  ...(job.seconds === null ? [] : [`${job.seconds} s`]),
  ...(job.size === null ? [] : [writeSize(job.size)]),
  ...(job.relation === null ? [] : [job.relation]),
  ...(job.attempts > 1 ? [`attempt ${job.attempts}`] : []),
]

/** Determinate only while the provider reports progress; downloads are counted by nobody. */
export const progressPercent = (job: Pick<Job, 'status' | 'progress' | 'isProgressReported'>): number | null =>
  job.status === 'generating' && job.isProgressReported ? job.progress : null

export const isMoving = (status: JobStatus): boolean =>
  status === 'submitting' || status === 'generating' || status === 'downloading'

/** An estimate is good for some seconds at most, so it is not "late" at once. */
const LATE_MS = 10_000

const writeTimeLeft = (remainingMs: number): string => {
  if (remainingMs <= -LATE_MS) return 'taking longer than usual'
  if (remainingMs <= 0) return 'any moment now'
  return `${remainingMs < 5_000 ? '' : 'about '}${writeRoughDuration(remainingMs)} left`
}

/** The small print of a job under way: elapsed, usual and remaining time, as far as each is known. */
export const writeTiming = (job: Job, now: number, knownSince: number): string => {
  const parts: string[] = []
  if (job.status === 'generating') {
    if (job.isProgressReported) parts.push(`${job.progress} %`)
    if (job.submittedAt !== null) parts.push(`${writeDuration(now - job.submittedAt)} so far`)
    if (job.estimatedRemainingMs !== null) parts.push(writeTimeLeft(job.estimatedRemainingMs - (now - knownSince)))
    else if (job.typicalDurationMs !== null) parts.push(`usually ${writeRoughDuration(job.typicalDurationMs)}`)
  }
  if (job.status === 'submitting') parts.push('sending to the provider')
  if (job.status === 'downloading') parts.push('saving the take')
  return parts.join(' · ')
}

/** What a resting job says about itself. */
export const writeRest = (job: Job, now: number): string => {
  if (job.status === 'queued') return `since ${writeMoment(job.createdAt, now)}`
  const parts = [writeMoment(job.finishedAt ?? job.updatedAt, now)]
  if (job.take !== null) parts.push(writeFileSize(job.take.sizeBytes))
  return parts.join(' · ')
}
