import type { ErrorWords } from '../errorWords.ts'
import { isRecord, readErrorWords, readPageTitle } from '../errorWords.ts'
import type { FailureMaker } from '../failure.ts'
import { describeJobError } from '../failure.ts'
import type { ProviderFailure, RemoteSnapshot } from '../videoProvider.ts'
import type { JobAddress } from './handle.ts'
import { addressOf, isUsableId, toHandle } from './handle.ts'
import type { DialectProfile, JsonPath, RemoteState } from './profile.ts'
import { readState } from './states.ts'
import type { Reply } from './wire.ts'

export interface ReplyContext {
  profile: DialectProfile
  baseUrl: string
  makeFailure: FailureMaker
}

type JsonObject = Record<string, unknown>

/** The words of an error answer; a page meant for people shrinks to its title. */
export const readReplyWords = (reply: Reply): ErrorWords => {
  if (reply.value !== undefined) return readErrorWords(reply.value)
  const title = readPageTitle(reply.text)
  if (title === null) return { message: reply.text, code: '', param: '' }
  return {
    message: title === '' ? 'The answer was a web page.' : `The answer was a web page: "${title}".`,
    code: '',
    param: '',
  }
}

/** The object that describes a job; some gateways wrap it in `data`. */
export const findJobObject = (value: unknown, profile: DialectProfile): JsonObject | null => {
  if (!isRecord(value)) return null
  const inner = value['data']
  if (readId(value, profile) === null && value['status'] === undefined && isRecord(inner)) return inner
  return value
}

/** The job's id, or null. Numbers become text; ids that cannot stand in a path are no ids. */
export const readId = (job: JsonObject, profile: DialectProfile): string | null => {
  for (const field of profile.idFields) {
    const value = job[field]
    const id = typeof value === 'number' && Number.isFinite(value) ? String(value) : value
    if (typeof id === 'string' && isUsableId(id)) return id
  }
  return null
}

/** Whether the object says anything about a job at all. */
export const describesJob = (job: JsonObject, profile: DialectProfile): boolean =>
  readId(job, profile) !== null || typeof job['status'] === 'string' || readUrls(job, profile, null).length > 0

/**
 * Translates a job object into a snapshot. Nothing in it is trusted: wrong types count as missing.
 * `known` is the address under which we asked; it wins over an id in the body.
 */
export const readSnapshot = (
  job: JsonObject,
  id: string,
  known: JobAddress | null,
  context: ReplyContext,
): RemoteSnapshot => {
  const { profile } = context
  const address = readAddress(job, known ?? addressOf(id), context)
  const costUsd = readCost(job, profile)
  const state = readJobState(job, address.videoUrls.length > 0)
  const error = readJobError(job, state, costUsd, context)
  return {
    remoteId: id,
    handle: toHandle(address),
    state: error?.code === 'moderation' && state === 'succeeded' ? 'failed' : state,
    remoteStatus: typeof job['status'] === 'string' ? job['status'].slice(0, 100) : '',
    progress: readProgress(job['progress']),
    error,
    createdAt: readTime(job['created_at']),
    expiresAt: readTime(job['expires_at']),
    model: readText(job['model']),
    prompt: readText(job['prompt']),
    seconds: readSeconds(job['seconds'] ?? job['duration']),
    size: readSize(job),
    costUsd,
  }
}

const readJobState = (job: JsonObject, hasUrl: boolean): RemoteState => {
  if (typeof job['status'] === 'string' && job['status'] !== '') return readState(job['status'])
  return hasUrl ? 'succeeded' : 'unknown'
}

const readAddress = (job: JsonObject, known: JobAddress, { profile, baseUrl }: ReplyContext): JobAddress => {
  const pollUrl = profile.pollUrlField === null ? null : readOwnUrl(job[profile.pollUrlField], baseUrl)
  const marks = profile.cancel.how === 'marked_delete' ? profile.cancel.marks : []
  const videoUrls = readUrls(job, profile, baseUrl)
  return {
    id: known.id,
    pollUrl: pollUrl ?? known.pollUrl,
    videoUrls: videoUrls.length > 0 ? videoUrls : known.videoUrls,
    stopsOnDelete: known.stopsOnDelete || marks.some((mark) => Object.hasOwn(job, mark)),
  }
}

/** A URL is followed with the key only on the account's own origin; any other is ignored here. */
const readOwnUrl = (value: unknown, baseUrl: string): string | null => {
  const url = typeof value === 'string' && value !== '' ? URL.parse(value, `${baseUrl}/`) : null
  return url !== null && url.origin === URL.parse(baseUrl)?.origin ? url.href : null
}

/** URLs of the video in a job object, best first, absolute, http(s) only. */
export const readUrls = (job: JsonObject, profile: DialectProfile, baseUrl: string | null): string[] => {
  const urls = profile.assets.urlPaths
    .map((path) => follow(job, path))
    .map((value) =>
      typeof value === 'string' && value !== '' ? URL.parse(value, baseUrl ?? 'http://relative.invalid') : null,
    )
    .filter((url) => url !== null && (url.protocol === 'https:' || url.protocol === 'http:'))
    .map((url) => url?.href ?? '')
  return [...new Set(urls)]
}

const readJobError = (
  job: JsonObject,
  state: RemoteState,
  costUsd: number | null,
  context: ReplyContext,
): ProviderFailure | null => {
  if (wasFilteredOut(job)) {
    const words = {
      message: 'The provider held the video back: its content was moderated.',
      code: 'moderation_blocked output',
      param: '',
    }
    return { ...describeJobError(words, costUsd, context.makeFailure), subject: 'output' }
  }
  const words = readErrorWords({
    error: job['error'] ?? job['failure'] ?? job['failure_reason'] ?? job['fail_reason'] ?? null,
  })
  if (state === 'failed') {
    const isFiltered = job['content_filter'] !== undefined && job['content_filter'] !== null
    return describeJobError(
      isFiltered ? { ...words, code: `${words.code} content_filter` } : words,
      costUsd,
      context.makeFailure,
    )
  }
  if (state === 'expired') {
    const message = words.message || 'The job expired at the provider.'
    return describeJobError({ ...words, message, code: `${words.code} expired` }, costUsd, context.makeFailure)
  }
  if (state !== 'cancelled') return null
  return describeJobError(words, costUsd, context.makeFailure, 'The provider cancelled the job.')
}

/** xAI's `respect_moderation: false` on a finished job, Google's count of filtered takes. */
const wasFilteredOut = (job: JsonObject): boolean => {
  const video = isRecord(job['video']) ? job['video'] : {}
  if (video['respect_moderation'] === false || job['respect_moderation'] === false) return true
  const filtered = job['rai_media_filtered_count'] ?? job['raiMediaFilteredCount']
  return typeof filtered === 'number' && filtered > 0
}

const readCost = (job: JsonObject, profile: DialectProfile): number | null => {
  for (const { path, unitsPerUsd } of profile.costs) {
    const amount = follow(job, path)
    if (typeof amount === 'number' && Number.isFinite(amount) && amount >= 0) return amount / unitsPerUsd
  }
  return null
}

const follow = (value: unknown, path: JsonPath): unknown => {
  let here: unknown = value
  for (const key of path) {
    if (Array.isArray(here) && typeof key === 'number') here = here[key] as unknown
    else if (isRecord(here) && typeof key === 'string' && Object.hasOwn(here, key)) here = here[key]
    else return undefined
  }
  return here
}

const readText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Integers 0..100 from numbers and from texts such as `45%`. */
export const readProgress = (value: unknown): number | null => {
  const text = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(value)?.[1] : undefined
  const number = typeof value === 'number' ? value : text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(number) ? Math.floor(Math.min(100, Math.max(0, number))) : null
}

/** Unix milliseconds from Unix seconds (also as text), Unix milliseconds or ISO text. */
export const readTime = (value: unknown): number | null => {
  const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value))
  const number = isNumeric ? Number(value) : typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (!Number.isFinite(number) || number <= 0) return null
  // Seconds stay below 10^11 until the year 5138; milliseconds passed it in 1973.
  return Math.round(isNumeric && number < 100_000_000_000 ? number * 1000 : number)
}

const readSeconds = (value: unknown): number | null => {
  const seconds = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

const readSize = (job: JsonObject): string | null => {
  const size = readText(job['size'])?.toLowerCase().replace(/[×*]/g, 'x') ?? ''
  return /^\d+x\d+$/.test(size) ? size : null
}
