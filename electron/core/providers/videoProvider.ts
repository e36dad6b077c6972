import type { JobErrorCode } from '../../../shared/jobs/job.ts'
import type { JsonValue } from '../../../shared/json.ts'
import type { ModelCapabilities } from '../../../shared/models/capabilities.ts'

/**
 * The port every provider adapter implements. Nothing outside `providers/` knows a provider's wire
 * format; nothing in here knows about jobs, the database or retries. Methods never retry and never
 * throw for what a provider or a network can do: every outcome is a value. All timeouts come from the
 * caller's `signal`: when it aborts, reads reject with its reason, except that a reason named
 * `TimeoutError` is an outcome (`failed` with code `network`). `submit` never rejects.
 */
export interface VideoProvider {
  readonly descriptor: ProviderDescriptor
  /** Live where the endpoint offers it, otherwise the bundled table. */
  listModels(signal: AbortSignal): Promise<ModelsOutcome>
  /** What this model accepts; a permissive description for a model that nobody described. */
  capabilities(model: string): ModelCapabilities
  /**
   * One paid request, sent at most once. `clientKey` identifies the intent for providers that honour one.
   * Never rejects: an abort before the send is `not_sent`, an abort after it began is `unknown`.
   */
  submit(request: GenerationRequest, options: { clientKey: string; signal: AbortSignal }): Promise<SubmitOutcome>
  poll(handle: RemoteHandle, signal: AbortSignal): Promise<PollOutcome>
  /** The handle of a job that is known only by the id a person typed in ("attach"). */
  handleFromId(remoteId: string): RemoteHandle
  /** One page of the provider's own list, newest first. `cursor` is opaque and comes from the page before. */
  list(cursor: string | null, signal: AbortSignal): Promise<ListOutcome>
  /** Asks the provider to stop. May look at the job first (two requests). */
  cancel(handle: RemoteHandle, signal: AbortSignal): Promise<RemoteCancelOutcome>
  /** Opens a finished file for streaming. The key travels only to the provider's own origin. */
  openAsset(handle: RemoteHandle, variant: AssetVariant, options: OpenAssetOptions): Promise<AssetOutcome>
  /** Deletes the provider's copy. */
  remove(handle: RemoteHandle, signal: AbortSignal): Promise<RemoveOutcome>
}

export interface ProviderDescriptor {
  /** Adapter id, e.g. `openai-videos`. */
  id: string
  profile: string
  defaultModel: string
  /** What is known before asking; `probe` means: try once and remember the answer. */
  can: Record<'list' | 'cancel' | 'remove' | 'poster' | 'spritesheet', 'yes' | 'no' | 'probe'>
  /** Whether the same client key twice makes only one job. Then a lost answer may be asked for again. */
  honoursClientKey: boolean
  /** ISO date since when the endpoint is known to be shut down. */
  retiredSince: string | null
}

/** The adapter's own address of a remote job (ids, URLs). Stored as JSON, opaque to everyone else. */
export type RemoteHandle = JsonValue

export interface GenerationRequest {
  model: string
  prompt: string
  seconds: number | null
  size: string | null
  params: Record<string, JsonValue>
  /** Local image file that starts the video. */
  reference: { path: string; type: string; fileName: string } | null
  /** A finished remote video to derive from. */
  source: { relation: 'remix' | 'edit' | 'extend'; handle: RemoteHandle } | null
}

/** Something a provider or the network refused, classified. `message` is short and free of secrets. */
export interface ProviderFailure {
  code: Exclude<JobErrorCode, 'submit_unknown' | 'timed_out' | 'disk'>
  message: string
  httpStatus: number | null
  /** From Retry-After in seconds, date or milliseconds; already clamped to 1 s..1 h. */
  retryAfterMs: number | null
  /** What moderation refused, where the provider says so. */
  subject: 'prompt' | 'reference' | 'output' | null
  charged: 'yes' | 'no' | 'unknown'
}

/** The provider's view of one job. Times are Unix milliseconds. */
export interface RemoteSnapshot {
  remoteId: string
  handle: RemoteHandle
  /** `unknown` covers words nobody has seen before: keep polling, bounded by the deadline. */
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'expired' | 'unknown'
  /** The provider's word, untranslated. */
  remoteStatus: string
  /** 0 to 100, or null where it is not reported. */
  progress: number | null
  error: ProviderFailure | null
  createdAt: number | null
  expiresAt: number | null
  /** Echo of the request, as far as the provider repeats it; used to recognise a lost job in a list. */
  model: string | null
  prompt: string | null
  seconds: number | null
  size: string | null
  costUsd: number | null
}

export type SubmitOutcome =
  | { kind: 'accepted'; snapshot: RemoteSnapshot }
  /** The provider answered no; nothing was created. */
  | { kind: 'refused'; failure: ProviderFailure }
  /** Not one byte was written, or the provider turned it away with 429: sending again cannot pay twice. */
  | { kind: 'not_sent'; failure: ProviderFailure }
  /** It may have landed. Never send again on your own. */
  | { kind: 'unknown'; failure: ProviderFailure }

export type PollOutcome =
  | { kind: 'snapshot'; snapshot: RemoteSnapshot }
  /** The provider has no such job (404, 410). One such answer is not proof. */
  | { kind: 'gone'; failure: ProviderFailure }
  | { kind: 'failed'; failure: ProviderFailure }

export type ListOutcome =
  | {
      kind: 'page'
      items: RemoteSnapshot[]
      nextCursor: string | null
      /** The provider's clock when it answered (Date header), to compare creation times. */
      serverTime: number | null
    }
  | { kind: 'unsupported' }
  | { kind: 'failed'; failure: ProviderFailure }

export type RemoteCancelOutcome =
  | { kind: 'cancelled' }
  /** Asked for, but the provider may still finish and bill. */
  | { kind: 'requested' }
  | { kind: 'too_late' }
  | { kind: 'unsupported' }
  | { kind: 'failed'; failure: ProviderFailure }

export type RemoveOutcome = { kind: 'removed' } | { kind: 'unsupported' } | { kind: 'failed'; failure: ProviderFailure }

export type ModelsOutcome =
  | { kind: 'models'; models: ModelCapabilities[]; source: 'live' | 'bundled' }
  | { kind: 'failed'; failure: ProviderFailure }

export type AssetVariant = 'video' | 'poster' | 'spritesheet'

export interface OpenAssetOptions {
  /** First byte wanted; more than 0 only together with `ifRange`. */
  offset: number
  /** The strong validator of the first answer. */
  ifRange: string | null
  signal: AbortSignal
}

export type AssetOutcome =
  | {
      kind: 'open'
      /** 200: from the start. 206: from `rangeStart`. */
      status: 200 | 206
      rangeStart: number
      /** Size of the whole file as announced (Content-Range or Content-Length); null when not announced. */
      totalBytes: number | null
      /** Bytes announced for this answer; null when not announced. */
      contentLength: number | null
      /** Strong ETag, for resuming; null when there is none. */
      validator: string | null
      contentType: string | null
      body: ReadableStream<Uint8Array>
    }
  /** The file is not there yet, try later. */
  | { kind: 'not_ready'; failure: ProviderFailure }
  /** The range cannot be had (416): start over. */
  | { kind: 'range_refused' }
  /**
   * The provider no longer has it (404, 410, an expired link). One such answer is not proof: poll, and while
   * the job is still there try again with the fresh snapshot's handle, which carries renewed links.
   */
  | { kind: 'gone'; failure: ProviderFailure }
  | { kind: 'unsupported' }
  | { kind: 'failed'; failure: ProviderFailure }

/** How the composition root's table of adapters makes one for an account. */
export interface ProviderAccount {
  id: string
  baseUrl: string
  profile: string
  apiKey: string | null
}
export type ProviderFactory = (account: ProviderAccount, deps: { now: () => number }) => VideoProvider
