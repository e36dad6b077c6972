import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild } from './childProcess.ts'
import { fillLibrary, type LibraryShape } from './libraryFixture.ts'
import { QUERY_KINDS, type QueryKind } from './libraryQueries.ts'
import type { LibraryFigures, QueryTimes } from './libraryRun.ts'
import type { RestartFigures } from './restartRun.ts'
import { inMegabytes, inMs, type Row } from './report.ts'

const GOALS_MS = {
  100_000: { filter: 5, mix: 5, search: 10, sort: 5, outline: 60, count: 0.1 },
  1_000_000: { filter: 15, mix: 15, search: 50, sort: 15, outline: null, count: 0.1 },
} as const

/** What a kind of query is called in the table. */
const KIND_NAMES: Readonly<Record<QueryKind, string>> = {
  filter: 'pages by status',
  mix: 'pages by filters of the search box',
  search: 'pages of a search',
  sort: 'pages in another order',
  outline: 'outlines',
  count: 'counts',
}

type Size = keyof typeof GOALS_MS

/** Where the library of that many rows lies once it was measured. */
export const libraryFolder = (folder: string, rows: Size): string => join(folder, `library-${rows}`)

export const libraryShape = (rows: Size): LibraryShape => ({
  rows,
  generating: rows * 0.006,
  downloading: rows * 0.002,
  submitting: rows * 0.002,
  queued: rows * 0.02,
})

/** Fills a library, asks it everything that is on offer, then starts the engine on it. */
export async function benchLibrary(folder: string, rows: Size): Promise<Row[]> {
  const libraryDir = libraryFolder(folder, rows)
  await mkdir(libraryDir, { recursive: true })
  const startedAt = performance.now()
  fillLibrary(libraryDir, libraryShape(rows))
  const fillMs = performance.now() - startedAt
  const library = (await runChild('libraryRun.ts', [libraryDir])) as LibraryFigures
  const restart = (await runChild('restartRun.ts', [libraryDir])) as RestartFigures
  const size = `${rows / 1000}k rows`
  const row = (area: string, what: string, measured: string, goal: string, isMet: boolean | null): Row => ({
    area,
    what,
    measured,
    baseline: '',
    ratio: null,
    goal,
    isMet,
  })
  const isBig = rows === 1_000_000
  const filled = `filled in ${Math.round(fillMs / 1000)} s`
  return [
    ...QUERY_KINDS.flatMap((kind) => kindRows(library.queries, kind, rows)),
    row(
      'Library',
      `the first outline after a start, ${size}`,
      `${inMs(library.firstOutlineMs)}, nothing waits longer than ${inMs(library.firstStretchMs)}`,
      '',
      null,
    ),
    row(
      'Library',
      `how long an outline lets others wait, ${size}`,
      inMs(library.stretchMs),
      isBig ? '' : '<= 15 ms',
      isBig ? null : library.stretchMs <= 15,
    ),
    row(
      'Library',
      `file and memory after all queries, ${size}`,
      `${inMegabytes(library.fileBytes)}, ${inMegabytes(library.rssBytes)}`,
      filled,
      null,
    ),
    row(
      'Restart',
      `${restart.inFlight.toLocaleString('en')} jobs in flight in ${size}: rescheduled after`,
      `${inMs(restart.medianMs)}, slowest of five ${inMs(restart.slowestMs)}`,
      isBig ? '<= 1 s' : '',
      isBig ? restart.slowestMs <= 1000 : null,
    ),
    row(
      'Restart',
      `first request to the provider after, ${size}`,
      inMs(restart.firstRequestMs),
      '<= 5 s',
      restart.firstRequestMs <= 5000,
    ),
  ]
}

/** All queries of a kind in one line, by its worst one, and the slowest few by name. */
function kindRows(queries: readonly QueryTimes[], kind: QueryTimes['kind'], rows: Size): Row[] {
  const ofKind = queries.filter((query) => query.kind === kind).toSorted((a, b) => b.p99Ms - a.p99Ms)
  const [worst] = ofKind
  if (worst === undefined) return []
  const goalMs = GOALS_MS[rows][kind]
  const typical = ofKind.map((query) => query.p50Ms).toSorted((a, b) => a - b)[Math.floor(ofKind.length / 2)] ?? 0
  const line = (query: QueryTimes, what: string): Row => ({
    area: 'Library',
    what,
    measured: `p50 ${inMs(query.p50Ms)}, p99 ${inMs(query.p99Ms)}`,
    baseline: '',
    ratio: null,
    goal: goalMs === null ? '' : `p99 <= ${inMs(goalMs)}`,
    isMet: goalMs === null ? null : query.p99Ms <= goalMs,
  })
  const size = `${rows / 1000}k rows`
  const many = `${ofKind.length} kinds of ${KIND_NAMES[kind]}, typically ${inMs(typical)}; the slowest: ${worst.name}`
  if (kind === 'count') return [line(worst, `${worst.name}, ${size}`)]
  return [line(worst, `${size}: ${many}`), ...ofKind.slice(1, 4).map((query) => line(query, `${size}: ${query.name}`))]
}
