import type { LibrarySort } from '../../../shared/library/libraryRoutes.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { JOB_STATUSES, type JobStatus } from '../../../shared/jobs/job.ts'
import { parseSearchQuery } from '../../../shared/search/parseSearchQuery.ts'
import type { Filter, SearchProblem, SearchTime } from '../../../shared/search/searchQuery.ts'
import { readPromptSearch, type PromptSearch } from './promptSearch.ts'
import type { RowConditions } from './rowFilter.ts'

/** What a list, an outline or a selection is asked for. */
export interface LibraryView {
  q?: string | undefined
  statuses?: readonly JobStatus[] | undefined
  batchId?: string | undefined
  sort?: { by: LibrarySort; direction: 'asc' | 'desc' } | undefined
  /** Of the person; by default of this machine. */
  utcOffsetMinutes?: number | undefined
}

export interface LibraryQuery extends RowConditions {
  /** Null: any prompt. */
  prompt: PromptSearch | null
  sort: { by: LibrarySort; direction: 'asc' | 'desc' }
}

/**
 * Understands what is asked for, at that moment. Filters by status and the wanted statuses become one.
 * @throws IpcError `invalid` naming `sort` when others than queued jobs are asked for in the order of sending
 */
export function readLibraryQuery(
  { q = '', statuses = [], batchId, sort = NEWEST_FIRST }: LibraryView,
  time: SearchTime,
): { query: LibraryQuery; problems: SearchProblem[] } {
  if (sort.by === 'sendOrder' && (statuses.length === 0 || statuses.some((status) => status !== 'queued'))) {
    throw new IpcError('invalid', 'Only queued jobs have an order in which they are sent.', 'sort')
  }
  const { text, filters, problems } = parseSearchQuery(q, time)
  const wanted = statuses.length === 0 ? JOB_STATUSES : JOB_STATUSES.filter((status) => statuses.includes(status))
  const query = {
    statuses: wanted.filter((status) => filters.every((filter) => allowsStatus(filter, status))),
    batchId: batchId ?? null,
    filters: filters.filter(({ field }) => field !== 'status'),
    prompt: readPromptSearch(text),
    sort,
  }
  return { query, problems }
}

/** The newest of some states: what there is an index for. */
export const isByStatusAlone = ({ batchId, filters, prompt, sort }: LibraryQuery): boolean =>
  batchId === null && filters.length === 0 && prompt === null && sort.by === 'created' && sort.direction === 'desc'

const allowsStatus = (filter: Filter, status: JobStatus): boolean =>
  filter.field !== 'status' || filter.anyOf.includes(status) !== filter.isNegated

const NEWEST_FIRST = { by: 'created', direction: 'desc' } as const
