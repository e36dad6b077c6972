import type { NewJob } from './jobRepository.ts'

/** What nobody can choose for the caller. */
type Wanted = 'id' | 'accountId' | 'model' | 'prompt' | 'seconds' | 'size' | 'position' | 'createdAt'
export type WantedJob = Pick<NewJob, Wanted> & Partial<NewJob>

/** The row of a job that nothing has happened to yet: queued, free, never sent. */
export const newJob = (wanted: WantedJob): NewJob => ({ ...BLANK, updatedAt: wanted.createdAt, ...wanted })

const BLANK: Omit<NewJob, Wanted | 'updatedAt'> = {
  batchId: null,
  requestId: null,
  kind: 'video',
  params: {},
  referenceId: null,
  priority: 0,
  notBefore: 0,
  blockedBy: 0,
  parentJobId: null,
  relation: null,
  status: 'queued',
  attempt: 0,
  remoteId: null,
  remoteStatus: null,
  handle: null,
  progress: 0,
  isProgressReported: false,
  nextAt: null,
  deadline: null,
  askAt: null,
  failures: 0,
  goneCount: 0,
  expiresAt: null,
  fileName: null,
  folderId: null,
  costEstimated: null,
  costReserved: null,
  costBilled: null,
  error: null,
  waitingFor: null,
  submittedAt: null,
  generatedAt: null,
  finishedAt: null,
}
