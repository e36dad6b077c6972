import type { TFunction } from 'i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { formatSeconds } from '../../i18n/format.ts'
import { promptStart } from '../../jobs/jobWording.ts'

/** How a row is called when it is read out: without this, by all its text and the names of its buttons. */
export const rowName = (job: Pick<Job, 'prompt' | 'status' | 'model' | 'seconds'>, t: TFunction<'jobs'>): string =>
  [
    promptStart(job.prompt),
    t(`status.${job.status}`),
    job.model,
    ...(job.seconds === null ? [] : [formatSeconds(job.seconds)]),
  ].join(', ')
