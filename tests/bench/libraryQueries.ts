import { JOB_STATUSES, type JobStatus } from '../../shared/jobs/job.ts'
import { LIBRARY_SORTS } from '../../shared/library/libraryRoutes.ts'
import type { LibraryView } from '../../electron/core/library/libraryQuery.ts'
import { VOCABULARY } from './prompts.ts'

export const QUERY_KINDS = ['filter', 'mix', 'search', 'sort', 'outline', 'count'] as const
export type QueryKind = (typeof QUERY_KINDS)[number]

/** What the benchmark asks a library for; `view` may differ from sample to sample. */
export interface BenchedPages {
  name: string
  view: (index: number) => LibraryView
  isDeepToo: boolean
}

const word = (rank: number): string => VOCABULARY[rank] ?? ''
const always = (name: string, view: LibraryView, isDeepToo = true): BenchedPages => ({
  name,
  view: () => view,
  isDeepToo,
})
const searching = (name: string, q: (index: number) => string, statuses: readonly JobStatus[] = []): BenchedPages => ({
  name,
  view: (index) => ({ q: q(index), statuses }),
  isDeepToo: true,
})

/** States alone, newest first: what is shown most of the time. */
export const filters: readonly BenchedPages[] = [
  always('no filter', {}),
  ...JOB_STATUSES.map((status) => always(status, { statuses: [status] })),
  always('completed or failed', { statuses: ['completed', 'failed'] }),
  always('generating or downloading', { statuses: ['generating', 'downloading'] }),
  always('failed or needs attention', { statuses: ['failed', 'needs_attention'] }),
  always('all statuses', { statuses: JOB_STATUSES }),
]

/** Filters of the search box, alone and mixed, from those that nearly all jobs meet to those that none meets. */
export const mixes: readonly BenchedPages[] = [
  ...['model:pro', 'model:veo', 'model:nobody', 'account:bench', 'size:portrait', 'size:1280x720', 'seconds:>8'],
  ...['seconds:4', 'has:reference', 'has:error', 'has:batch', 'is:remix', 'is:derived', '-has:batch', 'after:7d'],
  ...['before:2026-02', 'model:veo has:reference', 'model:sora-2 size:landscape seconds:4 -has:error after:2026-03'],
  ...['model:sora seconds:>9 size:square', 'status:failed model:pro seconds:12', '-model:sora is:remix has:error'],
].map((q) => always(q, { q }))

export const searches: readonly BenchedPages[] = [
  searching('a rare word', (index) => `"${word(4900 - index)}"`),
  searching('a common word', (index) => `"${word(index % 10)}"`),
  searching('two common words', (index) => `"${word(index % 5)}" "${word(5 + (index % 5))}"`),
  searching('a common and a rare word', (index) => `"${word(index % 5)}" "${word(4900 - index)}"`),
  searching('two rare words', (index) => `"${word(4000 + index)}" "${word(4900 - index)}"`),
  searching('the beginning of a word, 3 letters', (index) => word(index * 7).slice(0, 3)),
  searching('the beginning of a word, 5 letters', (index) => word(index * 7).slice(0, 5)),
  searching('a common word, typed in full', (index) => word(index % 10)),
  searching('a common and a beginning', (index) => `${word(index % 5)} ${word(index * 7).slice(0, 4)}`),
  searching('a phrase of two common words', (index) => `"${word(index % 3)} ${word((index + 1) % 3)}"`),
  searching('a phrase of two rare words', (index) => `"${word(3000 + index)} ${word(4900 - index)}"`),
  searching('a common word without another', (index) => `${word(index % 5)} -${word(5 + (index % 5))}`),
  searching('a common word, sora-2-pro', (index) => `"${word(index % 10)}" model:pro`),
  searching('a common word, veo', (index) => `"${word(index % 10)}" model:veo`),
  searching('a common word, remix with reference', (index) => `"${word(index % 10)}" is:remix has:reference`),
  ...JOB_STATUSES.flatMap((status) => [
    searching(`a common word, ${status}`, (index) => `"${word(index % 10)}"`, [status]),
    searching(`a middling word, ${status}`, (index) => `"${word(300 + index)}"`, [status]),
    searching(`a rare word, ${status}`, (index) => `"${word(4900 - index)}"`, [status]),
    searching(`a beginning, ${status}`, (index) => word(index * 7).slice(0, 4), [status]),
  ]),
]

export const sorts: readonly BenchedPages[] = LIBRARY_SORTS.flatMap((by) =>
  (['asc', 'desc'] as const).flatMap((direction) => {
    const sort = { by, direction }
    const name = `by ${by}, ${direction}`
    if (by === 'sendOrder') return [always(name, { statuses: ['queued'], sort })]
    return [always(name, { sort }), always(`${name}, model:veo`, { q: 'model:veo', sort }, false)]
  }),
)

const byFinish = { by: 'finished', direction: 'desc' } as const
export const outlines: readonly { name: string; view: LibraryView; groupBy?: 'day' | 'batch' }[] = [
  { name: 'everything', view: {} },
  { name: 'everything, by day', view: {}, groupBy: 'day' },
  { name: 'everything, by batch', view: {}, groupBy: 'batch' },
  { name: 'completed, by day, last finished first', view: { statuses: ['completed'], sort: byFinish }, groupBy: 'day' },
  { name: 'largest files first', view: { sort: { by: 'fileSize', direction: 'desc' } } },
  { name: 'the queue as it is sent', view: { statuses: ['queued'], sort: { by: 'sendOrder', direction: 'asc' } } },
  {
    name: 'filters that most jobs meet',
    view: { q: 'model:sora seconds:<=8 -has:error size:landscape' },
    groupBy: 'day',
  },
  { name: 'filters that few jobs meet', view: { q: 'model:veo seconds:>4' }, groupBy: 'day' },
  { name: 'a common word', view: { q: `"${word(1)}"` }, groupBy: 'day' },
  { name: 'a rare word', view: { q: `"${word(4000)}"` }, groupBy: 'day' },
]
