import type { Database } from 'better-sqlite3'
import type { JobStatus } from '../../../shared/jobs/job.ts'
import { JOB_COLUMNS, toRecord, type JobRecord, type JobRow } from './jobRecord.ts'
import { parseSearch, toFullTextQuery } from './fullTextQuery.ts'
import { matchesPrompt, type SoughtPhrase } from './promptWords.ts'
import { createPromptWords } from './promptWordsRepository.ts'

export interface LibraryQuery {
  /** Empty or absent: every status. */
  statuses: readonly JobStatus[]
  /** What the person typed into the search box. */
  text: string
  /** Only jobs older than this sequence; null starts at the newest. */
  before: number | null
  limit: number
}

export type LibraryRepository = ReturnType<typeof createLibraryRepository>

/**
 * Pages of the library, newest first, by key: no OFFSET, and each offered combination walks an index in its
 * own order. Text is matched by the full-text index in descending row order, within the rows that have the
 * wanted status; where those are few, their prompts are read instead. (`+?`: see `jobRepository.ts`.)
 */
export function createLibraryRepository(db: Database, countOf: (status: JobStatus) => number) {
  const words = createPromptWords(db)
  const select = `SELECT ${JOB_COLUMNS} FROM jobs j`
  const all = db.prepare<[number, number], JobRow>(`${select} WHERE j.seq < ? ORDER BY j.seq DESC LIMIT +?`)
  const ofStatus = db.prepare<[string, number, number], JobRow>(
    `${select} WHERE j.status = +? AND j.seq < ? ORDER BY j.seq DESC LIMIT +?`,
  )
  const bySeq = db.prepare<[number], JobRow>(`${select} WHERE j.seq = ?`)
  const prompts = db.prepare<[string, number], { seq: number; prompt: string }>(
    'SELECT seq, prompt FROM jobs WHERE status = +? AND seq < ? ORDER BY seq DESC',
  )
  const oldest = db.prepare<[string], number | null>('SELECT min(seq) FROM jobs WHERE status = +?').pluck()
  // Numbers are bound as floats, and FTS5 heeds only integers: without the cast it would walk all hits.
  const hits = 'SELECT rowid FROM job_prompts WHERE job_prompts MATCH ? AND rowid < CAST(? AS INTEGER)'
  const newestHits = db.prepare<[string, number, number], number>(`${hits} ORDER BY rowid DESC LIMIT +?`).pluck()
  const newestHitsOfStatus = db
    .prepare<[string, number, number, string, number], number>(
      `${hits} AND rowid >= CAST(? AS INTEGER)
       AND EXISTS (SELECT 1 FROM jobs INDEXED BY jobs_by_status WHERE status = +? AND seq = job_prompts.rowid)
       ORDER BY rowid DESC LIMIT +?`,
    )
    .pluck()

  function seqsByReading(phrases: SoughtPhrase[], status: JobStatus, before: number, limit: number): number[] {
    const found: number[] = []
    for (const { seq, prompt } of prompts.iterate(status, before)) {
      if (found.length === limit) break
      if (matchesPrompt(prompt, phrases)) found.push(seq)
    }
    return found
  }

  const match = (text: string): string => toFullTextQuery(text, words.beginningWith)

  function search(status: JobStatus | null, text: string, before: number, limit: number): JobRow[] {
    const phrases = parseSearch(text)
    if (phrases.length === 0) return []
    const seqs =
      status === null
        ? newestHits.all(match(text), before, limit)
        : countOf(status) <= FEW
          ? seqsByReading(phrases, status, before, limit)
          : newestHitsOfStatus.all(match(text), before, oldest.get(status) ?? before, status, limit)
    return seqs.map((seq) => bySeq.get(seq)).filter((row) => row !== undefined)
  }

  function page(status: JobStatus | null, text: string, before: number, limit: number): JobRow[] {
    if (text.trim() !== '') return search(status, text, before, limit)
    return status === null ? all.all(before, limit) : ofStatus.all(status, before, limit)
  }

  return {
    /** @returns at most `limit` jobs, newest first; an empty page for text that holds no word. */
    list({ statuses, text, before, limit }: LibraryQuery): JobRecord[] {
      const wanted = statuses.length === 0 ? [null] : [...new Set(statuses)]
      return wanted
        .flatMap((status) => page(status, text, before ?? Number.MAX_SAFE_INTEGER, limit))
        .map(toRecord)
        .sort((a, b) => b.seq - a.seq)
        .slice(0, limit)
    },
  }
}

/** Reading and matching one prompt takes a few microseconds. */
const FEW = 1000
