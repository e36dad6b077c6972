import { describe, expect, it } from 'vitest'
import { createRouter, type Handlers } from '../../../../electron/core/ipc/router.ts'
import { routes, type RouteInput, type RouteName } from '../../../../shared/ipc/contract.ts'
import { IpcError } from '../../../../shared/ipc/ipcError.ts'
import { createMemoryLogger } from '../../../fakes/memoryLogger.ts'

/** A request each route accepts, with every optional field: a new route does not compile without one. */
const SAMPLES: { [R in RouteName]: RouteInput<R> } = {
  'app.info': {},
  'jobs.create': {
    prompt: 'a fox',
    model: 'sora-2',
    seconds: '8',
    size: '1280x720',
    priority: 1,
    accountId: 'account_1',
    parentJobId: 'job_1',
    relation: 'remix',
    count: 2,
    referenceId: 'image_1',
    params: { seed: 1 },
    placement: 'front',
    requestId: 'request_1',
  },
  'jobs.list': { status: ['queued'], q: 'fox', utcOffsetMinutes: 60, limit: 10, cursor: 'czE' },
  'library.query': {
    q: 'fox',
    utcOffsetMinutes: -90,
    statuses: ['queued'],
    batchId: 'batch_1',
    sort: { by: 'sendOrder', direction: 'asc' },
    limit: 10,
    cursor: 'czE',
  },
  'library.outline': {
    q: 'fox',
    utcOffsetMinutes: 60,
    statuses: ['completed'],
    batchId: 'batch_1',
    sort: { by: 'fileSize', direction: 'desc' },
    groupBy: 'day',
  },
  'library.facets': {},
  'jobs.get': { jobId: 'job_1' },
  'jobs.events': { jobId: 'job_1' },
  'jobs.cancel': { jobId: 'job_1' },
  'jobs.retry': { jobId: 'job_1' },
  'jobs.resolve': { jobId: 'job_1', decision: { decision: 'attach', remoteId: 'video_1' } },
  'jobs.refresh': { jobId: 'job_1' },
  'jobs.reorder': { jobId: 'job_1', priority: 1, placement: 'end' },
  'queue.state': {},
  'queue.pause': { mode: 'now' },
  'queue.resume': {},
  'queue.forecast': {},
  'takes.reveal': { takeId: 'take_1' },
  'takes.check': { takeId: 'take_1' },
  'polling.stats': {},
  'accounts.list': { includeRemoved: true },
  'accounts.create': {
    name: 'Mine',
    baseUrl: 'https://example.com/v1',
    profile: 'sora',
    apiKey: 'sk-1',
    concurrency: 2,
    requestsPerMinute: 60,
    makeDefault: true,
  },
  'accounts.update': {
    accountId: 'account_1',
    name: 'Mine',
    apiKey: 'sk-1',
    concurrency: 2,
    requestsPerMinute: 60,
    makeDefault: true,
  },
  'accounts.pause': { accountId: 'account_1' },
  'accounts.resume': { accountId: 'account_1' },
  'models.list': { accountId: 'account_1' },
  'references.create': { fileName: 'a.png', base64: 'AAAA' },
  'settings.get': {},
  'settings.update': {
    videosDir: '/videos',
    queueOnStart: 'run',
    fileNameTemplate: '{id}',
    trashRetentionDays: 9,
    notify: { job_finished: false },
  },
  'jobs.cancelMany': { jobIds: ['job_1'] },
  'jobs.retryMany': { filter: { status: ['failed'], q: 'fox' } },
  'jobs.reorderMany': { jobIds: ['job_1'], priority: 1, placement: 'front' },
  'jobs.trash': { jobIds: ['job_1'] },
  'jobs.restore': { jobIds: ['job_1'] },
  'jobs.undo': { token: 'undo_1' },
  'trash.list': { limit: 10, cursor: 'czE' },
  'trash.empty': { jobIds: ['job_1'] },
  'jobs.createMany': { items: [{ prompt: 'a fox', count: 2 }], requestId: 'request_1', name: 'Foxes' },
  'jobs.edit': { jobId: 'job_1', prompt: 'x', model: 'm', seconds: '4', size: '1280x720', params: { seed: 1 } },
  'jobs.move': { jobId: 'job_1', beforeJobId: 'job_2' },
  'queue.list': { limit: 10, cursor: 'czE', accountId: 'account_1' },
  'batches.list': { limit: 10, cursor: 'czE' },
  'batches.get': { batchId: 'batch_1' },
  'prompts.remember': { prompt: 'a fox' },
  'prompts.list': { startsWith: 'a', limit: 10, cursor: 'czE' },
  'prompts.forget': { promptId: 1 },
  'prompts.forgetAll': {},
  'templates.list': { q: 'fox', tag: 'night' },
  'templates.create': { name: 'Fox', prompt: 'a fox', tags: ['night'], settings: { model: 'sora-2' } },
  'templates.update': { templateId: 't', name: 'Fox', prompt: 'a fox', tags: ['night'], settings: { seconds: 4 } },
  'templates.remove': { templateId: 'template_1' },
  'lists.list': {},
  'lists.create': { name: 'animals', entries: ['fox'] },
  'lists.update': { listId: 'list_1', name: 'animals', entries: ['fox'] },
  'lists.remove': { listId: 'list_1' },
  'layout.get': { key: 'queue' },
  'layout.set': { key: 'queue', value: { columns: [1] } },
  'drafts.get': { key: 'composer' },
  'drafts.set': { key: 'composer', value: { prompt: 'a f' } },
  'drafts.remove': { key: 'composer' },
  'accounts.test': { accountId: 'account_1' },
  'accounts.testDraft': { baseUrl: 'https://host.example/v1', profile: 'sora', apiKey: 'sk-test' },
  'accounts.remove': { accountId: 'account_1' },
  'presets.list': {},
  'storage.info': {},
  'settings.previewFileName': { template: '{id}' },
  'notifications.list': { limit: 10, cursor: 'czE' },
  'notifications.markRead': { upToId: 1 },
  'activity.list': { limit: 10, cursor: 'czE', types: ['request'], accountId: 'account_1' },
  'logs.list': { level: 'warn', q: 'fox', limit: 10 },
  'polling.history': {},
  'diagnostics.get': {},
  'diagnostics.bundle': { door: { electron: '45.4.1' } },
  'takes.setPoster': { takeId: 'take_1', base64: 'AAAA' },
  'takes.setFrames': { takeId: 'take_1', base64: 'AAAA', layout: { columns: 2, rows: 2, frameCount: 4 } },
}
const NAMES = Object.keys(routes) as RouteName[]

/** Handlers that answer what `answer` makes of the route and the parsed request. */
function open(answer: (route: RouteName, input: unknown) => unknown = (_route, input) => input) {
  const logger = createMemoryLogger()
  const handlers = Object.fromEntries(NAMES.map((name) => [name, (input: unknown) => answer(name, input)]))
  return { logger, handle: createRouter(handlers as unknown as Handlers, logger) }
}

describe.each(NAMES)('%s', (route) => {
  const { handle } = open()
  const sample = SAMPLES[route] as Record<string, unknown>

  it('takes a whole request', async () => {
    expect(await handle(route, sample)).toMatchObject({ ok: true })
  })

  it('refuses an unknown field and names it', async () => {
    const answer = await handle(route, { ...sample, colour: 'red' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid', field: 'colour' } })
  })

  it('refuses each field of a wrong type and names it', async () => {
    for (const field of Object.keys(sample).filter(
      (name) => !(name === 'value' && /^(layout|drafts)\.set$/.test(route)),
    )) {
      const answer = await handle(route, { ...sample, [field]: [[]] })
      expect(answer.ok, field).toBe(false)
      if (answer.ok) continue
      expect(answer.error.code, field).toBe('invalid')
      expect(answer.error.field?.split('.')[0], field).toBe(field)
      expect(answer.error.message, field).toContain(field)
    }
  })

  it.each([[null], [undefined], ['text'], [7], [[]], [true]])('refuses %j instead of an object', async (input) => {
    expect(await handle(route, input)).toMatchObject({ ok: false, error: { code: 'invalid' } })
  })
})

describe('what requests may hold', () => {
  const { handle } = open()
  const create = (changes: Record<string, unknown>) => handle('jobs.create', { prompt: 'a fox', ...changes })
  const fieldOf = async (changes: Record<string, unknown>): Promise<string | undefined> => {
    const answer = await create(changes)
    return answer.ok ? undefined : answer.error.field
  }

  it.each<[string, Record<string, unknown>]>([
    ['prompt', { prompt: ' \n\t' }],
    ['prompt', { prompt: '' }],
    ['seconds', { seconds: 0 }],
    ['seconds', { seconds: -4 }],
    ['seconds', { seconds: 'eight' }],
    ['seconds', { seconds: '8s' }],
    ['seconds', { seconds: Number.NaN }],
    ['seconds', { seconds: Infinity }],
    ['seconds', { seconds: 1e9 }],
    ['size', { size: '1280' }],
    ['size', { size: '0x720' }],
    ['size', { size: '1280x720\n' }],
    ['priority', { priority: 1.5 }],
    ['priority', { priority: 1001 }],
    ['count', { count: 0 }],
    ['count', { count: 101 }],
    ['model', { model: '' }],
    ['relation', { relation: 'copy' }],
    ['params.seed', { params: { seed: () => 1 } }],
  ])('refuses a bad %s: %j', async (field, changes) => {
    expect((await fieldOf(changes))?.startsWith(field)).toBe(true)
  })

  it.each<[Record<string, unknown>, unknown]>([
    [{ seconds: '8' }, 8],
    [{ seconds: 8 }, 8],
    [{ seconds: '4.5' }, 4.5],
  ])('takes seconds as a number or a text: %j', async (changes, seconds) => {
    expect(await create(changes)).toMatchObject({ ok: true, data: { seconds } })
  })

  it('names the field inside a decision', async () => {
    const resolve = (decision: unknown) => handle('jobs.resolve', { jobId: 'job_1', decision })
    expect(await resolve({ decision: 'guess' })).toMatchObject({ error: { field: 'decision.decision' } })
    expect(await resolve({ decision: 'attach' })).toMatchObject({ error: { field: 'decision.remoteId' } })
    expect(await resolve({ decision: 'fail', remoteId: 'x' })).toMatchObject({ error: { field: 'decision.remoteId' } })
  })

  it('names the place in a list', async () => {
    const answer = await handle('jobs.list', { status: ['queued', 'sleeping'] })
    expect(answer).toMatchObject({ error: { field: 'status.1' } })
  })
})

describe('the envelope', () => {
  it.each(['', 'jobs', 'jobs.delete', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'answers not_found for the unknown route %j',
    async (route) => {
      const { handle } = open()
      expect(await handle(route, {})).toMatchObject({ ok: false, error: { code: 'not_found' } })
    },
  )

  it('passes an expected refusal on as it is', async () => {
    const { handle, logger } = open(() => {
      throw new IpcError('conflict', 'This job is completed.', 'jobId')
    })
    const error = { code: 'conflict', message: 'This job is completed.', field: 'jobId' }
    expect(await handle('jobs.get', { jobId: 'job_1' })).toEqual({ ok: false, error })
    expect(logger.lines).toEqual([])
  })

  it('tells nothing about an unexpected failure but logs it', async () => {
    const { handle, logger } = open(() => {
      throw new Error('SELECT * FROM accounts at /home/me/secret')
    })
    const answer = await handle('jobs.get', { jobId: 'job_1' })
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(JSON.stringify(answer)).not.toMatch(/SELECT|secret/)
    expect(logger.lines).toMatchObject([{ level: 'error', fields: { route: 'jobs.get' } }])
  })

  it('does the same for a rejection, and for what is not an error at all', async () => {
    const rejecting = open(() => Promise.reject(new TypeError('x')))
    expect(await rejecting.handle('queue.state', {})).toMatchObject({ error: { code: 'internal' } })
    const odd = open(() => {
      // oxlint-disable-next-line typescript/only-throw-error -- libraries do it
      throw 'just text'
    })
    expect(await odd.handle('queue.state', {})).toMatchObject({ error: { code: 'internal' } })
    const nothing = open(() => Promise.reject(undefined))
    expect(await nothing.handle('queue.state', {})).toMatchObject({ error: { code: 'internal' } })
  })

  it('says that the disk is full, which a person can mend', async () => {
    const { handle } = open(() => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' })
    })
    const answer = await handle('jobs.create', { prompt: 'a fox' })
    expect(answer).toMatchObject({
      error: { code: 'internal', message: expect.stringContaining('disk is full') as string },
    })
  })
})
