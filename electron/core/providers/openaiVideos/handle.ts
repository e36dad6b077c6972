import { isRecord } from '../errorWords.ts'
import type { RemoteHandle } from '../videoProvider.ts'

/** What is needed to find a remote job and its files again. Stored as JSON. */
export interface JobAddress {
  id: string
  /** Poll here instead of at `/videos/{id}`; always on the account's own origin. */
  pollUrl: string | null
  /** Where the last answer said the video is, best first. */
  videoUrls: string[]
  /** The server is known to stop a running job on DELETE. */
  stopsOnDelete: boolean
}

export const addressOf = (id: string): JobAddress => ({ id, pollUrl: null, videoUrls: [], stopsOnDelete: false })

export const toHandle = (address: JobAddress): RemoteHandle => ({ ...address })

/** Reads a stored handle; one from an older version, or a bare id, is enough to go on. Null when there is no id. */
export const readHandle = (handle: RemoteHandle): JobAddress | null => {
  if (typeof handle === 'string') return isUsableId(handle) ? addressOf(handle) : null
  if (!isRecord(handle) || typeof handle['id'] !== 'string' || !isUsableId(handle['id'])) return null
  const urls = handle['videoUrls']
  return {
    id: handle['id'],
    pollUrl: typeof handle['pollUrl'] === 'string' ? handle['pollUrl'] : null,
    videoUrls: Array.isArray(urls) ? urls.filter((url) => typeof url === 'string') : [],
    stopsOnDelete: handle['stopsOnDelete'] === true,
  }
}

/** Ids are opaque (LiteLLM's are long tokens), but dots alone would climb out of the path. */
export const isUsableId = (id: string): boolean =>
  id.length > 0 && id.length <= 4096 && !/^\.{1,2}$/.test(id) && id.trim() === id

export const jobPath = (id: string): string => `/videos/${encodeURIComponent(id)}`
