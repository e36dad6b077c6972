import type { AssetOutcome, OpenAssetOptions } from '../providers/videoProvider.ts'
import {
  DISK_RESERVE_BYTES,
  findProblem,
  findShortage,
  fromZero,
  type Attempt,
  type DownloadRequest,
  type StartingPoint,
  type TakeDownloaderDeps,
} from './downloadAttempt.ts'
import {
  abandon,
  interruption,
  letGo,
  protocolFailure,
  refusal,
  type DownloadOutcome,
  type Interruption,
} from './downloadOutcome.ts'
import { partPath, partRecordPath, readPartRecord, type PartRecord } from './partRecord.ts'
import { sha256Of, type PartContent } from './partWriter.ts'
import { createTakeFinisher, readContent } from './takeFinisher.ts'
import { receive } from './takeTransfer.ts'
import { createTransferGuard, type TransferGuard } from './transferGuard.ts'

export type { DownloadRequest } from './downloadAttempt.ts'
export type { DownloadOutcome } from './downloadOutcome.ts'

export interface TakeDownloader {
  /**
   * One attempt, from "the provider says it is done" to "on disk, checked, durable". Continues or adopts
   * what an earlier attempt left, never overwrites a file, never leaves a bad one under a final name.
   * The saved name differs from the wanted one when a stranger's file has that. One call per name at a time.
   */
  download(request: DownloadRequest, signal: AbortSignal): Promise<DownloadOutcome>
  /** Removes the traces of a download: after the take is committed, or when the job is given up. */
  forgetPart(folder: string, fileName: string): Promise<void>
}

export function createTakeDownloader(deps: TakeDownloaderDeps): TakeDownloader {
  const { files } = deps
  const finisher = createTakeFinisher(deps)
  const forgetPart = async (folder: string, fileName: string): Promise<void> => {
    await files.remove(partPath(folder, fileName))
    await files.remove(partRecordPath(folder, fileName))
  }
  const download = async (request: DownloadRequest, signal: AbortSignal): Promise<DownloadOutcome> => {
    const { folder, fileName } = request
    const attempt: Attempt = {
      ...deps,
      finisher,
      request,
      signal,
      part: partPath(folder, fileName),
      record: partRecordPath(folder, fileName),
      discard: () => forgetPart(folder, fileName),
      restBytes: 0,
    }
    if (signal.aborted) return { kind: 'stopped' }
    try {
      return await runAttempt(attempt)
    } catch (error) {
      return await diskOutcome(attempt, error)
    }
  }
  return { download, forgetPart }
}

async function runAttempt(attempt: Attempt): Promise<DownloadOutcome> {
  const { files, finisher, request, signal } = attempt
  await files.makeFolder(request.folder)
  const record = await readPartRecord(files, attempt.record)
  const adopted = record === null ? null : await finisher.adopt(request.folder, request.fileName, record, signal)
  if (adopted !== null) return { kind: 'saved', ...adopted }

  let start = await findStart(attempt, record)
  if (signal.aborted) return { kind: 'stopped' }
  if (start.content.bytes > 0 && start.content.bytes === start.totalBytes) {
    const problem = await findProblem(attempt, start.content)
    return problem === null ? await publish(attempt, start.content, start.recordBytes) : await reject(attempt, problem)
  }
  for (;;) {
    const result = await transfer(attempt, start)
    if (result !== 'range_refused') return result
    await attempt.discard()
    if (start.content.bytes === 0) return protocolFailure('The provider refused to send the video from its start.')
    start = fromZero()
  }
}

async function findStart({ files, part, signal }: Attempt, record: PartRecord | null): Promise<StartingPoint> {
  if (record === null || record.validator === null || record.checkpoint === null) return fromZero()
  const { checkpoint, totalBytes, validator, validBytes } = record
  const partBytes = (await files.size(part)) ?? 0
  if (partBytes < checkpoint.bytes || (totalBytes !== null && checkpoint.bytes > totalBytes)) return fromZero()
  const content = await readContent(files, part, checkpoint.bytes, signal)
  if (sha256Of(content) !== checkpoint.sha256) return fromZero()
  return { content, validator, totalBytes, recordBytes: validBytes }
}

async function transfer(attempt: Attempt, start: StartingPoint): Promise<DownloadOutcome | 'range_refused'> {
  const offset = start.content.bytes
  attempt.restBytes = start.totalBytes === null ? 0 : start.totalBytes - offset
  const shortage = await findShortage(attempt)
  if (shortage !== null) return shortage

  const guard = createTransferGuard(attempt.clock, attempt.signal)
  try {
    attempt.failpoint('download.before_open')
    const asset = await openAsset(attempt, guard, { offset, ifRange: offset > 0 ? start.validator : null })
    if (asset.kind === 'stopped' || asset.kind === 'stalled' || asset.kind === 'broken') return interruption(asset)
    if (asset.kind === 'range_refused') return 'range_refused'
    if (asset.kind !== 'open') return refusal(asset)
    // At once: fetch cancels a body that nobody reads when its Response is garbage-collected.
    const reader = asset.body.getReader()
    const received = await receive(attempt, start, asset, reader, guard).finally(() => letGo(reader))
    if (received.kind === 'bad') return await reject(attempt, received.message)
    if (received.kind !== 'whole') return received
    return await publish(attempt, received.content, await attempt.files.size(attempt.record))
  } finally {
    guard.release()
  }
}

async function openAsset(
  attempt: Attempt,
  guard: TransferGuard,
  from: Pick<OpenAssetOptions, 'offset' | 'ifRange'>,
): Promise<AssetOutcome | Interruption> {
  try {
    const opening = attempt.request.open({ ...from, signal: guard.signal })
    return (await guard.opening(opening, abandon)) ?? { kind: guard.reason() ?? 'stopped' }
  } catch (error) {
    attempt.logger.error('opening a finished video threw', { error: String(error) })
    return { kind: 'broken', detail: null }
  }
}

async function publish(
  { finisher, request }: Attempt,
  content: PartContent,
  recordBytes: number | null,
): Promise<DownloadOutcome> {
  const part = { sizeBytes: content.bytes, sha256: sha256Of(content) }
  return { kind: 'saved', ...(await finisher.publish(request.folder, request.fileName, part, recordBytes ?? 0)) }
}

async function reject(attempt: Attempt, message: string): Promise<DownloadOutcome> {
  await attempt.discard()
  return protocolFailure(message)
}

/** What is thrown inside an attempt comes from the disk; anything without an errno code is a bug and passes. */
async function diskOutcome({ files, request, restBytes }: Attempt, error: unknown): Promise<DownloadOutcome> {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) throw error
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') {
    return { kind: 'disk_error', code: error.code, message: error.message }
  }
  const freeBytes = await files.freeBytes(request.folder).catch(() => 0)
  return { kind: 'disk_full', neededBytes: restBytes + DISK_RESERVE_BYTES, freeBytes }
}
