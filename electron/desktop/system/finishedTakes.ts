import type { Job } from '../../../shared/jobs/job.ts'

/** Systems list about this many recent files. */
export const MOST_RECENT = 10

/**
 * Which takes of these jobs were finished in this run and have a file: the newest last, at most `MOST_RECENT`.
 * A job that came back from the trash was finished before; it is no news.
 */
export const takesFinishedSince = (jobs: readonly Job[], since: number): string[] =>
  jobs
    .filter(
      ({ finishedAt, status, trashedAt }) => status === 'completed' && trashedAt === null && (finishedAt ?? 0) >= since,
    )
    .toSorted((a, b) => (a.finishedAt ?? 0) - (b.finishedAt ?? 0))
    .flatMap(({ take }) => (take === null || take.missingSince !== undefined ? [] : [take.id]))
    .slice(-MOST_RECENT)
