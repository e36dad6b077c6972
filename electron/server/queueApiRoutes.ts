import type { z } from 'zod'
import { forecastSchema, pauseQueueSchema, queueStateSchema } from '../../shared/queue/queueState.ts'
import { answer, call, type JsonRoute } from './apiRoute.ts'

const stateReply: JsonRoute['reply'] = { status: 200, schema: queueStateSchema, description: 'The queue as it is now.' }

/** Whether the queue moves, and until when. */
export const queueApiRoutes: readonly JsonRoute[] = [
  {
    kind: 'json',
    method: 'get',
    path: '/api/queue',
    operationId: 'getQueue',
    summary: 'Whether the queue is paused, and how many jobs are in which state.',
    query: null,
    body: null,
    reply: stateReply,
    errors: [],
    run: async (host) => answer(await call(host, 'queue.state', {}), (state) => state),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/queue/pause',
    operationId: 'pauseQueue',
    summary:
      'Sends nothing new; with mode `now`, also holds looks and downloads of what does not expire within the hour.',
    query: null,
    body: pauseQueueSchema,
    isBodyOptional: true,
    reply: stateReply,
    errors: ['bad_request', 'too_large', 'invalid'],
    run: async (host, { body }) =>
      answer(await call(host, 'queue.pause', body as z.input<typeof pauseQueueSchema>), (state) => state),
  },
  {
    kind: 'json',
    method: 'post',
    path: '/api/queue/resume',
    operationId: 'resumeQueue',
    summary: 'Lets the queue go on; what was held back is due at once.',
    query: null,
    body: null,
    reply: stateReply,
    errors: ['bad_request', 'too_large'],
    run: async (host) => answer(await call(host, 'queue.resume', {}), (state) => state),
  },
  {
    kind: 'json',
    method: 'get',
    path: '/api/queue/forecast',
    operationId: 'forecastQueue',
    summary: 'How long the queue needs, from how long generations took here before.',
    query: null,
    body: null,
    reply: { status: 200, schema: forecastSchema, description: 'Milliseconds; null where nothing is known.' },
    errors: [],
    run: async (host) => answer(await call(host, 'queue.forecast', {}), (forecast) => forecast),
  },
]
