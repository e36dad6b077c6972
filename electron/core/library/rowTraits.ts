import { JOB_RELATIONS, JOB_STATUSES, type JobRelation, type JobStatus } from '../../../shared/jobs/job.ts'

/** What a row is, as small numbers: states of the lists first, then one for the trash and one for rows that are no more. */
export const LISTED_STATUSES = JOB_STATUSES.length
export const IN_TRASH = LISTED_STATUSES
export const GONE = LISTED_STATUSES + 1
export const statusCode = (status: JobStatus): number => JOB_STATUSES.indexOf(status)

/** 0: has no parent. One more than there are: has one, in a way that is not known. */
export const relationCode = (relation: JobRelation): number => JOB_RELATIONS.indexOf(relation) + 1

/** What is there. */
export const FLAGS = { reference: 1, error: 2, batch: 4 } as const

const codes = (column: string, names: readonly string[], first: number, others: number | string): string =>
  `CASE ${column} ${names.map((name, index) => `WHEN '${name}' THEN ${first + index}`).join(' ')} ELSE ${others} END`

/** All of it in one number, as SQL: making it there is twice as fast as fetching the words. */
export const TRAITS_SQL = `${codes('status', JOB_STATUSES, 0, IN_TRASH)}
  + 16 * (${FLAGS.reference} * (reference_id IS NOT NULL) + ${FLAGS.error} * (error_code IS NOT NULL)
    + ${FLAGS.batch} * (batch_id IS NOT NULL))
  + 256 * ${codes('relation', JOB_RELATIONS, 1, `iif(parent_job_id IS NULL, 0, ${JOB_RELATIONS.length + 1})`)}`

export const readTraits = (traits: number): { status: number; flags: number; relation: number } => ({
  status: traits & 15,
  flags: (traits >> 4) & 15,
  relation: traits >> 8,
})
