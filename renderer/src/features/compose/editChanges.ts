import type { RouteInput } from '../../../../shared/ipc/contract.ts'
import type { Job } from '../../../../shared/jobs/job.ts'

export type WantedJob = Pick<Job, 'prompt' | 'model' | 'seconds' | 'size'>

/** Only what the person touched: the rest is not checked against the model anew. */
export const changesOf = (job: WantedJob, wanted: WantedJob): Omit<RouteInput<'jobs.edit'>, 'jobId'> => ({
  ...(wanted.prompt === job.prompt ? {} : { prompt: wanted.prompt }),
  ...(wanted.model === job.model ? {} : { model: wanted.model }),
  ...(wanted.seconds === job.seconds ? {} : { seconds: wanted.seconds }),
  ...(wanted.size === job.size ? {} : { size: wanted.size }),
})
