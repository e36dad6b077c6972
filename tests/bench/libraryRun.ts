import { queueState } from '../../electron/core/ipc/handlers.ts'
import { createLibrary, type Library } from '../../electron/core/library/library.ts'
import type { LibraryView } from '../../electron/core/library/libraryQuery.ts'
import { encodeCursor } from '../../electron/core/ipc/cursor.ts'
import { createSettingsRepository } from '../../electron/core/settings/settingsRepository.ts'
import { systemClock } from '../../electron/core/systemClock.ts'
import { createRandom } from '../simulation/random.ts'
import { ACCOUNT_ID, openEngineParts } from './engineParts.ts'
import { filters, mixes, outlines, searches, sorts, type QueryKind } from './libraryQueries.ts'
import { quantile } from './measure.ts'

export interface QueryTimes {
  name: string
  kind: QueryKind
  p50Ms: number
  p99Ms: number
}

export interface LibraryFigures {
  queries: QueryTimes[]
  /** The first outline after a start reads the whole library. */
  firstOutlineMs: number
  /** How long nothing else had its turn, at most: in that first one, and in all later ones. */
  firstStretchMs: number
  stretchMs: number
  rssBytes: number
  fileBytes: number
}

const LIMIT = 50
const PASSES = 3
const SAMPLES: Readonly<Record<QueryKind, number>> = {
  filter: 100,
  mix: 60,
  search: 60,
  sort: 60,
  outline: 15,
  count: 1000,
}

/** The quietest of three passes: with few samples a p99 is the slowest one, and that is often a neighbour's doing. */
async function sample(name: string, kind: QueryKind, query: (index: number) => unknown): Promise<QueryTimes> {
  for (let index = 0; index < 3; index += 1) await query(index)
  const passes: number[][] = []
  for (let pass = 0; pass < PASSES; pass += 1) {
    const times: number[] = []
    for (let index = 0; index < SAMPLES[kind]; index += 1) {
      const startedAt = performance.now()
      await query(index)
      times.push(performance.now() - startedAt)
    }
    passes.push(times)
  }
  const over = (share: number): number => Math.min(...passes.map((times) => quantile(times, share)))
  return { name, kind, p50Ms: over(0.5), p99Ms: over(0.99) }
}

/** The longest time in which nothing else had its turn. */
async function longestStretchMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const beat = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    timer = setImmediate(beat)
  }
  let timer = setImmediate(beat)
  await work()
  await new Promise((resolve) => setImmediate(resolve))
  clearImmediate(timer)
  return longest
}

/** Each view from its beginning and from anywhere in it. */
async function samplePages(
  library: Library,
  kind: QueryKind,
  { name, view, isDeepToo }: { name: string; view: (index: number) => LibraryView; isDeepToo: boolean },
  anywhere: (view: LibraryView) => Promise<string[]>,
): Promise<QueryTimes[]> {
  const first = await sample(`${name}, first page`, kind, (index) => library.page(view(index), { limit: LIMIT }))
  if (!isDeepToo) return [first]
  const cursors = await anywhere(view(0))
  const deep = await sample(`${name}, deep page`, kind, (index) =>
    library.page(view(index), { limit: LIMIT, cursor: cursors[index % cursors.length] }),
  )
  return [first, deep]
}

/** Runs in a process of its own, so that the memory it reports is what these queries cost. */
async function measureLibrary(folder: string): Promise<LibraryFigures> {
  const parts = openEngineParts(folder)
  const settings = createSettingsRepository(parts.db, {
    videosDir: '/videos',
    queueOnStart: 'as_before',
    fileNameTemplate: '{prompt}',
    isQueuePaused: false,
  })
  const counts = () => queueState({ jobs: parts.jobs, settings }).counts
  const accounts = () => [{ id: ACCOUNT_ID, name: 'Bench' }]
  const library = createLibrary({ db: parts.db, jobs: parts.jobs, clock: systemClock, accounts })
  const newest = parts.db.prepare<[], number>('SELECT max(seq) FROM jobs').pluck().get() ?? 0
  const random = createRandom(5)
  const byAge = async () => Array.from({ length: 100 }, () => encodeCursor(Math.floor(random() * newest) + 1))
  const byAnchor = async (view: LibraryView) => {
    const { anchors } = await library.outline(view)
    return Array.from({ length: 100 }, () => anchors[Math.floor(random() * anchors.length)] ?? '')
  }

  let firstOutlineMs = 0
  const firstStretchMs = await longestStretchMs(async () => {
    const startedAt = performance.now()
    await library.outline({}, 'day')
    firstOutlineMs = performance.now() - startedAt
  })
  const queries: QueryTimes[] = []
  for (const one of filters) queries.push(...(await samplePages(library, 'filter', one, byAge)))
  for (const one of mixes) queries.push(...(await samplePages(library, 'mix', one, byAge)))
  for (const one of searches) queries.push(...(await samplePages(library, 'search', one, byAge)))
  for (const one of sorts) queries.push(...(await samplePages(library, 'sort', one, byAnchor)))
  let stretchMs = 0
  for (const { name, view, groupBy } of outlines) {
    const ask = () => library.outline(view, groupBy)
    queries.push(await sample(name, 'outline', ask))
    stretchMs = Math.max(stretchMs, Math.min(await longestStretchMs(ask), await longestStretchMs(ask)))
  }
  queries.push(await sample('counts of every status', 'count', counts))
  const fileBytes =
    parts.db
      .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
      .pluck()
      .get() ?? 0
  parts.close()
  return { queries, firstOutlineMs, firstStretchMs, stretchMs, rssBytes: process.memoryUsage().rss, fileBytes }
}

const folder = process.argv[2]
if (folder !== undefined) {
  const figures = await measureLibrary(folder)
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  else process.send(figures)
}
