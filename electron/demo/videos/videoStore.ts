import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { CONTENT_LIFE_MS } from './timeline.ts'
import type { VideoRecord } from './videoRecord.ts'
import { videoRecordSchema } from './videoRecord.ts'

const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('created'), video: videoRecordSchema }),
  z.object({ type: z.literal('deleted'), id: z.string(), atMs: z.number() }),
])
type Line = z.infer<typeof lineSchema>

/** A video and when it was deleted. Deleted ones are remembered, so that a list can go on from them. */
export interface StoredVideo {
  video: VideoRecord
  deletedAtMs: number | null
}

export interface VideoStore {
  /** Resolves once the record is on the disk itself. */
  add(video: VideoRecord): Promise<void>
  remove(id: string, atMs: number): Promise<void>
  /** Null for unknown and for deleted videos. */
  get(id: string): VideoRecord | null
  withIdempotencyKey(key: string): VideoRecord | null
  /** In the order of their creation, deleted ones included. */
  all(): readonly StoredVideo[]
  close(): Promise<void>
}

export const VIDEO_FILE = 'demo-videos.jsonl'
const KEPT_AFTER_END_MS = 24 * 60 * 60 * 1000

/**
 * Videos in a file of JSON lines that is only ever added to. A last line that a crash cut off was never
 * acknowledged and is dropped; lines of videos that ended more than a day ago are left out at the start.
 */
export async function openVideoStore(folder: string, nowMs: number): Promise<VideoStore> {
  await mkdir(folder, { recursive: true })
  const path = join(folder, VIDEO_FILE)
  const lines = await readLines(path)
  const videos = replay(lines)
  for (const [id, stored] of videos) if (isOutdated(stored, nowMs)) videos.delete(id)
  const keys = new Map<string, string>()
  for (const { video } of videos.values()) if (video.idempotencyKey !== null) keys.set(video.idempotencyKey, video.id)
  await rewrite(folder, path, videos)
  const file = await open(path, 'a')
  const append = createAppender(file)

  return {
    async add(video) {
      await append({ type: 'created', video })
      videos.set(video.id, { video, deletedAtMs: null })
      if (video.idempotencyKey !== null) keys.set(video.idempotencyKey, video.id)
    },
    async remove(id, atMs) {
      await append({ type: 'deleted', id, atMs })
      const stored = videos.get(id)
      if (stored) videos.set(id, { ...stored, deletedAtMs: atMs })
    },
    get(id) {
      const stored = videos.get(id)
      return stored && stored.deletedAtMs === null ? stored.video : null
    },
    withIdempotencyKey(key) {
      return videos.get(keys.get(key) ?? '')?.video ?? null
    },
    all: () => [...videos.values()],
    async close() {
      await append.idle()
      await file.close()
    },
  }
}

async function readLines(path: string): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line) => {
    const parsed = lineSchema.safeParse(parseJson(line))
    return parsed.success ? [parsed.data] : []
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function replay(lines: readonly Line[]): Map<string, StoredVideo> {
  const videos = new Map<string, StoredVideo>()
  for (const line of lines) {
    if (line.type === 'created') videos.set(line.video.id, { video: line.video, deletedAtMs: null })
    else {
      const stored = videos.get(line.id)
      if (stored) videos.set(line.id, { ...stored, deletedAtMs: line.atMs })
    }
  }
  return videos
}

function isOutdated({ video, deletedAtMs }: StoredVideo, nowMs: number): boolean {
  const endedMs = video.createdAtMs + video.queuedMs + video.runningMs
  return nowMs > (deletedAtMs ?? endedMs + CONTENT_LIFE_MS) + KEPT_AFTER_END_MS
}

async function rewrite(folder: string, path: string, videos: ReadonlyMap<string, StoredVideo>): Promise<void> {
  const lines = [...videos.values()].flatMap(({ video, deletedAtMs }): Line[] => [
    { type: 'created', video },
    ...(deletedAtMs === null ? [] : [{ type: 'deleted' as const, id: video.id, atMs: deletedAtMs }]),
  ])
  const fresh = await open(`${path}.new`, 'w')
  await fresh.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  await fresh.sync()
  await fresh.close()
  await rename(`${path}.new`, path)
  await syncFolder(folder)
}

/** Makes the rename itself survive a power cut; systems that cannot open folders need no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  if (!handle) return
  await handle.sync().catch(() => undefined)
  await handle.close()
}

interface Appender {
  (line: Line): Promise<void>
  idle(): Promise<void>
}

/** Writes and syncs lines one batch after the other; what comes in meanwhile shares the next sync. */
function createAppender(file: FileHandle): Appender {
  let waiting: string[] = []
  let next: Promise<void> | null = null
  let current = Promise.resolve()

  async function flush(): Promise<void> {
    const batch = waiting
    waiting = []
    next = null
    await file.write(batch.join(''))
    await file.datasync()
  }

  function append(line: Line): Promise<void> {
    waiting.push(`${JSON.stringify(line)}\n`)
    if (!next) {
      next = current.then(flush)
      current = next.catch(() => undefined)
    }
    return next
  }
  append.idle = () => current
  return append
}
