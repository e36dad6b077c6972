import type { RouteInput, RouteOutput } from '../../shared/ipc/contract.ts'
import type { Job } from '../../shared/jobs/job.ts'
import { answer, type FakeHandlers } from './fakeBridge.ts'
import { fakeJob } from './fakeJob.ts'

const PAGE = 100

export interface FakeLibrary {
  handlers: Required<Pick<FakeHandlers, 'library.query' | 'library.outline'>>
  /** The whole list in its order; put another in its place to change the library. */
  jobs: Job[]
}

/** `count` jobs named `job_0`, `job_1`, …, with `Prompt 0`, … */
export const fakeJobs = (count: number, changes: Partial<Job> = {}): Job[] =>
  Array.from({ length: count }, (_, index) =>
    fakeJob({ id: `job_${index}`, prompt: `Prompt ${index}`, position: index, ...changes }),
  )

/** A host's library that heeds states and words of the prompt, and pages by key as the real one does. */
export const createFakeLibrary = (jobs: Job[]): FakeLibrary => {
  const fits = ({ q = '', statuses = [] }: RouteInput<'library.outline'>): Job[] =>
    library.jobs.filter(
      (job) =>
        (statuses.length === 0 || statuses.includes(job.status)) && job.prompt.toLowerCase().includes(q.toLowerCase()),
    )
  const outline = (input: RouteInput<'library.outline'>): RouteOutput<'library.outline'> => {
    const found = fits(input)
    return {
      total: found.length,
      pageSize: PAGE,
      anchors: found.filter((_, index) => index > 0 && index % PAGE === 0).map((job) => `before ${job.id}`),
      groups: input.groupBy === undefined ? [] : [{ key: 'batch_1', start: 0, count: found.length }],
      ...(input.locate === undefined
        ? {}
        : {
            located: Object.fromEntries(
              input.locate
                .map((id) => [id, found.findIndex((job) => job.id === id)] as const)
                .filter(([, place]) => place >= 0),
            ),
          }),
      problems: [],
    }
  }
  const page = (input: RouteInput<'library.query'>): RouteOutput<'library.query'> => {
    const found = fits(input)
    const start = input.cursor === undefined ? 0 : found.findIndex((job) => `before ${job.id}` === input.cursor)
    return { items: found.slice(start, start + (input.limit ?? PAGE)), nextCursor: null, problems: [] }
  }
  const library: FakeLibrary = {
    jobs,
    handlers: {
      'library.query': (input) => answer(page(input)),
      'library.outline': (input) => answer(outline(input)),
    },
  }
  return library
}
