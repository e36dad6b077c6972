import type { StoredVideo } from '../videos/videoStore.ts'
import { invalidRequest } from './apiError.ts'
import type { ActiveFault } from './faults.ts'
import type { VideoObject } from './videoObject.ts'
import { videoObject } from './videoObject.ts'

export interface VideoPage {
  object: 'list'
  data: VideoObject[]
  first_id: string | null
  last_id: string | null
  has_more: boolean
}

const DEFAULT_LIMIT = 20

/** One page of the list. `after` may name a video that has been deleted since. */
export function listVideos(
  videos: readonly StoredVideo[],
  query: URLSearchParams,
  nowMs: number,
  fault: ActiveFault | null,
): VideoPage {
  const limit = readLimit(query.get('limit'))
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') {
    throw invalidRequest('order', 'invalid_value', "Invalid order. Supported values are: 'asc', 'desc'.")
  }
  const ordered = order === 'asc' ? [...videos] : videos.toReversed()
  const rest = ordered.slice(startAfter(ordered, query.get('after')))
  const shownUntilMs = fault?.kind === 'list_lag' ? nowMs - fault.delayMs : Infinity
  const present = rest.filter(({ video, deletedAtMs }) => deletedAtMs === null && video.createdAtMs <= shownUntilMs)
  const data = present.slice(0, limit).map(({ video }) => videoObject(video, nowMs, fault))
  return {
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: present.length > data.length,
  }
}

function readLimit(text: string | null): number {
  const limit = text === null ? DEFAULT_LIMIT : Number(text)
  if (Number.isInteger(limit) && limit >= 0 && limit <= 100) return limit
  throw invalidRequest('limit', 'invalid_value', 'Invalid limit: expected an integer from 0 to 100.')
}

function startAfter(ordered: readonly StoredVideo[], after: string | null): number {
  if (after === null || after === '') return 0
  const index = ordered.findIndex(({ video }) => video.id === after)
  if (index === -1)
    throw invalidRequest('after', 'invalid_value', `No video with id '${after.slice(0, 80)}' was found.`)
  return index + 1
}
