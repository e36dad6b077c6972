import type { NewJob } from '../../../../electron/core/jobs/jobRepository.ts'
import type { LibraryView } from '../../../../electron/core/library/libraryQuery.ts'
import { JOB_RELATIONS, JOB_STATUSES, type JobError, type JobStatus } from '../../../../shared/jobs/job.ts'
import { T0 } from '../jobs/library.ts'
import type { LibraryUnderTest } from './libraryUnderTest.ts'

const HOUR_MS = 3_600_000
const MODELS = ['sora-2', 'sora-2-pro', 'Wan 2.5', 'veo']
const SIZES = ['1280x720', '720x1280', '1024x1024', null]
const WORDS = ['fox', 'foxglove', 'red', 'snow', 'in', 'the', '🦊', '東京の夜']
const BATCHES = ['batch_1', 'batch_2', null, null]
const ERROR: JobError = { code: 'provider', message: 'No.', retryable: true, charged: 'no', refusedBy: 'provider' }

/** A view with all that the answer depends on. */
export type AskedView = LibraryView & { utcOffsetMinutes: number }
export type Pick = <T>(choices: readonly T[]) => T

export const createPick =
  (random: () => number): Pick =>
  (choices) =>
    choices[Math.floor(random() * choices.length)] as (typeof choices)[number]

export const randomStatus = (pick: Pick): JobStatus => pick(['completed', 'completed', 'queued', ...JOB_STATUSES])

/** Columns of a job, with many equal values. */
export function randomJob(pick: Pick): Partial<NewJob> {
  const relation = pick([null, null, ...JOB_RELATIONS])
  return {
    status: randomStatus(pick),
    prompt: Array.from({ length: pick([1, 2, 3, 5]) }, () => pick(WORDS)).join(' '),
    model: pick(MODELS),
    accountId: pick(['account_1', 'account_2']),
    size: pick(SIZES),
    seconds: pick([null, 4, 8, 8, 12.5]),
    batchId: pick(BATCHES),
    referenceId: pick([null, 'image_1']),
    error: pick([null, null, ERROR]),
    parentJobId: relation === null ? null : 'job_1',
    relation,
    createdAt: T0 - pick([0, 1, 3, 10, 20, 40, 70, 800]) * HOUR_MS,
    finishedAt: pick([null, null, T0, T0 - HOUR_MS, T0 - 30 * HOUR_MS]),
    priority: pick([0, 0, 5, -3]),
    position: pick([1, 2, 2, 3.5]),
  }
}

export function fill(library: LibraryUnderTest, count: number, pick: Pick): void {
  for (let index = 0; index < count; index += 1) {
    const seq = library.add(randomJob(pick))
    if (pick([true, false])) library.addVideo(seq, pick([10, 20, 20, 30]))
    if (pick([true, ...Array.from({ length: 9 }, () => false)])) library.jobs.trash(seq, T0)
  }
}

const TERMS = [
  ...['fox', 'foxg', 'red', '"red fox"', '-fox', '-"in the"', 'in', 'sno', '🦊', '-🦊', '夜', '-東京', '!?'],
  ...[
    'model:sora',
    '-model:pro',
    'model:"wan 2",veo',
    'account:work',
    '-account:home',
    'status:done',
    '-status:failed',
  ],
  ...['status:running,queued', 'size:1280x720', 'size:portrait,square', '-size:landscape', 'seconds:8', 'seconds:>4'],
  ...['-seconds:<=8', 'seconds:<5', 'has:reference', '-has:error', 'has:batch,error', 'is:derived', '-is:remix,retry'],
  ...['after:yesterday', 'before:today', 'on:2027-01-15', 'since:2d', '-until:1w', 'is:waiting', 'model:'],
]

export function randomView(pick: Pick): AskedView {
  const terms = Array.from({ length: pick([0, 0, 1, 1, 2, 3]) }, () => pick(TERMS))
  const batchId = pick([undefined, undefined, undefined, 'batch_1', 'batch_9'])
  const statuses = pick<JobStatus[] | undefined>([
    undefined,
    [],
    ['completed'],
    ['queued', 'failed', 'completed'],
    ['queued'],
  ])
  const by = pick(['created', 'created', 'finished', 'seconds', 'fileSize', 'sendOrder'] as const)
  return {
    q: terms.join(' '),
    utcOffsetMinutes: pick([0, 60, -480]),
    statuses: by === 'sendOrder' ? ['queued'] : statuses,
    batchId,
    sort: pick([
      undefined,
      { by, direction: pick(['asc', 'desc'] as const) },
      { by, direction: pick(['asc', 'desc'] as const) },
    ]),
  }
}

/** Something that happens to a library. */
export function disturb(library: LibraryUnderTest, pick: Pick): void {
  const seqs = library.db.prepare<[], number>('SELECT seq FROM jobs').pluck().all()
  const seq = pick(seqs.length === 0 ? [0] : seqs)
  const newest = Math.max(0, ...seqs)
  const things: (() => void)[] = [
    () => fill(library, pick([1, 3]), pick),
    () =>
      library.change(seq, { status: randomStatus(pick), finishedAt: pick([null, T0 + HOUR_MS]), updatedAt: T0 + 1 }),
    () => library.change(seq, { prompt: randomJob(pick).prompt ?? '', seconds: 99 }),
    () => library.change(seq, { priority: pick([9, -9]), position: pick([0, 7]) }),
    () => library.change(seq, { model: 'unheard-of', size: '640x480', accountId: 'account_2' }),
    () => library.change(seq, { progress: 50 }),
    () => void library.jobs.trash(seq, T0),
    () => void library.jobs.restore(seq, T0),
    () => library.remove(seq),
    () => library.remove(newest),
  ]
  if (seqs.length > 0) pick(things)()
  else fill(library, 2, pick)
}
