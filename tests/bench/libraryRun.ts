import { JOB_STATUSES, type JobStatus } from '../../shared/jobs/job.ts'
import { queueState } from '../../electron/core/ipc/handlers.ts'
import { createLibraryRepository, type LibraryQuery } from '../../electron/core/jobs/libraryRepository.ts'
import { createSettingsRepository } from '../../electron/core/settings/settingsRepository.ts'
import { createRandom } from '../simulation/random.ts'
import { openEngineParts } from './engineParts.ts'
import { quantile, timeOnce } from './measure.ts'
import { VOCABULARY } from './prompts.ts'

export interface QueryTimes {
  name: string
  kind: 'filter' | 'search' | 'count'
  p50Ms: number
  p99Ms: number
}

export interface LibraryFigures {
  queries: QueryTimes[]
  rssBytes: number
  fileBytes: number
}

const LIMIT = 51
const PASSES = 3
const FILTER_SAMPLES = 100
const SEARCH_SAMPLES = 60

/** Runs in a process of its own, so that the memory it reports is what these queries cost. */
function measureLibrary(folder: string): LibraryFigures {
  const parts = openEngineParts(folder)
  const settings = createSettingsRepository(parts.db, {
    videosDir: '/videos',
    queueOnStart: 'as_before',
    fileNameTemplate: '{prompt}',
    isQueuePaused: false,
  })
  const counts = () => queueState({ jobs: parts.jobs, settings }).counts
  const library = createLibraryRepository(parts.db, (status) => counts()[status])
  const newest = parts.db.prepare<[], number>('SELECT max(seq) FROM jobs').pluck().get() ?? 0
  const random = createRandom(5)

  /** The quietest of three passes: with few samples a p99 is the slowest one, and that is often a neighbour's doing. */
  const sample = (
    name: string,
    kind: QueryTimes['kind'],
    samples: number,
    query: (index: number) => void,
  ): QueryTimes => {
    for (let index = 0; index < 3; index += 1) query(index)
    const passes = Array.from({ length: PASSES }, () =>
      Array.from({ length: samples }, (_, index) => timeOnce(() => query(index))),
    )
    const over = (share: number): number => Math.min(...passes.map((times) => quantile(times, share)))
    return { name, kind, p50Ms: over(0.5), p99Ms: over(0.99) }
  }
  const list = (query: Partial<LibraryQuery>): void =>
    void library.list({ statuses: [], text: '', before: null, limit: LIMIT, ...query })
  const anywhere = (): number => Math.floor(random() * newest) + 1

  const filters: [string, readonly JobStatus[]][] = [
    ['no filter', []],
    ...JOB_STATUSES.map((status): [string, readonly JobStatus[]] => [status, [status]]),
    ['completed or failed', ['completed', 'failed']],
    ['generating or downloading', ['generating', 'downloading']],
    ['failed or needs attention', ['failed', 'needs_attention']],
    ['all statuses', JOB_STATUSES],
  ]
  const word = (rank: number): string => VOCABULARY[rank] ?? ''
  const searches: [string, (index: number) => Partial<LibraryQuery>][] = [
    ['a rare word', (index) => ({ text: `"${word(4900 - index)}"` })],
    ['a common word', (index) => ({ text: `"${word(index % 10)}"` })],
    ['two common words', (index) => ({ text: `"${word(index % 5)}" "${word(5 + (index % 5))}"` })],
    ['a common and a rare word', (index) => ({ text: `"${word(index % 5)}" "${word(4900 - index)}"` })],
    ['two rare words', (index) => ({ text: `"${word(4000 + index)}" "${word(4900 - index)}"` })],
    ['the beginning of a word, 3 letters', (index) => ({ text: word(index * 7).slice(0, 3) })],
    ['the beginning of a word, 5 letters', (index) => ({ text: word(index * 7).slice(0, 5) })],
    ['a common word, typed in full', (index) => ({ text: word(index % 10) })],
    ['a common and a beginning', (index) => ({ text: `${word(index % 5)} ${word(index * 7).slice(0, 4)}` })],
    ['a phrase of two common words', (index) => ({ text: `"${word(index % 3)} ${word((index + 1) % 3)}"` })],
    ['a phrase of two rare words', (index) => ({ text: `"${word(3000 + index)} ${word(4900 - index)}"` })],
    ...JOB_STATUSES.flatMap((status): [string, (index: number) => Partial<LibraryQuery>][] => [
      [`a common word, ${status}`, (index) => ({ text: `"${word(index % 10)}"`, statuses: [status] })],
      [`a middling word, ${status}`, (index) => ({ text: `"${word(300 + index)}"`, statuses: [status] })],
      [`a rare word, ${status}`, (index) => ({ text: `"${word(4900 - index)}"`, statuses: [status] })],
      [`a beginning, ${status}`, (index) => ({ text: word(index * 7).slice(0, 4), statuses: [status] })],
    ]),
  ]

  const queries = [
    ...filters.flatMap(([name, statuses]) => [
      sample(`${name}, first page`, 'filter', FILTER_SAMPLES, () => list({ statuses })),
      sample(`${name}, deep page`, 'filter', FILTER_SAMPLES, () => list({ statuses, before: anywhere() })),
    ]),
    ...searches.flatMap(([name, query]) => [
      sample(`${name}, first page`, 'search', SEARCH_SAMPLES, (index) => list(query(index))),
      sample(`${name}, deep page`, 'search', SEARCH_SAMPLES, (index) => list({ ...query(index), before: anywhere() })),
    ]),
    sample('counts of every status', 'count', 1000, () => void counts()),
  ]
  const fileBytes =
    parts.db
      .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
      .pluck()
      .get() ?? 0
  parts.close()
  return { queries, rssBytes: process.memoryUsage().rss, fileBytes }
}

const folder = process.argv[2]
if (folder !== undefined) {
  const figures = measureLibrary(folder)
  if (process.send === undefined) process.stdout.write(`${JSON.stringify(figures, null, 1)}\n`)
  else process.send(figures)
}
