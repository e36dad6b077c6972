import type { Job } from '../../../shared/jobs/job.ts'

/** Adds what is newer; answers the same map when nothing is. */
export const mergeNewest = (jobs: ReadonlyMap<string, Job>, incoming: Iterable<Job>): ReadonlyMap<string, Job> => {
  let merged: Map<string, Job> | null = null
  for (const job of incoming) {
    const known = (merged ?? jobs).get(job.id)
    if (known !== undefined && known.revision >= job.revision) continue
    merged ??= new Map(jobs)
    merged.set(job.id, job)
  }
  return merged ?? jobs
}
