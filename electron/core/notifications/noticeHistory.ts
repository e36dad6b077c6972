import type { Notice } from '../../../shared/activity/notice.ts'
import type { BatchRepository } from '../jobs/batchRepository.ts'
import type { JobRecord } from '../jobs/jobRecord.ts'
import type { JobRepository } from '../jobs/jobRepository.ts'
import type { AccountRepository } from '../settings/accountRepository.ts'
import {
  addTo,
  decideAboutAccount,
  decideAboutBatch,
  decideAboutJobs,
  decideAboutStorage,
  gather,
  type NoticeDraft,
  type RestedBatch,
  type RestedJob,
} from './decideNotices.ts'
import {
  decideAboutExpiry,
  expiryStage,
  isNewEnd,
  nextExpiryAt,
  type CopyLife,
  type ExpiringTake,
  type ExpiryStage,
} from './expiry.ts'
import type { InboxEntry, NoticeRepository } from './noticeRepository.ts'

export interface NoticeHistoryDeps {
  notices: NoticeRepository
  jobs: JobRepository
  batches: BatchRepository
  accounts: Pick<AccountRepository, 'byId'>
}

/** A notice that was written just now, and whether it was there before and grew. */
export interface WrittenNotice {
  notice: Notice
  isUpdate: boolean
}

export type NoticeHistory = ReturnType<typeof createNoticeHistory>

/** Gathers what the deciders need and writes down what they decide. To be called within one transaction each. */
export function createNoticeHistory({ notices, jobs, batches, accounts }: NoticeHistoryDeps) {
  const nameOf = (accountId: string): string => accounts.byId(accountId)?.name ?? 'an account'
  const batchIdOf = (job: JobRecord): string | null =>
    job.batchId === null || batches.byId(job.batchId)?.jobCount === 1 ? null : job.batchId

  const isCancelledByProvider = (job: JobRecord): boolean =>
    jobs.events(job.seq).findLast((event) => event.type === 'cancelled')?.detail['by'] === 'provider'

  /** Null when the job is gone, or has moved on before anybody was told. */
  function restedJob({ jobSeq, word }: InboxEntry): (RestedJob & { seq: number }) | null {
    const job = jobSeq === null ? null : jobs.bySeq(jobSeq)
    if (job === null || job.status !== word) return null
    return {
      seq: job.seq,
      jobId: job.id,
      batchId: batchIdOf(job),
      accountId: job.accountId,
      accountName: nameOf(job.accountId),
      prompt: job.prompt,
      status: job.status,
      error: job.error,
      isCancelledByProvider: job.status === 'cancelled' && isCancelledByProvider(job),
    }
  }

  function restedBatch(batchId: string): RestedBatch | null {
    if (!notices.isBatchAtRest(batchId)) return null
    return { batchId, name: batches.byId(batchId)?.name ?? null, ...notices.batchOutcome(batchId) }
  }

  function aboutBatches(rested: readonly RestedJob[]): NoticeDraft[] {
    const batchIds = new Set(rested.map((job) => job.batchId).filter((id) => id !== null))
    return [...batchIds].flatMap((batchId) => {
      const batch = restedBatch(batchId)
      return batch === null ? [] : (decideAboutBatch(batch, notices.lastOf(`batch:${batchId}`)?.values ?? null) ?? [])
    })
  }

  function aboutAccounts(entries: readonly InboxEntry[]): NoticeDraft[] {
    return entries.flatMap(({ accountId, word }) => {
      const account = accountId === null ? null : accounts.byId(accountId)
      if (account?.pause?.reason !== word) return []
      const { id, name, pause } = account
      return decideAboutAccount({
        accountId: id,
        name,
        reason: pause.reason,
        message: pause.message,
        said: pause.said ?? null,
      })
    })
  }

  const aboutStorage = (entries: readonly InboxEntry[], now: number): NoticeDraft[] =>
    entries
      .filter(({ word }) => notices.beginStorageProblem(word, now))
      .map(({ word, place }) => decideAboutStorage(word, place ?? ''))

  function write(draft: NoticeDraft, now: number): WrittenNotice {
    const last = notices.lastOf(draft.cause)
    const open = last?.isRead === false ? last : null
    const grown = addTo(open, draft, now)
    if (open !== null && grown !== null) return { notice: notices.grow(open.id, grown, now), isUpdate: true }
    return { notice: notices.insert(draft, now), isUpdate: false }
  }

  function writeAll(drafts: readonly NoticeDraft[], now: number): WrittenNotice[] {
    const written = drafts.map((draft) => write(draft, now))
    if (written.length > 0) notices.prune(MOST_NOTICES, now - KEPT_MS)
    return written
  }

  return {
    /** Decides about the oldest stretch of the inbox and takes it out. */
    readInbox(now: number): { written: WrittenNotice[]; hasSavedTake: boolean } {
      const entries = notices.inbox(AT_ONCE)
      const last = entries.at(-1)
      if (last === undefined) return { written: [], hasSavedTake: false }
      const of = (subject: InboxEntry['subject']) => entries.filter((entry) => entry.subject === subject)
      const rested = of('job')
        .map(restedJob)
        .filter((job) => job !== null)
      for (const { jobSeq } of of('job')) if (jobSeq !== null) notices.forgetWarning(jobSeq)
      const hasSavedTake = rested.some((job) => job.status === 'completed')
      if (hasSavedTake) notices.endStorageProblems()
      const drafts = [
        ...aboutStorage(of('storage'), now),
        ...aboutAccounts(of('account')),
        ...decideAboutJobs(rested),
        ...aboutBatches(rested),
      ]
      const written = writeAll(drafts, now)
      notices.clearInbox(last.id)
      return { written, hasSavedTake }
    },

    /** Warns of takes whose copy at the provider ends soon. `nextAt` is when to look again; null for never. */
    warnOfExpiry(now: number): { written: WrittenNotice[]; nextAt: number | null } {
      const atRisk: TakeAtRisk[] = []
      let nextAt: number | null = null
      for (const { seq, toldExpiresAt, toldStage, ...copy } of notices.expiring()) {
        const stage = expiryStage(copy, now)
        const told = toldExpiresAt === null || isNewEnd(toldExpiresAt, copy.expiresAt) ? 0 : (toldStage ?? 0)
        if (stage > 0) atRisk.push({ seq, copy, stage, told })
        const next = nextExpiryAt(copy, now)
        if (next !== null) nextAt = Math.min(nextAt ?? next, next)
      }
      if (!atRisk.some(isNews)) return { written: [], nextAt }
      return { written: writeExpiry(atRisk, now), nextAt }
    },
  }

  /** One notice an account about all of its takes at risk: told again, it takes the place of what was told of them. */
  function writeExpiry(atRisk: readonly TakeAtRisk[], now: number): WrittenNotice[] {
    const takes = atRisk.flatMap((take) => {
      const job = jobs.bySeq(take.seq)
      return job === null ? [] : [{ ...take, expiring: toExpiringTake(job, take.copy) }]
    })
    const written = [...Map.groupBy(takes, ({ expiring }) => expiring.accountId).values()]
      .filter((same) => same.some(isNews))
      .flatMap((same) => {
        for (const { seq, copy, stage } of same.filter(isNews)) notices.setTold(seq, copy.expiresAt, stage)
        const drafts = gather(same.map(({ expiring }) => decideAboutExpiry(expiring, now)))
        const toldStage = Math.max(...same.map(({ told }) => told))
        const isMoreUrgent = Math.max(...same.map(({ stage }) => stage)) > toldStage
        return drafts.map((draft) => replace(draft, toldStage > 0, isMoreUrgent, now))
      })
    if (written.length > 0) notices.prune(MOST_NOTICES, now - KEPT_MS)
    return written
  }

  function replace(draft: NoticeDraft, isToldBefore: boolean, isMoreUrgent: boolean, now: number): WrittenNotice {
    const last = isToldBefore ? notices.lastOf(draft.cause) : null
    if (last === null) return { notice: notices.insert(draft, now), isUpdate: false }
    return { notice: notices.grow(last.id, draft, now), isUpdate: !isMoreUrgent && !last.isRead }
  }

  function toExpiringTake(job: JobRecord, copy: CopyLife): ExpiringTake {
    return {
      ...copy,
      jobId: job.id,
      batchId: batchIdOf(job),
      accountId: job.accountId,
      accountName: nameOf(job.accountId),
      prompt: job.prompt,
      waitingFor: job.waitingFor,
    }
  }
}

interface TakeAtRisk {
  seq: number
  copy: CopyLife
  stage: ExpiryStage
  /** The stage that was told already. */
  told: number
}

const isNews = ({ stage, told }: TakeAtRisk): boolean => stage > told

/** The history ends at whichever comes first. */
const MOST_NOTICES = 1000
const KEPT_MS = 90 * 86_400_000
/** Read in one turn; more would hold up everything else. */
const AT_ONCE = 200
