import type { HostEvent } from '../../shared/ipc/contract.ts'
import type { IpcResult } from '../../shared/ipc/ipcError.ts'
import { createActivity } from './activity.ts'
import { openStore } from './db/openDatabase.ts'
import { createTransaction } from './db/transaction.ts'
import type { HostDeps } from './hostDeps.ts'
import { createChangeFeed } from './ipc/changeFeed.ts'
import { createPauseHandlers } from './ipc/pauseHandlers.ts'
import { createTakeHandlers } from './ipc/takeHandlers.ts'
import { createHandlers, queueState } from './ipc/handlers.ts'
import { createRouter } from './ipc/router.ts'
import { createEngine } from './jobs/engine.ts'
import type { EngineContext } from './jobs/engineContext.ts'
import { createForecast } from './jobs/forecast.ts'
import { createForecastRepository } from './jobs/forecastRepository.ts'
import { createGenerationTimesRepository } from './jobs/generationTimesRepository.ts'
import { createHeldJobs } from './jobs/heldJobsRepository.ts'
import { createBatchRepository } from './jobs/batchRepository.ts'
import { createJobCreation } from './jobs/jobCreation.ts'
import { createJobRequests } from './jobs/jobRequests.ts'
import type { JobRecord } from './jobs/jobRecord.ts'
import { createJobRepository } from './jobs/jobRepository.ts'
import { createJobStore } from './jobs/jobStore.ts'
import { createJobView } from './jobs/jobView.ts'
import { createPollingMeter } from './jobs/pollingMeter.ts'
import { isHolding, pauseModeOf } from './jobs/queuePause.ts'
import { createSubmissionRepository } from './jobs/submissionRepository.ts'
import { createTasks } from './jobs/tasks.ts'
import { createLibrary } from './library/library.ts'
import { createAssetRepository, type AssetRecord } from './media/assetRepository.ts'
import { DEFAULT_FILE_NAME_TEMPLATE } from './media/fileNaming.ts'
import { createFindMedia } from './media/findMedia.ts'
import { createHostFetch } from './media/hostFetch.ts'
import { readImageFacts } from './media/imageFile.ts'
import { createMediaResponder } from './media/mediaResponder.ts'
import { createOutsideFiles } from './media/outsideFiles.ts'
import { createReferences } from './media/references.ts'
import { createRendererFiles } from './media/rendererFiles.ts'
import { writeTakeSidecar } from './media/sidecar.ts'
import { createTakeDownloader } from './media/takeDownloader.ts'
import { createLogRing } from './logging/logRing.ts'
import { createKeepAwake } from './media/keepAwake.ts'
import { createTakeFiles } from './media/takeFiles.ts'
import { nameTake } from './media/takeName.ts'
import { createAccountRepository } from './settings/accountRepository.ts'
import { createAccounts } from './settings/accounts.ts'
import { createModelLists } from './settings/modelLists.ts'
import { readSettings, updateSettings } from './settings/personSettings.ts'
import { createSettingsRepository } from './settings/settingsRepository.ts'
import { createWorkbench } from './workbench.ts'

export type { AccountForRun, HostDeps } from './hostDeps.ts'
export { HostOpenError } from './hostError.ts'

/** Everything behind the doors. Both shells use exactly this. */
export interface Host {
  /** Checks, runs and answers one contract route; never rejects. */
  dispatch(route: string, input: unknown): Promise<IpcResult<unknown>>
  /** After-commit events. Returns the way to stop listening. */
  onEvent(listener: (event: HostEvent) => void): () => void
  /** Renderer files, and takes under `/media/<takeId>`, `/media/<takeId>/poster`, `/media/<takeId>/spritesheet`. */
  fetch(request: Request): Promise<Response>
  /** The file of a take, for a door that hands it to other programs; null where it is not on the disk. */
  takeFile(takeId: string): Promise<{ path: string; jobId: string } | null>
  /** The job whose take is this file; null for any other path. */
  jobOfFile(path: string): string | null
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
  const { clock, failpoint, files, random } = deps
  const logs = deps.logs ?? createLogRing(() => clock.now())
  const logger = deps.logs ? deps.logger : logs.keep(deps.logger)
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
  const runTransaction = createTransaction(db)
  const accountRepository = createAccountRepository(db)
  const meter = createPollingMeter({
    now: () => clock.now(),
    active: () => jobs.counts().reduce((sum, { status, count }) => sum + (ACTIVE.includes(status) ? count : 0), 0),
  })
  const accounts = createAccounts({
    accounts: accountRepository,
    vault: deps.vault,
    providers: deps.providers,
    clock,
    random,
    logger,
    demo: deps.demo,
    onChanged: (accountId) => accountChanged(accountId),
    onRequest: () => meter.requests(1),
    onThrottled: () => meter.throttled(),
  })
  const view = createJobView({
    assets,
    times,
    lane: accounts.lane,
    now: () => clock.now(),
    isHolding: () => isHolding({ settings }),
  })
  const feed = createChangeFeed({
    logger,
    snapshot: (seq) => {
      const job = jobs.bySeq(seq)
      return job === null ? null : view(job)
    },
    queueState: () => queueState(context),
  })
  const batches = createBatchRepository(db)
  const activity = createActivity({
    db,
    runTransaction,
    clock,
    logger,
    logs,
    meter,
    jobs,
    batches,
    accounts: accountRepository,
    personSettings: () => readSettings({ settings }),
    settings,
    notifier: deps.notifier ?? null,
    emit: feed.noticesChanged,
    version: deps.version,
    dataDir: deps.dataDir,
    keyStore: () => deps.vault.kind,
  })
  const { notifications } = activity
  const announce = (seqs: number[]): void => {
    failpoint('notify.before')
    meter.changes(seqs.length)
    feed.jobsChanged(seqs)
    notifications.committed()
    failpoint('notify.after')
  }
  let onTaskSettled = (): void => undefined
  const context: EngineContext = {
    clock,
    random,
    logger,
    files,
    failpoint,
    keepAwake: createKeepAwake(deps.wakeLock ?? null, logger),
    pollMinMs: deps.pollMinMs,
    dataDir: deps.dataDir,
    store: createJobStore({ runTransaction, jobs, clock, announce }),
    jobs,
    held: createHeldJobs(db),
    submissions: createSubmissionRepository(db),
    assets,
    times,
    settings,
    meter,
    storageProblem: (problem, folder) => notifications.storageProblem(problem, folder),
    tasks: createTasks({ logger, onSettled: () => onTaskSettled() }),
    lanes: accounts.lanes,
    lane: accounts.lane,
  }
  const downloader = createTakeDownloader({ files, clock, logger, failpoint, keepAwake: context.keepAwake })
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
    notifications.committed()
  }

  /** In the desktop the person decides; a server has nobody to ask, and often nothing but a file. */
  function decideKeysInFile(): void {
    if (deps.door === 'desktop') deps.vault.allowFile?.(settings.get('keepsKeysInFile'))
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
  const takeFiles = createTakeFiles(context)
  const fileManager = deps.fileManager ?? null
  const library = createLibrary({ db, jobs, clock, accounts: () => [...accounts.list(), ...accounts.removed()] })
  const forgetPart = (folder: string, fileName: string): Promise<void> => downloader.forgetPart(folder, fileName)
  const requests = createJobRequests({
    context,
    defaultAccountId: () => accounts.default()?.id ?? null,
    knownModels: (accountId) => (accounts.lane(accountId)?.account.isDemo === true ? models.known(accountId) : null),
  })
  const creation = createJobCreation({ context, requests, batches })
  const workbench = createWorkbench({
    db,
    context,
    engine,
    accounts,
    feed,
    library,
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
      library,
      view,
      create: creation.create,
      listModels: models.list,
      addReference: createReferences({ files, assets, clock, dataDir: deps.dataDir }),
      updateSettings: async (changes) => {
        const settingsNow = await updateSettings(context, changes)
        decideKeysInFile()
        workbench.settingsChanged()
        return settingsNow
      },
      keyStore: () => deps.vault.kind,
      door: deps.door ?? 'server',
      canReveal: fileManager !== null,
      queue: createPauseHandlers({
        engine,
        state: () => queueState(context),
        forecast: createForecast(context, createForecastRepository(db)),
        queueChanged: feed.queueChanged,
      }),
      takes: createTakeHandlers({ takeFiles, fileManager }),
      workbench: workbench.handlers,
      activity: activity.handlers,
    }),
    logger,
  )
  const find = createFindMedia(context)
  const media = createMediaResponder({ files, findAsset: find.asset, tagsOf: find.tags, noteTake: takeFiles.note })
  const renderer = deps.rendererDir === null ? null : createRendererFiles(deps.rendererDir)
  let isStopping = false

  try {
    decideKeysInFile()
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
    ...createOutsideFiles(context, takeFiles),
    async start() {
      const onStart = settings.get('queueOnStart')
      if (onStart === 'run') engine.setPause(null)
      if (onStart === 'paused' && pauseModeOf(settings) === null) engine.setPause('after_running')
      engine.start()
      workbench.start()
      notifications.start()
    },
    async stop() {
      if (isStopping) return
      isStopping = true
      workbench.stop()
      notifications.stop()
      accounts.close()
      await engine.stop()
      failpoint('stop.before_close')
      close()
    },
  }
}

/** What the provider is busy with. */
const ACTIVE: readonly string[] = ['submitting', 'generating']

const STOPPING = { code: 'stopping', message: 'Dailies is closing. Try again when it is back.' } as const
