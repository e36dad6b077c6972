import type { JobStatus } from '../jobs/job.ts'

const RUNNING: readonly JobStatus[] = ['submitting', 'generating', 'downloading']

/** In the order of a job's life; a test holds it to the list of all states. */
const ORDER: readonly JobStatus[] = ['queued', ...RUNNING, 'completed', 'failed', 'cancelled', 'needs_attention']

/** What people write for the states, the word that is printed first. */
const WORDS: readonly (readonly [words: readonly string[], statuses: readonly JobStatus[]])[] = [
  [['running', 'active'], RUNNING],
  [['queued', 'waiting'], ['queued']],
  [['submitting'], ['submitting']],
  [['generating'], ['generating']],
  [['downloading'], ['downloading']],
  [['done', 'completed', 'finished'], ['completed']],
  [['failed', 'error'], ['failed']],
  [['cancelled', 'canceled'], ['cancelled']],
  [['attention', 'needs_attention', 'needs-attention', 'question'], ['needs_attention']],
]

export const JOB_STATUS_WORDS: readonly string[] = WORDS.flatMap(([words]) => words.slice(0, 1))

export const statusesNamed = (word: string): readonly JobStatus[] | null =>
  WORDS.find(([words]) => words.includes(word))?.[1] ?? null

/** Each once, in the order of a job's life. */
export const sortStatuses = (statuses: readonly JobStatus[]): JobStatus[] =>
  ORDER.filter((status) => statuses.includes(status))

/** The fewest words that mean just these states. */
export function wordsForStatuses(statuses: readonly JobStatus[]): string[] {
  const left = new Set(statuses)
  return WORDS.flatMap(([words, meant]) => {
    if (!meant.every((status) => left.has(status))) return []
    meant.forEach((status) => left.delete(status))
    return words.slice(0, 1)
  })
}
