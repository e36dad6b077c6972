import type { JobStatus } from '../../../shared/jobs/job.ts'
import { LIBRARY_PAGE_SIZE, type LibraryGrouping } from '../../../shared/library/libraryRoutes.ts'
import type { SearchProblem } from '../../../shared/search/searchQuery.ts'
import type { Store } from '../db/openDatabase.ts'
import type { JobRecord } from '../jobs/jobRecord.ts'
import type { JobRepository } from '../jobs/jobRepository.ts'
import { utcOffsetMinutesAt } from '../media/fileNaming.ts'
import { encodeCursor } from '../ipc/cursor.ts'
import type { Clock } from '../ports.ts'
import { createJobIds } from './jobIds.ts'
import { createLibraryCatalog } from './libraryCatalog.ts'
import { decodeSortPlace, encodeSortPlace } from './libraryCursor.ts'
import { countFacets, type LibraryFacets } from './libraryFacets.ts'
import { batchGrouping, createOutline, dayGrouping, runGrouping, type OutlineGroup } from './libraryOutline.ts'
import { withPlaces } from './libraryPlaces.ts'
import { isByStatusAlone, readLibraryQuery, type LibraryQuery, type LibraryView } from './libraryQuery.ts'
import { createLibraryRowRepository } from './libraryRowRepository.ts'
import { createLibrarySnapshots } from './librarySnapshots.ts'
import { isForHits, takeHits } from './newestHits.ts'
import { createNewestJobs } from './newestJobsRepository.ts'
import { createPromptMatches } from './promptMatches.ts'
import { toFullTextQuery, type PromptSearch } from './promptSearch.ts'
import { createPromptSearchRepository } from './promptSearchRepository.ts'
import { createPromptWords } from './promptWordsRepository.ts'
import { needsNames } from './rowFilter.ts'
import { createSortOrders, type SortOrder, type SortPlace } from './sortOrders.ts'
import { createTurns, type Pace } from './turns.ts'
import { createVideoSizes } from './videoSizes.ts'

export interface LibraryDeps {
  db: Store['db']
  jobs: Pick<JobRepository, 'bySeq'>
  clock: Clock
  /** All there are and were. */
  accounts: () => readonly { id: string; name: string }[]
  pace?: Pace
  fewRows?: number
}

export interface LibraryPage {
  jobs: JobRecord[]
  nextCursor: string | null
  problems: SearchProblem[]
}

export interface LibraryOutline {
  total: number
  pageSize: typeof LIBRARY_PAGE_SIZE
  anchors: string[]
  groups: OutlineGroup[]
  /** By id, of the jobs that were to be located and are in the list. */
  located?: Record<string, number>
  problems: SearchProblem[]
}

export type Library = ReturnType<typeof createLibrary>

/**
 * Everything that is not in the trash, by search, filters and order. A page, an outline and a selection of the same
 * view mean the same jobs. The newest of some states come straight from an index; all else from the catalog.
 */
export function createLibrary({ db, jobs, clock, accounts, pace, fewRows }: LibraryDeps) {
  const stopping = new AbortController()
  const startTurns = createTurns(clock, stopping.signal, pace)
  const rows = createLibraryRowRepository(db)
  const newest = createNewestJobs(db)
  const hits = createPromptSearchRepository(db)
  const { beginningWith } = createPromptWords(db)
  const toMatch = (search: PromptSearch): string => toFullTextQuery(search, beginningWith)
  const catalog = createLibraryCatalog(rows, startTurns)
  const { columns } = catalog
  const orders = createSortOrders(catalog, createVideoSizes(catalog, rows, startTurns), startTurns)
  const matches = createPromptMatches({ catalog, rows, hits, toMatch, startTurns })
  const accountNames = () => new Map(accounts().map(({ id, name }) => [id, name]))
  const snapshots = createLibrarySnapshots({ catalog, orders, matches, rows, accountNames, startTurns, fewRows })
  const jobIds = createJobIds(catalog, rows, startTurns)

  function understand(view: LibraryView) {
    const nowMs = clock.now()
    const utcOffsetMinutes = view.utcOffsetMinutes ?? utcOffsetMinutesAt(nowMs)
    return { ...readLibraryQuery(view, { nowMs, utcOffsetMinutes }), utcOffsetMinutes }
  }

  const toPage = (slots: readonly number[], { limit, order, sort }: PageShape) => ({
    jobs: slots
      .slice(0, limit)
      .map((slot) => jobs.bySeq(columns.seq[slot] ?? 0))
      .filter((job) => job !== null),
    nextCursor: slots.length > limit ? encodeSortPlace(sort.by, order.placeOf(slots[limit - 1] ?? 0)) : null,
  })

  function newestPage({ statuses }: LibraryQuery, before: number | null, limit: number) {
    const found = newest.page(statuses, before, limit + 1)
    const last = found[limit - 1]
    return {
      jobs: found.slice(0, limit),
      nextCursor: found.length > limit && last !== undefined ? encodeCursor(last.seq) : null,
    }
  }

  /** What is shown while somebody types; null where it takes all matches to tell. */
  async function pageOfHits(query: LibraryQuery, behind: SortPlace | null, limit: number) {
    const { prompt, sort } = query
    if (prompt === null || !isForHits(query) || matches.has(prompt)) return null
    await catalog.ready({ names: needsNames(query) })
    const order = await orders.ready(sort.by)
    catalog.catchUp()
    const asked = { match: toMatch(prompt), direction: sort.direction, limit: limit + 1, behind }
    const isTooLong = (): boolean => snapshots.areFew(query, behind)
    const slots = takeHits(asked, { columns, hits, isWanted: snapshots.rowTest(query), isTooLong })
    return slots === null ? null : toPage(slots, { limit, order, sort })
  }

  const pageOfMatches = (query: LibraryQuery, behind: SortPlace | null, limit: number) =>
    snapshots.read(query, behind, ({ order, isWanted }) => {
      const slots: number[] = []
      order.walk(query.sort.direction, behind, (slot) => !isWanted(slot) || slots.push(slot) <= limit)
      return toPage(slots, { limit, order, sort: query.sort })
    })

  const slotsOf = (query: LibraryQuery, isMeant: (slot: number) => boolean = () => true): Promise<number[]> =>
    snapshots.collect(query, () => {
      const slots: number[] = []
      return { add: (slot) => void (isMeant(slot) && slots.push(slot)), result: () => slots }
    })

  const slotsById = (ids: readonly string[]): Map<number, string> =>
    new Map(ids.map((id) => [columns.slotOf(rows.seqOf(id) ?? -1), id] as const).filter(([slot]) => slot >= 0))

  async function groupingFor(query: LibraryQuery, groupBy: LibraryGrouping, offset: number) {
    if (groupBy === 'runs') {
      await catalog.ready({ names: true })
      return () => runGrouping(columns)
    }
    if (groupBy === 'batch') {
      await catalog.ready({ names: true })
      await jobIds.read(await slotsOf(query, (slot) => columns.batch[slot] === 0 && !jobIds.isKnown(slot)))
      return () => batchGrouping(columns, jobIds.of)
    }
    return () => dayGrouping(query.sort.by === 'finished' ? columns.finishedAt : columns.createdAt, offset)
  }

  return {
    /** @throws IpcError `bad_request` naming `cursor`, `invalid` naming `sort` */
    async page(
      view: LibraryView,
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<LibraryPage> {
      const { query, problems } = understand(view)
      const behind = cursor === undefined ? null : decodeSortPlace(query.sort.by, cursor)
      if (isByStatusAlone(query)) return { ...newestPage(query, behind?.seq ?? null, limit), problems }
      const page = (await pageOfHits(query, behind, limit)) ?? (await pageOfMatches(query, behind, limit))
      return { ...page, problems }
    },

    /** @throws IpcError `invalid` naming `sort` */
    async outline(view: LibraryView, groupBy?: LibraryGrouping, locate?: readonly string[]): Promise<LibraryOutline> {
      const { query, problems, utcOffsetMinutes } = understand(view)
      const { by } = query.sort
      const createGrouping = groupBy === undefined ? null : await groupingFor(query, groupBy, utcOffsetMinutes)
      const found = await snapshots.collect(query, (order) => {
        const cursorOf = (slot: number): string => encodeSortPlace(by, order.placeOf(slot))
        const outline = createOutline(LIBRARY_PAGE_SIZE, cursorOf, createGrouping?.() ?? null)
        return locate === undefined ? outline : withPlaces(outline, slotsById(locate))
      })
      return { ...found, pageSize: LIBRARY_PAGE_SIZE, problems }
    },

    /** Ids of everything that a view shows, in its order. @throws IpcError as `page` */
    async select(view: LibraryView): Promise<string[]> {
      const { query } = understand(view)
      const seqs = (await slotsOf(query)).map((slot) => columns.seq[slot] ?? 0)
      const ids: string[] = []
      const turns = startTurns()
      const step = turns.step(IDS_A_STEP)
      for (const [index, seq] of seqs.entries()) {
        const id = rows.idOf(seq)
        if (id !== null) ids.push(id)
        if (index % step === step - 1) await turns.rest()
      }
      return ids
    },

    async facets(statuses: readonly JobStatus[] = []): Promise<LibraryFacets> {
      await catalog.ready({ names: true })
      catalog.catchUp()
      return countFacets(columns, accountNames(), statuses)
    },

    /** What is under way ends with an error; to be called before the database is closed. */
    stop: () => stopping.abort(),
  }
}

interface PageShape {
  limit: number
  order: SortOrder
  sort: LibraryQuery['sort']
}

const IDS_A_STEP = 500
