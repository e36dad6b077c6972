import {
  JOB_LIST_LIMIT,
  type JobCounts,
  type ParsedRouteInput,
  type PollingStats,
  type QueueState,
  type Settings,
} from '../../../shared/ipc/contract.ts'
import type { ActivityRouteName } from '../../../shared/activity/activityRoutes.ts'
import type { WorkbenchRouteName } from '../../../shared/ipc/workbenchRoutes.ts'
import type { QueueRouteName } from '../../../shared/queue/queueRoutes.ts'
import type { TakeRouteName } from '../../../shared/takes/takeRoutes.ts'
import { IpcError } from '../../../shared/ipc/ipcError.ts'
import { JOB_STATUSES } from '../../../shared/jobs/job.ts'
import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'
import { activeCount, countOf, type EngineContext } from '../jobs/engineContext.ts'
import type { Engine } from '../jobs/engine.ts'
import type { JobRecord } from '../jobs/jobRecord.ts'
import type { JobView } from '../jobs/jobView.ts'
import type { Library } from '../library/library.ts'
import { pauseModeOf } from '../jobs/queuePause.ts'
import { expectedDetection, isSweepWorthwhile } from '../jobs/sweep.ts'
import type { Accounts } from '../settings/accounts.ts'
import { readSettings } from '../settings/personSettings.ts'
import type { Handlers } from './router.ts'

export interface HandlerDeps {
  version: string
  context: EngineContext
  engine: Engine
  accounts: Accounts
  library: Library
  view: JobView
  create: (input: ParsedRouteInput<'jobs.create'>) => JobRecord[]
  listModels: (accountId: string) => Promise<readonly ModelCapabilities[]>
  addReference: (
    fileName: string,
    bytes: Uint8Array,
  ) => Promise<{ referenceId: string; type: string; sizeBytes: number }>
  updateSettings: (changes: ParsedRouteInput<'settings.update'>) => Promise<Settings>
  keyStore: () => string
  door: 'desktop' | 'server'
  canReveal: boolean
  queue: Pick<Handlers, QueueRouteName>
  takes: Pick<Handlers, TakeRouteName>
  workbench: Pick<Handlers, WorkbenchRouteName>
  activity: Pick<Handlers, ActivityRouteName>
}

/** Every route of the contract, each in one place, each no more than a call into the part that knows. */
export function createHandlers(deps: HandlerDeps): Handlers {
  const { accounts, context, engine, view } = deps
  const { jobs, settings } = context

  return {
    'app.info': () => ({
      version: deps.version,
      videosDir: settings.get('videosDir'),
      keyStore: deps.keyStore(),
      door: deps.door,
      canReveal: deps.canReveal,
      platform: process.platform,
    }),

    'jobs.create': (input) => {
      const created = deps.create(input)
      engine.poke()
      return { jobs: created.map(view) }
    },
    'jobs.list': async ({ status: statuses, limit = JOB_LIST_LIMIT.default, cursor, ...search }) => {
      const found = await deps.library.page({ statuses, ...search }, { cursor, limit })
      return { items: found.jobs.map(view), nextCursor: found.nextCursor }
    },
    'jobs.get': ({ jobId }) => view(engine.mustFind(jobId)),
    'jobs.events': ({ jobId }) => ({
      items: jobs.events(engine.mustFind(jobId).seq).map((event) => ({ ...event, jobId })),
    }),
    'jobs.cancel': async ({ jobId }) => {
      const { job, ...result } = await engine.cancel(jobId)
      return { job: view(job), ...result }
    },
    'jobs.retry': ({ jobId }) => view(engine.retry(jobId)),
    'jobs.resolve': async ({ jobId, decision }) => view(await engine.resolve(jobId, decision)),
    'jobs.refresh': async ({ jobId }) => view(await engine.refresh(jobId)),
    'jobs.reorder': ({ jobId, ...change }) => view(engine.reorder(jobId, change)),

    'polling.stats': () => pollingStats(context, engine),

    'accounts.list': ({ includeRemoved = false }) => ({
      items: includeRemoved ? [...accounts.list(), ...accounts.removed()] : accounts.list(),
    }),
    'accounts.create': async (input) => {
      const account = await accounts.create(input)
      engine.poke()
      return account
    },
    'accounts.update': async (input) => {
      const account = await accounts.update(input)
      engine.poke()
      return account
    },
    'accounts.pause': ({ accountId }) => {
      const account = accounts.setPaused(accountId, true)
      engine.poke()
      return account
    },
    'accounts.resume': async ({ accountId }) => {
      const account = await accounts.resume(accountId)
      engine.poke()
      return account
    },

    'models.list': async ({ accountId }) => {
      if (context.lane(accountId) === null)
        throw new IpcError('not_found', `There is no account ${accountId}.`, 'accountId')
      return { items: [...(await deps.listModels(accountId))] }
    },
    'references.create': async ({ fileName, base64 }) => deps.addReference(fileName, Buffer.from(base64, 'base64')),
    'settings.get': () => readSettings(context),
    'settings.update': (changes) => deps.updateSettings(changes),
    ...deps.queue,
    ...deps.takes,
    ...deps.workbench,
    ...deps.activity,
  }
}

export function queueState(context: Pick<EngineContext, 'jobs' | 'settings'>): QueueState {
  const counts = Object.fromEntries(JOB_STATUSES.map((status) => [status, 0])) as JobCounts
  for (const { status, count } of context.jobs.counts()) if (status in counts) counts[status] += count
  const pauseMode = pauseModeOf(context.settings)
  return { isPaused: pauseMode !== null, pauseMode, counts }
}

function pollingStats(context: EngineContext, engine: Engine): PollingStats {
  const { needs_attention: needsAttention, ...counts } = queueState(context).counts
  const lanes = [...context.lanes()]
  return {
    total: Object.values(counts).reduce((sum, count) => sum + count, needsAttention),
    ...counts,
    needsAttention,
    requests: lanes.reduce((sum, lane) => sum + lane.budget.taken(), 0),
    lastPollAt: engine.poller.lastPollAt(),
    nextPollAt: engine.nextAt(),
    accounts: lanes.map((lane) => {
      const running = countOf(context, lane.account.id, 'generating')
      const sweep = engine.poller.sweepOf(lane.account.id) ?? { isUnsupported: false, failures: 0, nextAt: 0, pages: 1 }
      const isByList = isSweepWorthwhile(running, lane.provider.descriptor.can.list, sweep, context.clock.now())
      const { requestsPerMinute } = lane.account
      const { pollMinMs } = context
      const activeJobs = activeCount(context, lane.account.id)
      const expected = expectedDetection({
        activeJobs: running,
        requestsPerMinute,
        pollMinMs,
        isByList,
        pages: sweep.pages,
      })
      return {
        accountId: lane.account.id,
        activeJobs,
        mode: isByList ? 'list' : 'single',
        requestsPerMinute,
        ...expected,
      }
    }),
  }
}
