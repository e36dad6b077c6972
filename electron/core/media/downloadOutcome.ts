import type { AssetOutcome, ProviderFailure } from '../providers/videoProvider.ts'
import type { SavedTake } from './takeFinisher.ts'
import { STALL_TIMEOUT_MS } from './transferGuard.ts'

export type DownloadOutcome =
  | ({ kind: 'saved' } & SavedTake)
  /** Trouble with the network or the answer. What can be continued is kept. */
  | { kind: 'retry'; failure: ProviderFailure }
  | { kind: 'not_ready'; failure: ProviderFailure }
  /** The provider says that it no longer has the file; whether that is final is for the caller to find out. */
  | { kind: 'gone'; failure: ProviderFailure }
  | { kind: 'unauthorized'; failure: ProviderFailure }
  /** `neededBytes` must be free (the reserve included) before another attempt makes sense. */
  | { kind: 'disk_full'; neededBytes: number; freeBytes: number }
  | { kind: 'disk_error'; code: string; message: string }
  | { kind: 'stopped' }

export type OpenAsset = Extract<AssetOutcome, { kind: 'open' }>

/** Why a transfer ended before its end, when nothing is wrong with what arrived. */
export type Interruption = { kind: 'stopped' } | { kind: 'stalled' } | { kind: 'broken'; detail: string | null }

export function interruption(end: Interruption): DownloadOutcome {
  if (end.kind === 'stopped') return { kind: 'stopped' }
  if (end.kind === 'stalled') {
    return retry('network', `The transfer stalled for ${STALL_TIMEOUT_MS / 1000} seconds or more.`)
  }
  return retry('network', `The connection broke during the download${end.detail === null ? '' : ` (${end.detail})`}.`)
}

export function refusal(asset: Exclude<AssetOutcome, OpenAsset | { kind: 'range_refused' }>): DownloadOutcome {
  switch (asset.kind) {
    case 'not_ready':
    case 'gone':
      return asset
    case 'unsupported':
      return protocolFailure('This provider has no way to download the video.')
    case 'failed':
      return { kind: asset.failure.code === 'auth' ? 'unauthorized' : 'retry', failure: asset.failure }
  }
}

export const protocolFailure = (message: string): DownloadOutcome => retry('protocol', message)

const retry = (code: 'network' | 'protocol', message: string): DownloadOutcome => ({
  kind: 'retry',
  failure: { code, message, httpStatus: null, retryAfterMs: null, subject: null, charged: 'unknown' },
})

/** Lets go of an answer that came too late. */
export function abandon(asset: AssetOutcome): void {
  if (asset.kind === 'open') letGo(asset.body)
}

/** Ends a body whatever is left of it; harmless when it was read to its end. */
export const letGo = (body: Pick<ReadableStream, 'cancel'>): void => void body.cancel().catch(() => {})
