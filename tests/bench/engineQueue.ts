import { fingerprintOf } from '../../electron/core/jobs/fingerprint.ts'
import { nextLookAt } from '../../electron/core/jobs/cadence.ts'
import { newJob } from '../../electron/core/jobs/newJob.ts'
import type { RemoteSnapshot } from '../../electron/core/providers/videoProvider.ts'
import { orderedId } from '../../electron/core/jobs/orderedId.ts'
import { ACCOUNT_ID, type EngineParts } from './engineParts.ts'

const POLL_MIN_MS = 2000
const DEADLINE_MS = 3_600_000

/** The engine's transactions in the order in which dispatcher, submitter, poller and downloads make them. */
export function createEngineQueue({ jobs, store, submissions, assets, times }: EngineParts) {
  let position = 0

  const schedule = (submittedAt: number) => {
    const now = Date.now()
    const usualMs = times.usualMs(ACCOUNT_ID, 'sora-2')
    const cadence = { now, submittedAt, usualMs, expiresAt: null, pollMinMs: POLL_MIN_MS, random: Math.random }
    return { nextAt: nextLookAt(cadence), deadline: now + DEADLINE_MS }
  }

  return {
    /** Job, event, counts and full-text entry, in one transaction. */
    add(prompt: string): number {
      const now = Date.now()
      const asked = { model: 'sora-2', seconds: 4, size: '1280x720' }
      const place = { accountId: ACCOUNT_ID, position: ++position, createdAt: now }
      const row = { ...asked, ...place, id: `job_${orderedId(now)}`, prompt, costEstimated: 0.4 }
      return store.insert(newJob(row), asked)
    },
    /** The dispatcher: next in line, intent and submission committed before anything is sent. */
    claim(): { seq: number; submissionId: number } {
      const now = Date.now()
      const job = jobs.nextToDispatch(ACCOUNT_ID, now)
      if (job === null) throw new Error('the queue ran empty in the middle of a measurement')
      const clientKey = `${job.id}.1.${submissions.countOfJob(job.seq) + 1}`
      const submissionId = store.transaction(() => {
        store.apply(job.seq, { type: 'intent', attempt: 1, watchUntil: now + 150_000 })
        const row = { jobSeq: job.seq, accountId: ACCOUNT_ID, attempt: 1, clientKey }
        return submissions.insert({ ...row, fingerprint: fingerprintOf(job), sentAt: now })
      })
      return { seq: job.seq, submissionId }
    },
    /** The submitter: the provider's id is written down in the turn in which it was read. */
    accept(claimed: { seq: number; submissionId: number }, state: RemoteSnapshot['state']): string {
      const snapshot = snapshotOf(claimed.seq, state, 0)
      submissions.ownerOf(ACCOUNT_ID, snapshot.remoteId)
      store.transaction(() => {
        submissions.settle(claimed.submissionId, 'accepted', Date.now(), snapshot.remoteId, null)
        store.apply(claimed.seq, { type: 'accepted', attempt: 1, snapshot, ...schedule(Date.now()) })
      })
      return snapshot.remoteId
    },
    finishGenerating(seq: number, remoteId: string): void {
      const snapshot = snapshotOf(seq, 'succeeded', 100)
      store.apply(seq, { type: 'looked', remoteId, snapshot, ...schedule(Date.now()) })
    },
    nameFile: (seq: number): void =>
      void store.transaction(() =>
        store.apply(seq, { type: 'file_named', fileName: `take ${seq}.mp4`, folderId: assets.folderIdOf('/videos') }),
      ),
    /** The file is on disk: state, asset and generation time in one transaction. */
    complete(seq: number, remoteId: string): void {
      store.transaction(() => {
        store.apply(seq, { type: 'saved', remoteId })
        assets.insert({
          id: `take_${orderedId(Date.now())}`,
          jobSeq: seq,
          role: 'video',
          folder: '/videos',
          fileName: `take ${seq}.mp4`,
          mediaType: 'video/mp4',
          sizeBytes: 8_000_000,
          sha256: 'a'.repeat(64),
          createdAt: Date.now(),
        })
        times.add(ACCOUNT_ID, 'sora-2', 90_000)
      })
    },
    /** Ends what is running, so that the next sweep meets one page of its own. */
    endPage(): void {
      for (const job of jobs.watched(ACCOUNT_ID)) store.apply(job.seq, { type: 'cancelled', detail: {} })
    },
    /** One page of a list sweep, as the poller does it: read what is watched, then one transaction. */
    sweepPage(progress: number): void {
      const watched = jobs.watched(ACCOUNT_ID)
      store.transaction(() => {
        for (const job of watched) {
          store.looked(job, snapshotOf(job.seq, 'running', progress), () => schedule(job.submittedAt))
        }
      })
    },
  }
}

export const snapshotOf = (seq: number, state: RemoteSnapshot['state'], progress: number): RemoteSnapshot => ({
  remoteId: `video_${seq}`,
  handle: { id: `video_${seq}` },
  state,
  remoteStatus: state === 'running' ? 'in_progress' : state,
  progress,
  error: null,
  createdAt: null,
  expiresAt: null,
  model: 'sora-2',
  prompt: null,
  seconds: 4,
  size: '1280x720',
  costUsd: null,
})
