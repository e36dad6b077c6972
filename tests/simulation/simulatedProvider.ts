import type {
  AssetOutcome,
  GenerationRequest,
  ListOutcome,
  PollOutcome,
  ProviderFailure,
  RemoteCancelOutcome,
  RemoteSnapshot,
  SubmitOutcome,
  VideoProvider,
} from '../../electron/core/providers/videoProvider.ts'
import type { ModelCapabilities } from '../../shared/models/capabilities.ts'
import { tinyVideo } from '../harness/fakeProvider/tinyVideo.ts'
import type { FakeClock } from '../fakes/fakeClock.ts'

/** How badly the far end behaves; each number is a probability for one call. */
export interface Misbehaviour {
  loseAnswer: number
  failBeforeCreate: number
  throttle: number
  refuse: number
  failLook: number
  failList: number
  failContent: number
  breakContent: number
  failJob: number
  listLagMs: number
  canList: boolean
  canCancel: boolean
  honoursClientKey: boolean
  copyLifeMs: number
}

export interface SimulatedVideo {
  id: string
  clientKey: string
  request: GenerationRequest
  createdAt: number
  doneAt: number
  fails: boolean
  isCancelled: boolean
  bytes: Uint8Array
}

/** The far end of the network: remembers every accepted create, and every request it ever got. */
export interface SimulatedProvider {
  videos: Map<string, SimulatedVideo>
  /** Timer time of each request that reached the network. */
  requestTimes: number[]
  isNetworkUp: boolean
  /** The provider's own clock, which nobody here can set. */
  now(): number
  expiresAt(video: SimulatedVideo): number
  /** The adapter as one process sees it; after `isAlive` turns false its calls never settle. */
  connect(isAlive: () => boolean): VideoProvider
}

export function createSimulatedProvider(options: {
  clock: FakeClock
  /** How far the local wall clock was set away from true time so far. */
  clockErrorMs: () => number
  random: () => number
  misbehaviour: Misbehaviour
}): SimulatedProvider {
  const { clock, random, misbehaviour: bad } = options
  const videos = new Map<string, SimulatedVideo>()
  const far: SimulatedProvider = {
    videos,
    requestTimes: [],
    isNetworkUp: true,
    now: () => clock.now() - options.clockErrorMs(),
    expiresAt: (video) => video.doneAt + bad.copyLifeMs,
    connect,
  }
  const chance = (probability: number): boolean => random() < probability

  function accept(request: GenerationRequest, clientKey: string): SimulatedVideo {
    const id = `video_${videos.size + 1}`
    const createdAt = far.now()
    const doneAt = createdAt + 10_000 + random() * 170_000
    const video: SimulatedVideo = {
      id,
      clientKey,
      request,
      createdAt,
      doneAt,
      fails: chance(bad.failJob),
      isCancelled: false,
      bytes: tinyVideo(id, 600),
    }
    videos.set(id, video)
    return video
  }

  function stateOf(video: SimulatedVideo): RemoteSnapshot['state'] {
    if (video.isCancelled) return 'cancelled'
    if (far.now() < video.createdAt + 3000) return 'queued'
    if (far.now() < video.doneAt) return 'running'
    if (video.fails) return 'failed'
    return far.now() < far.expiresAt(video) ? 'succeeded' : 'expired'
  }

  function snapshot(video: SimulatedVideo): RemoteSnapshot {
    const state = stateOf(video)
    const share = (far.now() - video.createdAt) / (video.doneAt - video.createdAt)
    return {
      remoteId: video.id,
      handle: { id: video.id },
      state,
      remoteStatus: state,
      // Now and then it runs backwards, as real ones do.
      progress: Math.round(Math.min(1, share * (0.8 + random() * 0.2)) * 100),
      error: state === 'failed' ? failure('moderation', 'refused') : null,
      createdAt: Math.floor(video.createdAt / 1000) * 1000,
      expiresAt: state === 'succeeded' ? far.expiresAt(video) : null,
      model: video.request.model,
      prompt: video.request.prompt,
      seconds: video.request.seconds,
      size: video.request.size,
      costUsd: null,
    }
  }

  function connect(isAlive: () => boolean): VideoProvider {
    /** One round trip. `act` runs when the request arrives; a dead caller never hears the answer. */
    function call<T>(signal: AbortSignal, act: () => T | 'never', unreachable: () => T): Promise<T> {
      return new Promise((resolve, reject) => {
        far.requestTimes.push(clock.monotonic())
        const answer = (value: T): void => {
          if (isAlive()) resolve(value)
        }
        signal.addEventListener('abort', () => isAlive() && reject(new DOMException('aborted', 'AbortError')), {
          once: true,
        })
        clock.after(5 + random() * 200, () => {
          if (!far.isNetworkUp) return answer(unreachable())
          const result = act()
          if (result === 'never') return
          clock.after(5 + random() * 300, () => answer(result))
        })
      })
    }
    const find = (handle: unknown): SimulatedVideo | undefined => videos.get((handle as { id: string }).id)
    const offline = <K extends 'failed' | 'not_sent'>(kind: K) => ({ kind, failure: failure('network', 'unreachable') })

    return {
      descriptor: {
        id: 'simulated',
        profile: 'sora',
        defaultModel: 'm',
        can: {
          list: bad.canList ? 'yes' : 'no',
          cancel: bad.canCancel ? 'yes' : 'no',
          remove: 'no',
          poster: 'no',
          spritesheet: 'no',
        },
        honoursClientKey: bad.honoursClientKey,
        retiredSince: null,
      },
      listModels: () => Promise.resolve({ kind: 'models', models: [CAPABILITIES], source: 'bundled' }),
      capabilities: () => CAPABILITIES,
      handleFromId: (id) => ({ id }),
      submit: (request, { clientKey, signal }) =>
        call<SubmitOutcome>(
          signal,
          () => {
            const known = bad.honoursClientKey && [...videos.values()].find((video) => video.clientKey === clientKey)
            if (known) return { kind: 'accepted', snapshot: snapshot(known) }
            if (chance(bad.throttle))
              return { kind: 'not_sent', failure: { ...failure('rate_limited', 'slow down'), retryAfterMs: 5000 } }
            if (chance(bad.refuse)) return { kind: 'refused', failure: failure('invalid_request', 'no') }
            if (chance(bad.failBeforeCreate)) return { kind: 'unknown', failure: failure('provider', '500') }
            const video = accept(request, clientKey)
            if (chance(bad.loseAnswer)) {
              return chance(0.5) ? 'never' : { kind: 'unknown', failure: failure('network', 'reset') }
            }
            return { kind: 'accepted', snapshot: snapshot(video) }
          },
          () => offline('not_sent'),
        ).catch(() => ({ kind: 'unknown', failure: failure('network', 'timed out') }) satisfies SubmitOutcome),
      poll: (handle, signal) =>
        call<PollOutcome>(
          signal,
          () => {
            if (chance(bad.failLook))
              return chance(0.3) ? 'never' : { kind: 'failed', failure: failure('provider', '500') }
            const video = find(handle)
            if (video === undefined) return { kind: 'gone', failure: failure('lost', '404') }
            return { kind: 'snapshot', snapshot: snapshot(video) }
          },
          () => offline('failed'),
        ),
      list: (cursor, signal) =>
        call<ListOutcome>(
          signal,
          () => {
            if (chance(bad.failList)) return { kind: 'failed', failure: failure('provider', '500') }
            const listed = [...videos.values()]
              .filter((video) => video.createdAt + bad.listLagMs <= far.now())
              .reverse()
            const from = cursor === null ? 0 : Number(cursor)
            const items = listed.slice(from, from + 100).map(snapshot)
            const nextCursor = from + 100 < listed.length ? String(from + 100) : null
            return { kind: 'page', items, nextCursor, serverTime: Math.floor(far.now() / 1000) * 1000 }
          },
          () => offline('failed'),
        ),
      cancel: (handle, signal) =>
        call<RemoteCancelOutcome>(
          signal,
          () => {
            const video = find(handle)
            if (video === undefined || far.now() >= video.doneAt) return { kind: 'too_late' }
            video.isCancelled = true
            return { kind: 'cancelled' }
          },
          () => offline('failed'),
        ),
      openAsset: (handle, _variant, { signal }) =>
        call<AssetOutcome>(
          signal,
          () => {
            // A dead link looks like a video that is gone; only the next poll tells them apart.
            if (chance(bad.failContent)) return { kind: 'failed', failure: failure('provider', '503') }
            if (chance(bad.failContent / 2)) return { kind: 'gone', failure: failure('expired', '403') }
            const video = find(handle)
            if (video === undefined || stateOf(video) !== 'succeeded')
              return { kind: 'gone', failure: failure('expired', '404') }
            const body = chance(bad.breakContent)
              ? video.bytes.slice(0, Math.floor(video.bytes.length * random()))
              : video.bytes
            return {
              kind: 'open',
              status: 200,
              rangeStart: 0,
              totalBytes: video.bytes.length,
              contentLength: video.bytes.length,
              validator: `"${video.id}"`,
              contentType: 'video/mp4',
              body: new ReadableStream({
                start(controller) {
                  if (body.length > 0) controller.enqueue(body)
                  controller.close()
                },
              }),
            }
          },
          () => offline('failed'),
        ),
      remove: () => Promise.resolve({ kind: 'unsupported' }),
    }
  }

  return far
}

const failure = (code: ProviderFailure['code'], message: string): ProviderFailure => ({
  code,
  message,
  httpStatus: null,
  retryAfterMs: null,
  subject: null,
  charged: 'unknown',
})

const CAPABILITIES: ModelCapabilities = {
  id: 'm',
  label: 'M',
  aliases: [],
  seconds: null,
  defaultSeconds: 4,
  sizes: null,
  defaultSize: '16x16',
  maxPromptLength: 1000,
  modes: { text: true, referenceImage: false, remix: true, edit: true, extend: true },
  referenceImage: null,
  progress: 'percent',
  pricePerSecondUsd: null,
  retiredSince: null,
}
