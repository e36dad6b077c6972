import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HostEvent } from '../../shared/ipc/contract.ts'
import type { Job, JobStatus } from '../../shared/jobs/job.ts'
import { systemClock } from '../../electron/core/systemClock.ts'

/** Real time after which a wait is given up, with what was seen instead. */
const PATIENCE_MS = 30_000

export type Wanted = JobStatus | ((job: Job) => boolean)

export interface WatchedJobs {
  note(event: HostEvent): void
  /** Every snapshot that was announced of a job, in order. */
  history(jobId: string): readonly Job[]
  latest(jobId: string): Job | undefined
  /** Resolves with the first snapshot, present or future, that fits. */
  until(jobId: string, wanted: Wanted): Promise<Job>
  /** Announcements that were not true when they were made. */
  lies: readonly string[]
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Reads along with a screen and checks each announcement in the turn in which it is made: "completed" means
 * that the provider's bytes are on disk now, revisions rise, progress never falls.
 */
export const watchJobs = (videosDir: string, remoteBytes: (job: Job) => Uint8Array | null): WatchedJobs => {
  const histories = new Map<string, Job[]>()
  const waiting = new Set<(job: Job) => void>()
  const lies: string[] = []

  const checkFile = (job: Job): string | null => {
    if (job.take === null) return 'it has no take'
    const path = join(videosDir, job.take.fileName)
    if (!existsSync(path)) return 'there is no file'
    const bytes = readFileSync(path)
    if (bytes.byteLength !== job.take.sizeBytes || sha256(bytes) !== job.take.sha256) return 'the file is another one'
    const remote = remoteBytes(job)
    return remote !== null && sha256(remote) !== job.take.sha256 ? "these are not the provider's bytes" : null
  }

  const check = (job: Job, before: Job | undefined): void => {
    const say = (what: string): void => void lies.push(`${job.id} (revision ${job.revision}): ${what}`)
    if (before !== undefined && job.revision <= before.revision) say(`announced after revision ${before.revision}`)
    if (before?.attempts === job.attempts && job.progress < before.progress) say('its progress fell')
    const problem = job.status === 'completed' ? checkFile(job) : null
    if (problem !== null) say(`announced as completed, but ${problem}`)
  }

  return {
    lies,
    note(event) {
      if (event.type !== 'jobs.changed') return
      for (const job of event.data.jobs) {
        const history = histories.get(job.id) ?? []
        check(job, history.at(-1))
        histories.set(job.id, [...history, job])
        for (const tell of waiting) tell(job)
      }
    },
    history: (jobId) => histories.get(jobId) ?? [],
    latest: (jobId) => histories.get(jobId)?.at(-1),
    until(jobId, wanted) {
      const fits = typeof wanted === 'function' ? wanted : (job: Job): boolean => job.status === wanted
      const present = histories.get(jobId)?.at(-1)
      if (present !== undefined && fits(present)) return Promise.resolve(present)
      return new Promise((resolve, reject) => {
        const finish = (): void => {
          timer.cancel()
          waiting.delete(tell)
        }
        const tell = (job: Job): void => {
          if (job.id !== jobId || !fits(job)) return
          finish()
          resolve(job)
        }
        const timer = systemClock.after(PATIENCE_MS, () => {
          finish()
          const seen = (histories.get(jobId) ?? []).map(({ status, error, waitingFor }) => ({
            status,
            error: error?.code,
            waitingFor,
          }))
          reject(new Error(`${jobId} did not become ${String(wanted)}: ${JSON.stringify(seen, null, 1)}`))
        })
        waiting.add(tell)
      })
    },
  }
}
