import type { IncomingMessage } from 'node:http'
import type { Rendered, TakeShop, Variant } from '../takes/takeShop.ts'
import { VARIANTS } from '../takes/takeShop.ts'
import { DEMO_MODELS, findModel } from '../videos/models.ts'
import { videoAt } from '../videos/timeline.ts'
import type { VideoRecord } from '../videos/videoRecord.ts'
import { sizeOf } from '../videos/videoRecord.ts'
import type { VideoStore } from '../videos/videoStore.ts'
import { invalidRequest, videoNotFound } from './apiError.ts'
import type { ActiveFault } from './faults.ts'
import type { RequestFields } from './requestFields.ts'
import { readFields } from './requestFields.ts'
import type { RouteMatch } from './router.ts'
import { listVideos } from './videoList.ts'
import { videoObject } from './videoObject.ts'
import type { RequestContext } from './videoRequests.ts'
import { derivedVideo, extendedVideo, newVideo, readSourceId } from './videoRequests.ts'

export type Answer = { kind: 'json'; body: unknown } | { kind: 'content'; rendered: Rendered }

export interface VideoApi {
  /** Throws an ApiError for whatever is refused. */
  answer(request: IncomingMessage, match: RouteMatch, call: ApiCall): Promise<Answer>
  /** Videos made since the start, as a provider would bill them. */
  accepted(): number
}

export interface ApiCall {
  query: URLSearchParams
  nowMs: number
  fault: ActiveFault | null
  /** Aborts when the client has gone. */
  signal: AbortSignal
}

/** A guess at the time to render, in milliseconds for a second of a million pixels. */
const RENDER_MS = 450

export function createVideoApi(deps: { store: VideoStore; shop: TakeShop; speed: number }): VideoApi {
  const { store, shop, speed } = deps
  const inProgress = new Map<string, Promise<VideoRecord>>()
  let acceptedCount = 0

  /** Makes a video and keeps it, unless its key has made one before or is about to. */
  async function accept(
    request: IncomingMessage,
    call: ApiCall,
    make: (fields: RequestFields, context: RequestContext) => VideoRecord | Promise<VideoRecord>,
  ): Promise<Answer> {
    const fields = await readFields(request)
    const key = request.headers['idempotency-key']
    const idempotencyKey = typeof key === 'string' && key !== '' ? key : null
    const earlier =
      idempotencyKey === null ? null : (store.withIdempotencyKey(idempotencyKey) ?? inProgress.get(idempotencyKey))
    if (earlier) return json(videoObject(await earlier, call.nowMs, call.fault))

    const keeping = (async () => {
      const record = await make(fields, { store, speed, nowMs: call.nowMs, idempotencyKey })
      await store.add(record)
      acceptedCount += 1
      return record
    })()
    if (idempotencyKey !== null) inProgress.set(idempotencyKey, keeping)
    try {
      return json(videoObject(await keeping, call.nowMs, call.fault))
    } finally {
      if (idempotencyKey !== null) inProgress.delete(idempotencyKey)
    }
  }

  function existing(id: string): VideoRecord {
    const record = store.get(id)
    if (!record) throw videoNotFound(id)
    return record
  }

  /** Starts to render what will be finished, and therefore asked for, in about the time that takes. */
  function foresee(record: VideoRecord, nowMs: number): void {
    if (record.failure || videoAt(record, nowMs).status !== 'in_progress') return
    const { width, height } = sizeOf(record)
    const renderMs = RENDER_MS * record.seconds * ((width * height) / 1e6)
    const leftMs = record.createdAtMs + record.queuedMs + record.runningMs - nowMs
    if (leftMs <= renderMs + 2000) shop.prepare(record)
  }

  async function remove(id: string, nowMs: number): Promise<Answer> {
    const record = existing(id)
    const { status } = videoAt(record, nowMs)
    if (status === 'queued' || status === 'in_progress') {
      throw invalidRequest(
        'video_id',
        'video_not_deletable',
        `The video is ${status}; only ended ones can be deleted.`,
        409,
      )
    }
    await store.remove(id, nowMs)
    shop.forget(id)
    return json({ id, object: 'video.deleted', deleted: true })
  }

  async function content(id: string, call: ApiCall): Promise<Answer> {
    const record = existing(id)
    const { status } = videoAt(record, call.nowMs)
    if (status === 'expired')
      throw invalidRequest('video_id', 'video_expired', 'The content of this video has expired.', 404)
    if (status !== 'completed') {
      throw invalidRequest('video_id', 'video_not_ready', `The video is ${status}; its content is not available.`, 409)
    }
    const wanted = call.query.get('variant') ?? 'video'
    const variant = VARIANTS.find((known): known is Variant => known === wanted)
    if (!variant) {
      throw invalidRequest('variant', 'invalid_value', `Invalid variant. Supported values are: ${VARIANTS.join(', ')}.`)
    }
    return { kind: 'content', rendered: await shop.get(record, variant, call.signal) }
  }

  async function answer(request: IncomingMessage, { route, id }: RouteMatch, call: ApiCall): Promise<Answer> {
    switch (route) {
      case 'models':
        return json(
          id === '' ? { object: 'list', data: DEMO_MODELS.map((model) => modelObject(model.id)) } : modelObject(id),
        )
      case 'create':
        return accept(request, call, newVideo)
      case 'remix':
        return accept(request, call, (fields, context) => derivedVideo(fields, id, 'remix', context))
      case 'edit':
        return accept(request, call, async (fields, context) =>
          derivedVideo(fields, await readSourceId(fields), 'edit', context),
        )
      case 'extend':
        return accept(request, call, async (fields, context) =>
          extendedVideo(fields, await readSourceId(fields), context),
        )
      case 'retrieve': {
        const record = existing(id)
        foresee(record, call.nowMs)
        return json(videoObject(record, call.nowMs, call.fault))
      }
      case 'list': {
        const page = listVideos(store.all(), call.query, call.nowMs, call.fault)
        for (const { id: listed } of page.data) foresee(existing(listed), call.nowMs)
        return json(page)
      }
      case 'delete':
        return remove(id, call.nowMs)
      case 'content':
        return content(id, call)
      case 'unknown':
        throw invalidRequest(
          null,
          'unknown_url',
          `Unknown request URL: ${request.method} ${request.url?.split('?')[0] ?? ''}.`,
          404,
        )
    }
  }

  return { answer, accepted: () => acceptedCount }
}

function json(body: unknown): Answer {
  return { kind: 'json', body }
}

/** A model as the dialect lists it, with what our own adapter wants to know about it. */
function modelObject(name: string): unknown {
  const model = findModel(name)
  if (!model) throw invalidRequest('model', 'model_not_found', `The model '${name.slice(0, 80)}' does not exist.`, 404)
  return {
    id: model.id,
    object: 'model',
    created: 1_767_225_600,
    owned_by: 'dailies-demo',
    dailies_capabilities: model,
  }
}
