import type { Clock, Failpoint, FileStore, Logger } from '../ports.ts'
import type { AssetOutcome, OpenAssetOptions } from '../providers/videoProvider.ts'
import type { DownloadOutcome } from './downloadOutcome.ts'
import type { KeepAwake } from './keepAwake.ts'
import { emptyContent, type PartContent } from './partWriter.ts'
import type { TakeFinisher } from './takeFinisher.ts'

/** Room that must stay free on the volume, whatever a take needs. */
export const DISK_RESERVE_BYTES = 512 * 1024 * 1024

export interface DownloadRequest {
  /** Absolute; part and take lie in here, so that the rename never leaves the volume. */
  folder: string
  fileName: string
  open(options: OpenAssetOptions): Promise<AssetOutcome>
  onProgress(receivedBytes: number, totalBytes: number | null): void
}

export interface TakeDownloaderDeps {
  files: FileStore
  clock: Clock
  logger: Logger
  failpoint: Failpoint
  /** Held from the opened answer to the end of its bytes, however that comes. */
  keepAwake?: KeepAwake
}

/** What all steps of one attempt share. */
export interface Attempt extends TakeDownloaderDeps {
  finisher: TakeFinisher
  request: DownloadRequest
  signal: AbortSignal
  part: string
  record: string
  /** Deletes the part and what is known about it. */
  discard(): Promise<void>
  /** Bytes still to be written, as far as announced; for saying how much room is missing. */
  restBytes: number
}

/** Where this attempt begins: with nothing, or behind bytes that are known to be right. */
export interface StartingPoint {
  content: PartContent
  validator: string | null
  totalBytes: number | null
  recordBytes: number
}

export const fromZero = (): StartingPoint => ({
  content: emptyContent(),
  validator: null,
  totalBytes: null,
  recordBytes: 0,
})

type DiskFull = Extract<DownloadOutcome, { kind: 'disk_full' }>

export async function findShortage({ files, request, restBytes }: Attempt): Promise<DiskFull | null> {
  const neededBytes = restBytes + DISK_RESERVE_BYTES
  const freeBytes = await files.freeBytes(request.folder)
  return freeBytes < neededBytes ? { kind: 'disk_full', neededBytes, freeBytes } : null
}

export async function findProblem(attempt: Attempt, content: PartContent): Promise<string | null> {
  attempt.failpoint('download.before_check')
  const check = await attempt.finisher.check(attempt.part, content)
  return check.ok ? null : `The file is not a whole MP4: ${check.reason}.`
}
