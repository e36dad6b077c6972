import { noteExchange } from '../exchange.ts'
import { requestFile, type FileRequest } from '../fileRequest.ts'
import { describeTransportError, isTimeoutReason } from '../transport.ts'
import type { AssetOutcome, AssetVariant, OpenAssetOptions, PollOutcome, RemoteHandle } from '../videoProvider.ts'
import type { ContentAnswer } from './contentAnswer.ts'
import { readContentAnswer } from './contentAnswer.ts'
import type { CreateContext } from './createAnswer.ts'
import type { JobAddress } from './handle.ts'
import { jobPath, readHandle } from './handle.ts'

export interface ContentOpener {
  openAsset(handle: RemoteHandle, variant: AssetVariant, options: OpenAssetOptions): Promise<AssetOutcome>
}

export interface ContentAccount {
  baseUrl: string
  apiKey: string | null
}

type Poll = (handle: RemoteHandle, signal: AbortSignal) => Promise<PollOutcome>

/** Redirects and addresses named in answers, together. */
const MAX_HOPS = 5

const VARIANT_NAMES: Record<Exclude<AssetVariant, 'video'>, string> = {
  poster: 'thumbnail',
  spritesheet: 'spritesheet',
}

/**
 * Opens files: the content route, the addresses that the job's last answer named, or
 * both in the profile's order. The key goes to the account's own origin only, looked at anew for each hop.
 */
export const createContentOpener = (account: ContentAccount, poll: Poll, context: CreateContext): ContentOpener => {
  const { profile, makeFailure } = context
  const missingVariants = new Set<AssetVariant>()
  const ownOrigin = URL.parse(account.baseUrl)?.origin

  const fetchNoted = async (url: URL, request: FileRequest): Promise<Response> => {
    const startedAt = performance.now()
    const note = (status: number | null, body: string | null): void =>
      noteExchange({ method: 'GET', url: url.href, status, durationMs: performance.now() - startedAt, body }, account)
    try {
      const response = await requestFile(url, request)
      note(response.status, null)
      return response
    } catch (error) {
      note(null, describeTransportError(request.signal.aborted ? request.signal.reason : error).message)
      throw error
    }
  }

  const requestBytes = async (url: URL, variant: AssetVariant, options: OpenAssetOptions): Promise<ContentAnswer> => {
    const isOwnOrigin = url.origin === ownOrigin
    const response = await fetchNoted(url, {
      headers: describeHeaders(options, isOwnOrigin ? account.apiKey : null, isOwnOrigin ? profile.headers : {}),
      signal: options.signal,
    })
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      return { kind: 'elsewhere', url: URL.parse(location, url.href)?.href ?? location }
    }
    return readContentAnswer(
      response,
      { variant, offset: options.offset, ifRange: options.ifRange, isOwnOrigin },
      context,
    )
  }

  const followTarget = async (
    target: string,
    variant: AssetVariant,
    options: OpenAssetOptions,
  ): Promise<AssetOutcome> => {
    let url = URL.parse(target)
    for (let hop = 0; hop <= MAX_HOPS; hop += 1) {
      if (url === null || !['http:', 'https:'].includes(url.protocol)) break
      const answer = await requestBytes(url, variant, options)
      if (answer.kind !== 'elsewhere') return answer
      url = URL.parse(answer.url, url.href)
    }
    return {
      kind: 'failed',
      failure: makeFailure({
        code: 'protocol',
        message: 'The provider sent the download in circles or to a place that cannot be followed.',
      }),
    }
  }

  const tryTarget = async (target: string, variant: AssetVariant, options: OpenAssetOptions): Promise<AssetOutcome> => {
    try {
      return await followTarget(target, variant, options)
    } catch (error) {
      if (options.signal.aborted && !isTimeoutReason(options.signal)) throw options.signal.reason
      const cause: unknown = options.signal.aborted ? options.signal.reason : error
      return {
        kind: 'failed',
        failure: makeFailure({ code: 'network', message: describeTransportError(cause).message }),
      }
    }
  }

  const openAsset: ContentOpener['openAsset'] = async (handle, variant, options) => {
    if (variant !== 'video' && (missingVariants.has(variant) || profile.can[variant] === 'no'))
      return { kind: 'unsupported' }
    const found = await findTargets(handle, variant, options.signal)
    if (found.kind === 'none') return found.outcome
    let outcome: AssetOutcome = { kind: 'unsupported' }
    for (const target of found.targets) {
      outcome = await tryTarget(target, variant, options)
      if (!isWorthAnotherAddress(outcome)) break
    }
    if (outcome.kind === 'unsupported') missingVariants.add(variant)
    return outcome
  }

  const findTargets = async (handle: RemoteHandle, variant: AssetVariant, signal: AbortSignal): Promise<Found> => {
    const address = readHandle(handle)
    const lost = makeFailure({ code: 'lost', message: 'The address of this video is not known.' })
    if (address === null) return { kind: 'none', outcome: { kind: 'gone', failure: lost } }
    const targets = listTargets(account.baseUrl, address, variant, context)
    if (targets.length > 0) return { kind: 'targets', targets }
    // A handle from before the video was finished: where files have no route of their own, ask where this one is.
    const look = await poll(handle, signal)
    if (look.kind !== 'snapshot') return { kind: 'none', outcome: look }
    const fresh = readHandle(look.snapshot.handle)
    const freshTargets = fresh === null ? [] : listTargets(account.baseUrl, fresh, variant, context)
    if (freshTargets.length > 0) return { kind: 'targets', targets: freshTargets }
    const message = 'The provider has not named an address for this video.'
    return { kind: 'none', outcome: { kind: 'not_ready', failure: makeFailure({ code: 'protocol', message }) } }
  }

  return { openAsset }
}

type Found = { kind: 'targets'; targets: string[] } | { kind: 'none'; outcome: AssetOutcome }

/** After one address failed, another one of the same video may still work; an answer about ranges or time is final. */
const isWorthAnotherAddress = (outcome: AssetOutcome): boolean => outcome.kind === 'gone' || outcome.kind === 'failed'

const listTargets = (
  baseUrl: string,
  address: JobAddress,
  variant: AssetVariant,
  { profile }: CreateContext,
): string[] => {
  const { assets } = profile
  const query = new URLSearchParams({
    ...assets.contentQuery,
    ...(variant === 'video' ? {} : { variant: VARIANT_NAMES[variant] }),
  })
  const suffix = query.size === 0 ? '' : `?${query.toString()}`
  const route = assets.hasContentRoute ? [`${baseUrl}${jobPath(address.id)}/content${suffix}`] : []
  if (variant !== 'video') return route
  const ordered = assets.prefers === 'content' ? [...route, ...address.videoUrls] : [...address.videoUrls, ...route]
  return [...new Set(ordered)]
}

const describeHeaders = (
  { offset, ifRange }: OpenAssetOptions,
  apiKey: string | null,
  extra: Readonly<Record<string, string>>,
): Record<string, string> => ({
  ...extra,
  accept: '*/*',
  // Lengths, ranges and hashes are about the file itself.
  'accept-encoding': 'identity',
  ...(apiKey === null || apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
  ...(offset > 0 ? { range: `bytes=${offset}-`, ...(ifRange === null ? {} : { 'if-range': ifRange }) } : {}),
})
