import type { Notice } from '../../../shared/activity/notice.ts'
import type { JobError, JobStatus } from '../../../shared/jobs/job.ts'
import { saidIn } from '../providers/ownWords.ts'

/** A notice to be written. Those with the same `cause` are counted together instead of piling up. */
export interface NoticeDraft {
  kind: Notice['kind']
  cause: string
  jobId: string | null
  batchId: string | null
  accountId: string | null
  /** `count` says how many it stands for where that can be several. */
  values: Notice['values']
}

/** A job that came to rest or needs a decision, with what a notice about it says. */
export interface RestedJob {
  jobId: string
  /** Null for a job that was asked for alone. */
  batchId: string | null
  accountId: string
  accountName: string
  prompt: string
  status: JobStatus
  error: JobError | null
  /** Only of cancelled ones: the provider did it, not the person. */
  isCancelledByProvider: boolean
}

/** How a batch ended whose last job rests now. */
export interface RestedBatch {
  batchId: string
  name: string | null
  finished: number
  failed: number
  cancelled: number
}

export interface PausedAccount {
  accountId: string
  name: string
  reason: string
  message: string
  /** What the provider said, in its own words. */
  said: string | null
}

/** Quiet by default: what succeeded within a batch waits for its summary; what a person did is no news to them. */
export function decideAboutJobs(rested: readonly RestedJob[]): NoticeDraft[] {
  return gather(rested.map(decideAboutJob).filter((draft) => draft !== null))
}

/** What comes at once and has one cause is one notice. */
export const gather = (drafts: readonly NoticeDraft[]): NoticeDraft[] =>
  [...Map.groupBy(drafts, (draft) => draft.cause).values()].map((same) => same.reduce(together))

function decideAboutJob(job: RestedJob): NoticeDraft | null {
  const { jobId, batchId, accountId } = job
  const about = { jobId, batchId, accountId }
  const values = { count: 1, prompt: shown(job.prompt), account: job.accountName }
  switch (job.status) {
    case 'completed':
      if (batchId !== null) return null
      return { kind: 'job_finished', cause: `finished:${accountId}`, ...about, values }
    case 'needs_attention':
      return { kind: 'needs_attention', cause: `attention:${accountId}`, ...about, values }
    case 'failed': {
      const code = job.error?.code ?? 'provider'
      // Only the person's own "it failed" leaves a failed job with this code.
      if (code === 'submit_unknown') return null
      return failure(about, code, { ...values, message: job.error?.message ?? '', ...saidAbout(job.error) })
    }
    case 'cancelled':
      if (!job.isCancelledByProvider || batchId !== null) return null
      return failure(about, 'cancelled', { ...values, message: 'The provider cancelled it.' })
    case 'queued':
    case 'submitting':
    case 'generating':
    case 'downloading':
      return null
  }
}

/** The provider's own words; nothing where the words are Dailies'. */
const saidAbout = (error: JobError | null): { said?: string } => {
  const isQuoted = error?.refusedBy === 'provider' && !OWN_WORDS.includes(error.code)
  const said = isQuoted ? saidIn(error.message) : null
  return said === null ? {} : { said }
}

/** What became of the copy, Dailies found out itself. */
const OWN_WORDS: readonly JobError['code'][] = ['expired', 'lost', 'timed_out', 'submit_unknown', 'network', 'disk']

const failure = (
  about: Pick<NoticeDraft, 'jobId' | 'batchId' | 'accountId'>,
  code: string,
  values: Notice['values'],
): NoticeDraft => ({
  kind: 'job_failed',
  cause: `failed:${about.accountId}:${code}`,
  ...about,
  values: { ...values, code },
})

/** @returns null when there is nothing to tell: a batch of which nothing was sent, or the same sum as last time */
export function decideAboutBatch(batch: RestedBatch, lastValues: Notice['values'] | null): NoticeDraft | null {
  const { batchId, name, finished, failed, cancelled } = batch
  if (finished + failed === 0) return null
  const values = {
    total: finished + failed + cancelled,
    finished,
    failed,
    cancelled,
    ...(name === null ? {} : { name: shown(name) }),
  }
  const isKnown = lastValues !== null && Object.entries(values).every(([key, value]) => lastValues[key] === value)
  if (isKnown) return null
  return { kind: 'batch_finished', cause: `batch:${batchId}`, jobId: null, batchId, accountId: null, values }
}

export const decideAboutAccount = ({ accountId, name, reason, message, said }: PausedAccount): NoticeDraft => ({
  kind: 'account_paused',
  cause: `paused:${accountId}:${reason}`,
  jobId: null,
  batchId: null,
  accountId,
  values: { account: name, reason, message, ...(said === null ? {} : { said }) },
})

export const decideAboutStorage = (problem: string, folder: string): NoticeDraft => ({
  kind: 'storage_problem',
  cause: `storage:${problem}`,
  jobId: null,
  batchId: null,
  accountId: null,
  values: { problem, folder },
})

/** An unread notice that more of the same may be added to. */
export interface OpenNotice extends NoticeDraft {
  id: number
  at: number
}

/**
 * Adds to an unread notice of the same cause: within a minute of the last time, and within one batch at any time,
 * so that thirty failures of a long night are one notice. @returns null when a new notice is due
 */
export function addTo(open: OpenNotice | null, draft: NoticeDraft, now: number): NoticeDraft | null {
  if (open === null || !COUNTED.includes(draft.kind)) return null
  const isSoon = Math.abs(now - open.at) <= TOGETHER_MS
  const isSameBatch = draft.batchId !== null && draft.batchId === open.batchId
  return isSoon || isSameBatch ? together(open, draft) : null
}

/** Two of one cause as one. The same job again (a retry that failed too) is counted once. */
function together(first: NoticeDraft, second: NoticeDraft): NoticeDraft {
  const isSameJob = first.jobId !== null && first.jobId === second.jobId
  const count = isSameJob ? 1 : countOf(first) + countOf(second)
  const soonest = Math.min(minutesOf(first), minutesOf(second))
  return {
    kind: second.kind,
    cause: second.cause,
    accountId: second.accountId,
    jobId: isSameJob ? second.jobId : null,
    batchId: first.batchId === second.batchId ? second.batchId : null,
    values: { ...second.values, count, ...(soonest === Infinity ? {} : { minutesLeft: soonest }) },
  }
}

const countOf = ({ values }: NoticeDraft): number => Number(values['count'] ?? 1)
const minutesOf = ({ values }: NoticeDraft): number => Number(values['minutesLeft'] ?? Infinity)

/** The beginning of a text, for a sentence. */
export function shown(text: string): string {
  const characters = Array.from(text.replaceAll(/\s+/g, ' ').trim())
  return characters.length <= SHOWN ? characters.join('') : `${characters.slice(0, SHOWN - 1).join('')}…`
}

const COUNTED: readonly Notice['kind'][] = ['job_finished', 'job_failed', 'needs_attention', 'expires_soon']
const TOGETHER_MS = 60_000
const SHOWN = 80
