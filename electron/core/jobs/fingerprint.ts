import { createHash } from 'node:crypto'
import type { JobRecord } from './jobRecord.ts'

type Request = Pick<JobRecord, 'accountId' | 'model' | 'prompt' | 'seconds' | 'size' | 'relation' | 'parentJobId'>

/** Two requests with the same fingerprint cannot be told apart in a provider's list. */
export function fingerprintOf(job: Request): string {
  const parts = [job.accountId, job.model, job.prompt.trim(), job.seconds, job.size, job.relation, job.parentJobId]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
