import { JOB_STATUSES } from '../../../shared/jobs/job.ts'
import type { JobRecord } from './jobRecord.ts'
import type { LibraryQuery, LibraryRepository } from './libraryRepository.ts'
import type { NewestJobs } from './newestJobsRepository.ts'

export type JobList = ReturnType<typeof createJobList>

/** Pages of everything that is not in the trash, newest first, by whatever is asked for. */
export function createJobList(library: LibraryRepository, newest: NewestJobs) {
  return {
    page(query: LibraryQuery): JobRecord[] {
      const isPlain = query.statuses.length === 0 && query.text.trim() === ''
      return isPlain ? newest.page(JOB_STATUSES, query.before, query.limit) : library.list(query)
    },
  }
}
