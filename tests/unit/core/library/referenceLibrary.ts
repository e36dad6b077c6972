import type { JobRecord } from '../../../../electron/core/jobs/jobRecord.ts'
import type { AskedView } from './libraryViews.ts'
import { parseSearchQuery } from '../../../../shared/search/parseSearchQuery.ts'
import type { Filter, TextTerm } from '../../../../shared/search/searchQuery.ts'
import { T0 } from '../jobs/library.ts'
import { ACCOUNT_NAMES, type LibraryUnderTest } from './libraryUnderTest.ts'

/** What a row is to whoever looks at it. */
interface Seen {
  job: JobRecord
  videoBytes: number | null
}

/** The plainest way to say which jobs a view shows, in which order: every row, one condition after the other. */
export function jobsInView({ db, jobs }: LibraryUnderTest, view: AskedView): JobRecord[] {
  const { text, filters } = parseSearchQuery(view.q ?? '', { nowMs: T0, utcOffsetMinutes: view.utcOffsetMinutes })
  const seqs = db.prepare<[], number>("SELECT seq FROM jobs WHERE status NOT IN ('trashed', 'removing')").pluck().all()
  const videos = db
    .prepare<[number], number>("SELECT size_bytes FROM assets WHERE job_seq = ? AND role = 'video'")
    .pluck()
  const shown = seqs
    .map((seq) => ({ job: jobs.bySeq(seq), videoBytes: videos.get(seq) ?? null }))
    .filter((row): row is Seen => row.job !== null)
    .filter(
      ({ job }) => view.statuses === undefined || view.statuses.length === 0 || view.statuses.includes(job.status),
    )
    .filter(({ job }) => view.batchId === undefined || job.batchId === view.batchId)
    .filter(({ job }) => filters.every((filter) => holds(filter, job) !== filter.isNegated))
    .filter(({ job }) =>
      text.every((term, index) => occurs(term, job.prompt, index === text.length - 1) !== term.isNegated),
    )
  return shown.sort((a, b) => compare(a, b, view)).map(({ job }) => job)
}

/** Only for prompts of small letters, single spaces, pictures and Han. */
function occurs({ text, isPhrase, isNegated }: TextTerm, prompt: string, isLast: boolean): boolean {
  if (/[^a-z ]/.test(text)) return prompt.includes(text)
  // The index takes a picture that is newer than its tables for a word.
  const words = ` ${prompt} `
  if (words.includes(` ${text} `)) return true
  return isLast && !isPhrase && !isNegated && text.length >= 3 && words.includes(` ${text}`)
}

function holds(filter: Filter, job: JobRecord): boolean {
  switch (filter.field) {
    case 'model':
      return filter.anyOf.some((part) => job.model.toLowerCase().includes(part.toLowerCase()))
    case 'account':
      return filter.anyOf.some((part) =>
        (ACCOUNT_NAMES[job.accountId] ?? '').toLowerCase().includes(part.toLowerCase()),
      )
    case 'status':
      return filter.anyOf.includes(job.status)
    case 'size':
      return filter.anyOf.some((size) => size === job.size || size === shapeOf(job.size))
    case 'seconds': {
      if (job.seconds === null) return false
      const { comparison, seconds } = filter
      return (
        (comparison.includes('=') && job.seconds === seconds) ||
        (comparison.startsWith('<') && job.seconds < seconds) ||
        (comparison.startsWith('>') && job.seconds > seconds)
      )
    }
    case 'has':
      return filter.anyOf.some((word) => {
        if (word === 'reference') return job.referenceId !== null
        return word === 'error' ? job.error !== null : job.batchId !== null
      })
    case 'is':
      return filter.anyOf.some((word) => (word === 'derived' ? job.parentJobId !== null : job.relation === word))
    case 'date':
      return (
        (filter.fromMs === null || job.createdAt >= filter.fromMs) &&
        (filter.untilMs === null || job.createdAt < filter.untilMs)
      )
  }
}

function shapeOf(size: string | null): string | null {
  if (size === null) return null
  const [width = 0, height = 0] = size.split('x').map(Number)
  if (width === height) return 'square'
  return width > height ? 'landscape' : 'portrait'
}

function compare(a: Seen, b: Seen, view: AskedView): number {
  const { by, direction } = view.sort ?? { by: 'created', direction: 'desc' }
  const sign = direction === 'asc' ? 1 : -1
  if (by === 'sendOrder') {
    const inTurn = b.job.priority - a.job.priority || a.job.position - b.job.position || a.job.seq - b.job.seq
    return sign * inTurn
  }
  const valueOf = ({ job, videoBytes }: Seen): number | null => {
    if (by === 'created') return 0
    if (by === 'fileSize') return job.status === 'completed' ? videoBytes : null
    return by === 'finished' ? job.finishedAt : job.seconds
  }
  const [left, right] = [valueOf(a), valueOf(b)]
  if (left === null || right === null) {
    if (left !== right) return left === null ? 1 : -1
    return sign * (a.job.seq - b.job.seq)
  }
  return sign * (left - right || a.job.seq - b.job.seq)
}
