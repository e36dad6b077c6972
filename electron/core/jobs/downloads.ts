import type { AssetRecord } from '../media/assetRepository.ts'
import type { DownloadOutcome, TakeDownloader } from '../media/takeDownloader.ts'
import { collectExchanges } from '../providers/exchange.ts'
import { saidIn } from '../providers/ownWords.ts'
import type { ProviderFailure } from '../providers/videoProvider.ts'
import { fullJitterMs } from './backoff.ts'
import { countOf, TIMES, type EngineContext } from './engineContext.ts'
import type { Extras } from './extras.ts'
import type { JobRecord } from './jobRecord.ts'
import type { Lane } from './lane.ts'
import { refusedKey } from './pauseMessages.ts'
import type { Poller } from './poller.ts'
import { orderedId } from './orderedId.ts'
import { countNewBytes } from './pollingMeter.ts'
import { isHolding } from './queuePause.ts'
import type { StorageProblem } from '../notifications/notifications.ts'
import { nothingHeard, type Heard } from './requestEvents.ts'
import type { Worker } from './scheduler.ts'
import type { Tidying } from './tidying.ts'
import { waitingSentence } from './waiting.ts'

/** A take that was tried to fetch: where to, and what went over the wire for it. */
interface Fetched {
  job: JobRecord
  place: { folder: string; fileName: string }
  heard: Heard
}

export interface DownloadsDeps {
  downloader: TakeDownloader
  poller: Poller
  extras: Extras
  /** File name for a take, from the person's template. */
  nameTake: (job: JobRecord) => string
  tidying: Tidying
}

export interface Downloads extends Worker {
  isBusy(): boolean
  /** Breaks off the transfers of which no byte came since then (timer time). Each goes on at once, where it can. */
  dropSilent(since: number): void
}

/**
 * Fetches finished takes, soonest expiry first, a few at a time. It retries for as long as the provider
 * still has the video; whatever happens here can never cause a new generation.
 */
export function createDownloads(context: EngineContext, deps: DownloadsDeps): Downloads {
  const { assets, clock, failpoint, held, jobs, logger, random, store, tasks, times } = context
  let diskFullUntil = 0
  /** Of the transfers under way: when bytes came last, or when they began, in timer time. */
  const heardAt = new Map<number, number>()

  const later = ({ job, heard }: Fetched, waitingFor: string, delayMs: number, isFailure: boolean): void => {
    const nextAt = clock.now() + delayMs
    const event = { type: 'download_later', remoteId: job.remoteId ?? '', nextAt, waitingFor, isFailure } as const
    store.apply(job.seq, event, heard)
  }
  const backoffMs = (job: JobRecord, maxMs = LONGEST_RETRY_MS): number =>
    fullJitterMs(job.failures + 1, random, { minMs: 1000, maxMs })

  /** The name is written down before the first byte, so that a restart finds the part and the finished file. */
  function target(job: JobRecord): { folder: string; fileName: string } {
    const folder = job.folderId === null ? null : assets.folderPath(job.folderId)
    if (job.fileName !== null && folder !== null) return { folder, fileName: job.fileName }
    const chosen = { folder: context.settings.get('videosDir'), fileName: deps.nameTake(job) }
    store.transaction(() => {
      const folderId = assets.folderIdOf(chosen.folder)
      store.apply(job.seq, { type: 'file_named', fileName: chosen.fileName, folderId })
    })
    return chosen
  }

  /** Signed links age: past half of the copy's life a fresh one is asked for first. */
  const isLinkOld = (job: JobRecord): boolean =>
    job.expiresAt !== null &&
    job.generatedAt !== null &&
    clock.now() - job.generatedAt > Math.max(0, job.expiresAt - job.generatedAt) / 2

  async function fetchTake(lane: Lane, seq: number, signal: AbortSignal): Promise<void> {
    let job = jobs.bySeq(seq)
    if (job === null || job.status !== 'downloading') return
    if (isLinkOld(job)) {
      await deps.poller.lookNow(seq, signal)
      job = jobs.bySeq(seq)
      if (job === null || job.status !== 'downloading') return
    }
    const place = target(job)
    const handle = job.handle
    const heard = nothingHeard('download')
    const bytes = countNewBytes(context.meter)
    heardAt.set(seq, clock.monotonic())
    const transfer = deps.downloader.download(
      {
        ...place,
        open: (options) => {
          bytes.startAt(options.offset)
          return collectExchanges(heard.exchanges, () => lane.provider.openAsset(handle, 'video', options))
        },
        onProgress: (receivedBytes) => {
          heardAt.set(seq, clock.monotonic())
          bytes.reached(receivedBytes)
        },
      },
      signal,
    )
    const outcome = await transfer.finally(() => heardAt.delete(seq))
    const fetched = { job, place, heard }
    if (outcome.kind === 'saved') return keep(fetched, outcome)
    await settle(lane, fetched, outcome, signal)
  }

  async function keep(
    { job, place, heard }: Fetched,
    saved: Extract<DownloadOutcome, { kind: 'saved' }>,
  ): Promise<void> {
    failpoint('complete.before_commit')
    const { fileName, sizeBytes, sha256 } = saved
    const before = assets.byJob(job.seq).find((asset) => asset.role === 'video')
    const take: AssetRecord = {
      id: before?.id ?? newTakeId(clock.now()),
      jobSeq: job.seq,
      role: 'video',
      folder: place.folder,
      fileName,
      mediaType: 'video/mp4',
      sizeBytes,
      sha256,
      createdAt: clock.now(),
    }
    const isKept = store.transaction(() => {
      const after = store.apply(job.seq, { type: 'saved', remoteId: job.remoteId ?? '' }, heard)
      if (after === null) return false
      if (before === undefined) assets.insert(take)
      else assets.replaceFile(take)
      // Fetched once more, it is no second generation.
      if (before?.sha256 === sha256) return true
      const durationMs = (job.generatedAt ?? 0) - (job.submittedAt ?? Infinity)
      // A clock that was set back in between would make it negative.
      if (durationMs > 0) times.add(job.accountId, job.model, durationMs)
      return true
    })
    failpoint('complete.after_commit')
    if (!isKept)
      logger.warn('a take arrived for a job that was given up; the file is kept', { job: job.id, file: saved.fileName })
    await deps.tidying.afterSaving(job, take, place.fileName)
    if (isKept) deps.extras.fetch(job.seq)
  }

  async function settle(
    lane: Lane,
    fetched: Fetched,
    outcome: Exclude<DownloadOutcome, { kind: 'saved' }>,
    signal: AbortSignal,
  ) {
    const { job, place } = fetched
    switch (outcome.kind) {
      case 'stopped':
        return
      case 'retry':
        return retry(lane, fetched, outcome.failure)
      case 'not_ready':
        return later(fetched, waitingSentence('not_ready', outcome.failure.message), backoffMs(job), true)
      case 'unauthorized':
      case 'gone':
        return askWhetherGone(lane, fetched, outcome.failure, signal)
      case 'disk_full': {
        const missing = megabytes(outcome.neededBytes - outcome.freeBytes)
        later(fetched, waitingSentence('disk_full', missing), TIMES.diskFullRetryMs, false)
        // Not before this one is due again: whoever expires first must be among those that go first.
        diskFullUntil = clock.now() + TIMES.diskFullRetryMs
        return context.storageProblem('full', place.folder)
      }
      case 'disk_error': {
        later(fetched, waitingSentence('disk_error', diskWords(outcome)), backoffMs(job), true)
        const problem = storageProblemOf(outcome.code, job.failures)
        if (problem !== null) context.storageProblem(problem, place.folder)
      }
    }
  }

  function retry(lane: Lane, fetched: Fetched, failure: ProviderFailure): void {
    const { job } = fetched
    const heldUntil = failure.retryAfterMs === null ? 0 : lane.hold(failure)
    // A file that is always broken is fetched whole each time: less and less often.
    const longestMs = failure.code === 'protocol' && job.failures >= PATIENT_FAILURES ? BROKEN_FILE_RETRY_MS : undefined
    const delayMs = Math.max(heldUntil - clock.now(), backoffMs(job, longestMs))
    later(fetched, waitingSentence('download_failed', failure.message), delayMs, true)
  }

  /** A dead link is no proof that the video is gone: the provider is asked, and may hand out a new link. */
  async function askWhetherGone(
    lane: Lane,
    fetched: Fetched,
    failure: ProviderFailure,
    signal: AbortSignal,
  ): Promise<void> {
    const { job, heard } = fetched
    const answer = await deps.poller.lookNow(job.seq, signal)
    if (signal.aborted) return
    const now = clock.now()
    const isPastExpiry = job.expiresAt !== null && job.expiresAt <= now
    const isTriedForLong = job.expiresAt === null && now - (job.generatedAt ?? now) > TIMES.goneCopyMs
    const isSaidByProvider = answer?.kind === 'snapshot' || answer?.kind === 'gone'
    if (failure.code !== 'auth' && isSaidByProvider && (isPastExpiry || isTriedForLong)) {
      const message = `The provider's copy is gone. It said: ${failure.message}`
      store.apply(job.seq, { type: 'copy_gone', remoteId: job.remoteId ?? '', message }, heard)
      return
    }
    // Where the key just worked for a look, the refusal is about this file.
    if (failure.code === 'auth' && !isSaidByProvider)
      lane.pause('auth', refusedKey(failure), 'download', saidIn(failure.message))
    const delayMs = answer?.kind === 'gone' ? TIMES.goneConfirmMs : backoffMs(job)
    later(fetched, waitingSentence('not_handed_over', failure.message), delayMs, true)
  }

  const dueIn = ({ account }: Lane, now: number): JobRecord[] =>
    isHolding(context)
      ? held.due('downloading', account.id, now, DOWNLOADS_AT_ONCE * 2)
      : jobs.dueDownloads(account.id, now, DOWNLOADS_AT_ONCE * 2)

  const nextDueIn = ({ account }: Lane, now: number): number | null =>
    isHolding(context)
      ? held.earliestAfter('downloading', account.id, now)
      : jobs.earliestNextAfter('downloading', account.id, now)

  /** Asked account by account: one that is held back must not hide what the others have to fetch. */
  const dueNow = (now: number): { lane: Lane; job: JobRecord }[] =>
    [...context.lanes()]
      .flatMap((lane) => dueIn(lane, now).map((job) => ({ lane, job })))
      .sort((a, b) => (a.job.expiresAt ?? Infinity) - (b.job.expiresAt ?? Infinity) || 0)

  function startDue(now: number): number | null {
    const wanted: number[] = []
    for (const { lane, job } of dueNow(now)) {
      if (tasks.has(downloadTask(job.seq))) continue
      if (tasks.count('download:') >= DOWNLOADS_AT_ONCE) break
      const attempt = lane.tryTake('download')
      if (!attempt.isTaken) {
        wanted.push(attempt.comeBackAt)
        continue
      }
      tasks.start(downloadTask(job.seq), (signal) => fetchTake(lane, job.seq, signal))
    }
    return wanted.length === 0 ? null : Math.min(...wanted)
  }

  return {
    name: 'downloads',
    tick(now) {
      if ([...context.lanes()].every((lane) => countOf(context, lane.account.id, 'downloading') === 0)) return null
      if (now < diskFullUntil && diskFullUntil - now <= TIMES.diskFullRetryMs) return diskFullUntil
      const wanted = [startDue(now)]
      for (const lane of context.lanes()) wanted.push(nextDueIn(lane, now))
      const known = wanted.filter((at) => at !== null)
      return known.length === 0 ? null : Math.min(...known)
    },
    isBusy: () => tasks.count('download:') > 0,
    dropSilent(since) {
      const isHeard = (seq: number): boolean => (heardAt.get(seq) ?? -Infinity) >= since
      const heard = new Set([...heardAt.keys()].filter(isHeard).map(downloadTask))
      tasks.abortAll((name) => !name.startsWith('download:') || heard.has(name))
    },
  }
}

export const downloadTask = (seq: number): string => `download:${seq}`

/** A refusal for good reasons is told at once; what may pass (a slow network disk) only when it did not pass. */
const storageProblemOf = (code: string, failures: number): StorageProblem | null =>
  STORAGE_PROBLEMS[code] ?? (failures >= FAILURES_WORTH_TELLING ? 'failing' : null)

const STORAGE_PROBLEMS: Partial<Record<string, StorageProblem>> = {
  EROFS: 'read_only',
  EACCES: 'not_writable',
  EPERM: 'not_writable',
}
const FAILURES_WORTH_TELLING = 2

const newTakeId = (now: number): string => `take_${orderedId(now)}`
/** The system's words mostly begin with the code. */
const diskWords = ({ code, message }: { code: string; message: string }): string =>
  message.includes(code) ? message : `${code}: ${message}`

const megabytes = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1_000_000))

const LONGEST_RETRY_MS = 60_000
const PATIENT_FAILURES = 8
const BROKEN_FILE_RETRY_MS = 600_000
const DOWNLOADS_AT_ONCE = 3
