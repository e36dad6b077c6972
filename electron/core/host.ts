import { join } from 'node:path'
import type { HostEvent, ParsedRouteInput, Settings } from '../../shared/ipc/contract.ts'
import { IpcError, type IpcResult } from '../../shared/ipc/ipcError.ts'
import type { ModelCapabilities } from '../../shared/models/capabilities.ts'
import { openStore, type Store } from './db/openDatabase.ts'
import { createTransaction } from './db/transaction.ts'
import { createChangeFeed } from './ipc/changeFeed.ts'
import { createHandlers, queueState, readSettings } from './ipc/handlers.ts'
import { createRouter } from './ipc/router.ts'
import { createEngine } from './jobs/engine.ts'
import { withTimeout, type EngineContext } from './jobs/engineContext.ts'
import { createGenerationTimesRepository } from './jobs/generationTimesRepository.ts'
import { createBatchRepository } from './jobs/batchRepository.ts'
import { createJobCreation } from './jobs/jobCreation.ts'
import { createJobRequests } from './jobs/jobRequests.ts'
import type { JobRecord } from './jobs/jobRecord.ts'
import { createJobRepository } from './jobs/jobRepository.ts'
import { createJobStore } from './jobs/jobStore.ts'
import { createJobView } from './jobs/jobView.ts'
import { createJobList } from './jobs/jobList.ts'
import { createLibraryRepository } from './jobs/libraryRepository.ts'
import { createNewestJobs } from './jobs/newestJobsRepository.ts'
import { createSubmissionRepository } from './jobs/submissionRepository.ts'
import { createTasks } from './jobs/tasks.ts'
import { createAssetRepository, type AssetRecord } from './media/assetRepository.ts'
import {
  DEFAULT_FILE_NAME_TEMPLATE,
  findTemplateProblem,
  takeFileName,
  utcOffsetMinutesAt,
} from './media/fileNaming.ts'
import { createHostFetch } from './media/hostFetch.ts'
import { readImageFacts } from './media/imageFile.ts'
import { createMediaResponder } from './media/mediaResponder.ts'
import { createReferences } from './media/references.ts'
import { createRendererFiles } from './media/rendererFiles.ts'
import { writeTakeSidecar } from './media/sidecar.ts'
import { createTakeDownloader } from './media/takeDownloader.ts'
import type { Clock, Failpoint, FileStore, Logger, PowerEvents, Random, SecretVault } from './ports.ts'
import type { AssetVariant, ProviderFactory } from './providers/videoProvider.ts'
import { createAccountRepository } from './settings/accountRepository.ts'
import { createAccounts } from './settings/accounts.ts'
import { createSettingsRepository } from './settings/settingsRepository.ts'
import { checkVideosFolder } from './settings/videosFolder.ts'
import { createWorkbench } from './workbench.ts'

export { HostOpenError } from './hostError.ts'

export interface HostDeps {
  version: string
  /** Absolute folder for the database and everything private; created when missing. */
  dataDir: string
  /** Absolute folder for finished takes, used until the person chooses another. */
  videosDir: string
  clock: Clock
  random: Random
  logger: Logger
  vault: SecretVault
  files: FileStore
  /** Adapters by their id. */
  providers: Record<string, ProviderFactory>
  /** The embedded demo provider, already listening; null leaves the demo account out. */
  demo: { baseUrl: string; apiKey: string } | null
  /** An account given on the command line; the same base URL is the same account after a restart. */
  accountForRun: AccountForRun | null
  /** Shortest time between two looks at one job, in milliseconds. */
  pollMinMs: number
  /** Built renderer files to serve; null serves none. */
  rendererDir: string | null
  failpoint: Failpoint
  power: PowerEvents | null
  /** Opens the library of the data folder; replaced only by simulations that keep it in memory. */
  openStore?: (dataDir: string) => Store
}

export interface AccountForRun {
  baseUrl: string
  profile: string
  apiKey: string | null
  concurrency: number | null
  requestsPerMinute: number | null
}

/** Everything behind the doors. Both shells use exactly this. */
export interface Host {
  /** Checks, runs and answers one contract route; never rejects. */
  dispatch(route: string, input: unknown): Promise<IpcResult<unknown>>
  /** After-commit events. Returns the way to stop listening. */
  onEvent(listener: (event: HostEvent) => void): () => void
  /** Renderer files, and takes under `/media/<takeId>`, `/media/<takeId>/poster`, `/media/<takeId>/spritesheet`. */
  fetch(request: Request): Promise<Response>
  /** Starts dispatching, polling and downloading. */
  start(): Promise<void>
  /** Finishes what is in flight (at most 5 s), writes everything down and closes the data folder. */
  stop(): Promise<void>
}

/**
 * Opens the data folder, migrates the library and puts the parts together.
 * @throws HostOpenError when the folder is in use, holds a newer library, or cannot be written.
 */
export async function createHost(deps: HostDeps): Promise<Host> {
  const { clock, failpoint, files, logger, random } = deps
  const { db, close } = (deps.openStore ?? openStore)(deps.dataDir)
  const jobs = createJobRepository(db)
  const assets = createAssetRepository(db)
  const times = createGenerationTimesRepository(db)
  const settings = createSettingsRepository(db, {
    videosDir: deps.videosDir,
    queueOnStart: 'as_before',
    fileNameTemplate: DEFAULT_FILE_NAME_TEMPLATE,
    isQueuePaused: false,
  })
  const accounts = createAccounts({
    accounts: createAccountRepository(db),
    vault: deps.vault,
    providers: deps.providers,
    clock,
    random,
    logger,
    demo: deps.demo,
    onChanged: (accountId) => accountChanged(accountId),
  })
  const view = createJobView({ assets, times, lane: accounts.lane, now: () => clock.now() })
  const feed = createChangeFeed({
    logger,
    snapshot: (seq) => {
      const job = jobs.bySeq(seq)
      return job === null ? null : view(job)
    },
    queueState: () => queueState(context),
  })
  const announce = (seqs: number[]): void => {
    failpoint('notify.before')
    feed.jobsChanged(seqs)
    failpoint('notify.after')
  }
  let onTaskSettled = (): void => undefined
  const context: EngineContext = {
    clock,
    random,
    logger,
    files,
    failpoint,
    pollMinMs: deps.pollMinMs,
    dataDir: deps.dataDir,
    store: createJobStore({ runTransaction: createTransaction(db), jobs, clock, announce }),
    jobs,
    submissions: createSubmissionRepository(db),
    assets,
    times,
    settings,
    tasks: createTasks({ logger, onSettled: () => onTaskSettled() }),
    lanes: accounts.lanes,
    lane: accounts.lane,
  }
  const downloader = createTakeDownloader({ files, clock, logger, failpoint })
  const engine = createEngine({
    context,
    downloader,
    nameTake: (job) =>
      nameTake(job, settings.get('fileNameTemplate'), accounts.lane(job.accountId)?.account.name ?? ''),
    writeSidecar,
    sniffImage: (bytes) => readImageFacts(bytes)?.type ?? null,
    power: deps.power,
    onTaskSettled: (listener) => {
      onTaskSettled = listener
    },
  })

  /** A pause or a key concerns every queued job's "waiting for"; screens reload what they show. */
  function accountChanged(accountId: string): void {
    feed.accountChanged(accountId)
  }

  async function writeSidecar(job: JobRecord, take: AssetRecord): Promise<void> {
    const account = accounts.lane(job.accountId)?.account
    await writeTakeSidecar(files, take.folder, {
      ...job,
      takeId: take.id,
      jobId: job.id,
      fileName: take.fileName,
      sizeBytes: take.sizeBytes,
      sha256: take.sha256,
      account: { name: account?.name ?? '', baseUrl: account?.baseUrl ?? '', profile: account?.profile ?? '' },
      finishedAt: take.createdAt,
      savedAt: take.createdAt,
    })
  }

  const models = createModelLists(context)
  const library = createLibraryRepository(db, (status) => queueState(context).counts[status])
  const list = createJobList(library, createNewestJobs(db))
  const forgetPart = (folder: string, fileName: string): Promise<void> => downloader.forgetPart(folder, fileName)
  const requests = createJobRequests({
    context,
    defaultAccountId: () => accounts.default()?.id ?? null,
    knownModels: (accountId) => (accounts.lane(accountId)?.account.isDemo === true ? models.known(accountId) : null),
  })
  const batches = createBatchRepository(db)
  const creation = createJobCreation({ context, requests, batches })
  const workbench = createWorkbench({
    db,
    context,
    engine,
    accounts,
    feed,
    list,
    requests,
    batches,
    creation,
    view,
    forgetPart,
  })
  const handle = createRouter(
    createHandlers({
      version: deps.version,
      context,
      engine,
      accounts,
      list,
      view,
      create: creation.create,
      listModels: models.list,
      addReference: createReferences({ files, assets, clock, dataDir: deps.dataDir }),
      updateSettings: async (changes) => {
        const settingsNow = await updateSettings(context, changes)
        workbench.settingsChanged()
        return settingsNow
      },
      keyStore: deps.vault.kind,
      queueChanged: feed.queueChanged,
      workbench: workbench.handlers,
    }),
    logger,
  )
  const media = createMediaResponder({ files, findAsset: (takeId, variant) => findAsset(context, takeId, variant) })
  const renderer = deps.rendererDir === null ? null : createRendererFiles(deps.rendererDir)
  let isStopping = false

  try {
    await accounts.open(deps.accountForRun)
    const demo = [...accounts.lanes()].find((lane) => lane.account.isDemo)
    if (demo !== undefined) await models.list(demo.account.id)
  } catch (error) {
    close()
    throw error
  }

  return {
    dispatch: async (route, input) => (isStopping ? { ok: false, error: STOPPING } : handle(route, input)),
    onEvent: feed.listen,
    fetch: createHostFetch({ media, renderer }),
    async start() {
      const onStart = settings.get('queueOnStart')
      if (onStart !== 'as_before') settings.set('isQueuePaused', onStart === 'paused')
      engine.start()
      workbench.start()
    },
    async stop() {
      if (isStopping) return
      isStopping = true
      workbench.stop()
      await engine.stop()
      failpoint('stop.before_close')
      close()
    },
  }
}

const STOPPING = { code: 'stopping', message: 'Dailies is closing. Try again when it is back.' } as const

/** What each account's endpoint says it offers; the last good answer is remembered. */
function createModelLists(context: EngineContext) {
  const lists = new Map<string, readonly ModelCapabilities[]>()

  return {
    known: (accountId: string) => lists.get(accountId) ?? null,
    async list(accountId: string): Promise<readonly ModelCapabilities[]> {
      const lane = context.lane(accountId)
      if (lane === null) return []
      const timeout = withTimeout(context.clock, new AbortController().signal, MODELS_TIMEOUT_MS)
      try {
        const isTaken = await lane.take('poll', timeout.signal)
        const answer = isTaken ? await lane.provider.listModels(timeout.signal) : null
        if (answer?.kind === 'models' && answer.models.length > 0) lists.set(accountId, answer.models)
      } catch (error) {
        context.logger.debug('the models could not be listed', { account: accountId, error: String(error) })
      } finally {
        timeout.done()
      }
      return lists.get(accountId) ?? [lane.provider.capabilities(lane.provider.descriptor.defaultModel)]
    },
  }
}

/** Each attempt gets a name of its own, so that one never adopts what another one left behind. */
function nameTake(job: JobRecord, template: string, account: string): string {
  const id = job.attempt > 1 ? `${job.id}.${job.attempt}` : job.id
  const { prompt, model, seconds, size, createdAt } = job
  return takeFileName(template, {
    at: createdAt,
    utcOffsetMinutes: utcOffsetMinutesAt(createdAt),
    prompt,
    model,
    seconds,
    size,
    id,
    account,
  })
}

function findAsset({ assets }: EngineContext, takeId: string, variant: AssetVariant) {
  const take = assets.byId(takeId)
  if (take === null || take.role !== 'video' || take.jobSeq === null) return null
  const asset = variant === 'video' ? take : assets.byJob(take.jobSeq).find((other) => other.role === variant)
  if (asset === undefined) return null
  const { folder, fileName, mediaType, sizeBytes, sha256 } = asset
  return { path: join(folder, fileName), type: mediaType, sizeBytes, sha256, fileName }
}

async function updateSettings(context: EngineContext, changes: ParsedRouteInput<'settings.update'>): Promise<Settings> {
  const problem = changes.fileNameTemplate === undefined ? null : findTemplateProblem(changes.fileNameTemplate)
  if (problem !== null) throw new IpcError('invalid', problem, 'fileNameTemplate')
  if (changes.videosDir !== undefined) await checkVideosFolder(context.files, changes.videosDir)
  context.store.transaction(() => {
    if (changes.videosDir !== undefined) context.settings.set('videosDir', changes.videosDir)
    if (changes.queueOnStart !== undefined) context.settings.set('queueOnStart', changes.queueOnStart)
    if (changes.fileNameTemplate !== undefined) context.settings.set('fileNameTemplate', changes.fileNameTemplate)
    if (changes.trashRetentionDays !== undefined) {
      context.settings.set('trashRetentionDays', changes.trashRetentionDays)
    }
  })
  return readSettings(context)
}

const MODELS_TIMEOUT_MS = 10_000
