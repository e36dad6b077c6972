import { z } from 'zod'
import { createJobSchema, JOB_LIST_LIMIT, resolveJobSchema, type RouteInput } from '../../shared/ipc/contract.ts'
import { createManySchema } from '../../shared/jobs/batch.ts'
import { jobStatusSchema } from '../../shared/jobs/job.ts'
import { utcOffsetMinutesSchema } from '../../shared/library/searchInput.ts'
import type { Host } from '../core/host.ts'
import {
  batchAnswerSchema,
  batchCreatedAnswerSchema,
  cancelAnswerSchema,
  generateAnswerSchema,
  jobStatusAnswerSchema,
  listAnswerSchema,
  pollingStatsAnswerSchema,
  toBatchAnswer,
  toCancelAnswer,
  toGenerateAnswer,
  toJobStatusAnswer,
  toListItem,
  toPollingStatsAnswer,
} from './answers.ts'
import { answer, call, type ApiRoute, type JsonRoute } from './apiRoute.ts'
import { queueApiRoutes } from './queueApiRoutes.ts'

/**
 * The documented API, declared once: the server registers these routes and the OpenAPI document
 * describes them, from the same schemas.
 */

const jobIn = async (host: Host, route: 'jobs.get' | 'jobs.refresh' | 'jobs.retry', jobId: string) =>
  answer(await call(host, route, { jobId }), toJobStatusAnswer)

export const listQuerySchema = z.object({
  status: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(jobStatusSchema))
    .optional()
    .meta({ description: 'One status, or several with commas.' }),
  q: z.string().max(1000).optional().meta({
    description: 'Words of the prompt, "phrases", -not, and filters such as model:sora, status:failed or after:7d.',
  }),
  utcOffsetMinutes: z
    .string()
    .regex(/^-?\d{1,4}$/, 'must be a whole number of minutes')
    .transform(Number)
    .pipe(utcOffsetMinutesSchema)
    .optional()
    .meta({ description: 'Minutes east of Greenwich, for the days named in `q`; by default those of the machine.' }),
  limit: z
    .string()
    .regex(/^\d{1,9}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int().min(JOB_LIST_LIMIT.min).max(JOB_LIST_LIMIT.max))
    .optional()
    .meta({ description: `${JOB_LIST_LIMIT.min} to ${JOB_LIST_LIMIT.max}; default ${JOB_LIST_LIMIT.default}.` }),
  cursor: z.string().min(1).max(200).optional().meta({ description: 'The `nextCursor` of the page before.' }),
})

const fileQuerySchema = z.object({
  download: z.enum(['0', '1']).optional().meta({ description: '1: as an attachment under its file name.' }),
  embed: z
    .enum(['0', '1'])
    .optional()
    .meta({ description: 'With `download=1`: 1 gives a copy with the prompt and the settings inside.' }),
})

const jobReply = (description: string): JsonRoute['reply'] => ({
  status: 200,
  schema: jobStatusAnswerSchema,
  description,
})

/** Specific paths stand before those with a parameter in the same place. */
export const apiRoutes: readonly ApiRoute[] = [
  {
    kind: 'json',
    method: 'post',
    path: '/api/generate',
    operationId: 'generate',
    summary: 'Queues a generation. Acknowledged only after it is on disk.',
    query: null,
    body: createJobSchema,
    reply: { status: 202, schema: generateAnswerSchema, description: 'On disk and queued.' },
    errors: ['bad_request', 'not_found', 'conflict', 'too_large', 'invalid'],
    run: async (host, { body }) =>
      answer(await call(host, 'jobs.create', body as RouteInput<'jobs.create'>), ({ jobs }) => toGenerateAnswer(jobs)),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/batches',
    operationId: 'createBatch',
    summary: 'Queues up to a thousand generations as one batch, all or none. Acknowledged only after they are on disk.',
    query: null,
    body: createManySchema,
    reply: { status: 202, schema: batchCreatedAnswerSchema, description: 'On disk and queued.' },
    errors: ['bad_request', 'conflict', 'too_large', 'invalid'],
    run: async (host, { body }) =>
      answer(await call(host, 'jobs.createMany', body as RouteInput<'jobs.createMany'>), ({ batchId, jobIds }) => ({
        batchId,
        status: 'queued',
        jobIds,
      })),
  },
  {
    kind: 'json',
    method: 'get',
    path: '/api/batches/{batchId}',
    operationId: 'getBatch',
    summary: 'How many jobs of a batch are in which state.',
    query: null,
    body: null,
    reply: { status: 200, schema: batchAnswerSchema, description: 'The batch as it is now.' },
    errors: ['not_found'],
    run: async (host, { id }) => answer(await call(host, 'batches.get', { batchId: id }), toBatchAnswer),
  },
  {
    kind: 'json',
    method: 'get',
    path: '/api/videos',
    operationId: 'listVideos',
    summary: 'Lists jobs, newest first.',
    query: listQuerySchema,
    body: null,
    reply: { status: 200, schema: listAnswerSchema, description: 'One page.' },
    errors: ['bad_request'],
    run: async (host, { query }) => {
      const input = listQuerySchema.parse(query)
      const result = await call(host, 'jobs.list', { ...listInput(input) })
      // Whatever does not fit in a query is a malformed address, also where only the host can tell.
      if (!result.ok && result.error.code === 'invalid') {
        return { ok: false, error: { ...result.error, code: 'bad_request' } }
      }
      return answer(result, (page) => ({ items: page.items.map(toListItem), nextCursor: page.nextCursor }))
    },
  },
  {
    kind: 'json',
    method: 'get',
    path: '/api/videos/status/{jobId}',
    operationId: 'getStatus',
    summary: 'The state of one job.',
    query: null,
    body: null,
    reply: jobReply('The job as it is now.'),
    errors: ['not_found'],
    run: (host, { id }) => jobIn(host, 'jobs.get', id),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/videos/status/{jobId}/refresh',
    operationId: 'refreshStatus',
    summary: 'Asks the provider now.',
    query: null,
    body: null,
    reply: jobReply('The job after the answer.'),
    errors: ['bad_request', 'not_found', 'conflict', 'too_large', 'rate_limited'],
    run: (host, { id }) => jobIn(host, 'jobs.refresh', id),
  },
  {
    kind: 'file',
    method: 'get',
    path: '/api/videos/job/{jobId}',
    operationId: 'getVideoOfJob',
    summary: "A job's finished file.",
    query: fileQuerySchema,
    contentType: 'video/mp4',
    errors: ['bad_request', 'not_found', 'conflict', 'range_not_satisfiable'],
    locate: async (host, id) => {
      const result = await call(host, 'jobs.get', { jobId: id })
      if (!result.ok) return result
      const take = result.data.take
      if (take === null) return { ok: false, error: { code: 'not_found', message: 'This job has no video yet.' } }
      return { ok: true, value: `/media/${encodeURIComponent(take.id)}` }
    },
  },
  {
    kind: 'file',
    method: 'get',
    path: '/api/videos/{videoId}/poster',
    operationId: 'getPoster',
    summary: 'The still image of a take.',
    query: null,
    contentType: 'image/*',
    errors: ['not_found', 'range_not_satisfiable'],
    locate: async (_host, id) => ({ ok: true, value: `/media/${id}/poster` }),
  },
  {
    kind: 'file',
    method: 'get',
    path: '/api/videos/{videoId}',
    operationId: 'getVideo',
    summary: "A take's file: the provider's bytes, unchanged, unless a copy with the prompt inside is asked for.",
    query: fileQuerySchema,
    contentType: 'video/mp4',
    errors: ['bad_request', 'not_found', 'conflict', 'range_not_satisfiable'],
    locate: async (_host, id) => ({ ok: true, value: `/media/${id}` }),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/videos/{jobId}/cancel',
    operationId: 'cancel',
    summary: 'Cancels a job and says what that reached.',
    query: null,
    body: null,
    reply: { status: 200, schema: cancelAnswerSchema, description: 'Cancelled; whether it may still bill.' },
    errors: ['bad_request', 'not_found', 'conflict', 'too_large'],
    run: async (host, { id }) => answer(await call(host, 'jobs.cancel', { jobId: id }), toCancelAnswer),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/videos/{jobId}/retry',
    operationId: 'retry',
    summary: 'Tries a failed or cancelled job again, as a new attempt under the same id.',
    query: null,
    body: null,
    reply: jobReply('Queued again.'),
    errors: ['bad_request', 'not_found', 'conflict', 'too_large'],
    run: (host, { id }) => jobIn(host, 'jobs.retry', id),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/videos/{jobId}/resolve',
    operationId: 'resolve',
    summary: 'Decides a job that needs attention.',
    query: null,
    body: resolveJobSchema,
    reply: jobReply('The job after the decision.'),
    errors: ['bad_request', 'not_found', 'conflict', 'too_large', 'invalid'],
    run: async (host, { id, body }) => {
      const decision = resolveJobSchema.parse(body)
      return answer(await call(host, 'jobs.resolve', { jobId: id, decision }), toJobStatusAnswer)
    },
  },
  {
    kind: 'json',
    method: 'get',
    path: '/api/polling/stats',
    operationId: 'getPollingStats',
    summary: 'How many jobs are where, and how they are watched.',
    query: null,
    body: null,
    reply: { status: 200, schema: pollingStatsAnswerSchema, description: 'Now.' },
    errors: [],
    run: async (host) => answer(await call(host, 'polling.stats', {}), toPollingStatsAnswer),
  },
  ...queueApiRoutes,
]

/** An absent filter must be absent, not undefined, for the strict contract. */
const listInput = ({
  status,
  q,
  utcOffsetMinutes,
  limit,
  cursor,
}: z.output<typeof listQuerySchema>): RouteInput<'jobs.list'> => ({
  ...(status === undefined ? {} : { status }),
  ...(q === undefined || q === '' ? {} : { q }),
  ...(utcOffsetMinutes === undefined ? {} : { utcOffsetMinutes }),
  ...(limit === undefined ? {} : { limit }),
  ...(cursor === undefined ? {} : { cursor }),
})
