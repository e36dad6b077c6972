import type { JobError, JobRelation, JobStatus } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'

/** One row of `jobs` as the engine sees it. Times are Unix milliseconds. */
export interface JobRecord {
  seq: number
  id: string
  batchId: string | null
  /** The caller's own name for the request that made it: the same one again makes nothing new. */
  requestId: string | null
  kind: string
  accountId: string
  model: string
  prompt: string
  seconds: number | null
  size: string | null
  params: Record<string, JsonValue>
  referenceId: string | null
  priority: number
  position: number
  /** A queued job is not sent before this time. */
  notBefore: number
  /** How many jobs it still waits for. */
  blockedBy: number
  parentJobId: string | null
  relation: JobRelation | null
  status: JobStatus
  /** 0 until the first intent; a retry raises it. */
  attempt: number
  remoteId: string | null
  remoteStatus: string | null
  handle: JsonValue
  progress: number
  isProgressReported: boolean
  revision: number
  /** When the engine must look at it next; null at rest. */
  nextAt: number | null
  /** Generating without a visible change until then means timed out. */
  deadline: number | null
  /** Until when a lost answer is looked for before the person is asked; then, until when it is still looked for. */
  askAt: number | null
  /** Consecutive failed looks or downloads. */
  failures: number
  /** Consecutive answers "no such job". */
  goneCount: number
  expiresAt: number | null
  fileName: string | null
  folderId: number | null
  costEstimated: number | null
  costReserved: number | null
  costBilled: number | null
  error: JobError | null
  waitingFor: string | null
  createdAt: number
  updatedAt: number
  submittedAt: number | null
  /** When the provider was first seen to be done. */
  generatedAt: number | null
  finishedAt: number | null
  /** Since when it is in the trash; then `status` is what it was before, and nothing applies to it any more. */
  trashedAt: number | null
}

/** What a transition may change. */
export type JobChanges = Partial<Omit<JobRecord, 'seq' | 'id' | 'revision' | 'createdAt' | 'trashedAt'>>

/** Plain columns by field. `error` spans five columns and is mapped by hand. */
const COLUMNS = {
  seq: 'seq',
  id: 'id',
  batchId: 'batch_id',
  requestId: 'request_id',
  kind: 'kind',
  accountId: 'account_id',
  model: 'model',
  prompt: 'prompt',
  seconds: 'seconds',
  size: 'size',
  params: 'params',
  referenceId: 'reference_id',
  priority: 'priority',
  position: 'position',
  notBefore: 'not_before',
  blockedBy: 'blocked_by',
  parentJobId: 'parent_job_id',
  relation: 'relation',
  status: 'status',
  attempt: 'attempt',
  remoteId: 'remote_id',
  remoteStatus: 'remote_status',
  handle: 'handle',
  progress: 'progress',
  isProgressReported: 'is_progress_reported',
  revision: 'revision',
  nextAt: 'next_at',
  deadline: 'deadline',
  askAt: 'ask_at',
  failures: 'failures',
  goneCount: 'gone_count',
  expiresAt: 'expires_at',
  fileName: 'file_name',
  folderId: 'folder_id',
  costEstimated: 'cost_estimated',
  costReserved: 'cost_reserved',
  costBilled: 'cost_billed',
  waitingFor: 'waiting_for',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  submittedAt: 'submitted_at',
  generatedAt: 'generated_at',
  finishedAt: 'finished_at',
  trashedAt: 'trashed_at',
} as const satisfies Record<Exclude<keyof JobRecord, 'error'>, string>

const ERROR_COLUMNS = ['error_code', 'error_message', 'error_retryable', 'error_charged', 'error_refused_by'] as const

type Plain = keyof typeof COLUMNS
type SqlValue = string | number | null

export type JobRow = Record<string, SqlValue>

/** The select list that `toRecord` reads: every column under its field's name, the error as one JSON text. */
export const JOB_COLUMNS = [
  ...Object.entries(COLUMNS)
    .filter(([field]) => field !== 'status')
    .map(([field, column]) => `j.${column} AS ${field}`),
  'coalesce(j.trashed_status, j.status) AS status',
  `CASE WHEN j.error_code IS NOT NULL THEN json_object('code', j.error_code, 'message', j.error_message,
     'retryable', json(iif(j.error_retryable, 'true', 'false')), 'charged', j.error_charged,
     'refusedBy', j.error_refused_by) END AS error`,
].join(', ')

/** Takes the row over: it becomes the record, since copying 47 columns costs more than reading them. */
export function toRecord(row: JobRow): JobRecord {
  const record: Record<string, unknown> = row
  record['params'] = JSON.parse(String(row['params']))
  if (row['handle'] !== null) record['handle'] = JSON.parse(String(row['handle']))
  if (row['error'] !== null) record['error'] = JSON.parse(String(row['error']))
  record['isProgressReported'] = row['isProgressReported'] === 1
  return record as unknown as JobRecord
}

/** Column assignments for a set of changes; the order of `columns` and `values` agrees. */
export function toColumns(changes: Partial<JobRecord>): { columns: string[]; values: SqlValue[] } {
  const columns: string[] = []
  const values: SqlValue[] = []
  for (const [field, value] of Object.entries(changes)) {
    if (value === undefined) continue
    if (field === 'error') {
      columns.push(...ERROR_COLUMNS)
      values.push(...errorValues(changes.error ?? null))
    } else {
      columns.push(COLUMNS[field as Plain])
      values.push(toSql(field, value))
    }
  }
  return { columns, values }
}

const errorValues = (error: JobError | null): SqlValue[] =>
  error === null
    ? [null, null, null, null, null]
    : [error.code, error.message, error.retryable ? 1 : 0, error.charged, error.refusedBy]

const JSON_FIELDS: ReadonlySet<string> = new Set<keyof JobRecord>(['params', 'handle'])

const REAL_FIELDS: ReadonlySet<string> = new Set<keyof JobRecord>([
  'seconds',
  'position',
  'costEstimated',
  'costReserved',
  'costBilled',
])

/** The tables are strict, and times come with fractions: from jitter, and from providers. */
function toSql(field: string, value: unknown): SqlValue {
  if (value === null) return null
  if (JSON_FIELDS.has(field)) return JSON.stringify(value)
  if (typeof value === 'number') return REAL_FIELDS.has(field) ? value : Math.round(value)
  return typeof value === 'boolean' ? Number(value) : (value as string)
}
