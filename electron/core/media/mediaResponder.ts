import { createHash } from 'node:crypto'
import type { FileStore } from '../ports.ts'
import type { AssetVariant } from '../providers/videoProvider.ts'
import { decideRange } from './byteRange.ts'
import { describeCondition, inspectTake, isPresent, type TakeCondition } from './takeFiles.ts'
import { pieceBytes, planTaggedCopy, type TaggedCopy } from './taggedCopy.ts'
import { tagsOfTake, type TakeTags } from './takeTags.ts'

export interface MediaAsset {
  path: string
  /** What the file is known to be; never guessed from a request. */
  type: string
  sizeBytes: number
  sha256: string
  fileName: string
}

export type MediaResponder = (request: Request, takeId: string, variant: AssetVariant) => Promise<Response>

export interface MediaResponderDeps {
  files: FileStore
  findAsset(takeId: string, variant: AssetVariant): MediaAsset | null
  /** What a copy with `embed` carries inside. */
  tagsOf(takeId: string): TakeTags | null
  /** Told what was found of a take's file whenever somebody asks for it. */
  noteTake(takeId: string, condition: TakeCondition): void
}

/** What is answered with: a file, or a copy that is made while it is read. */
interface Served {
  sizeBytes: number
  /** Strong; null for what may change. */
  etag: string | null
  read(range: { start: number; end: number }): AsyncIterable<Uint8Array>
}

const YEAR_SECONDS = 31_536_000

/**
 * Serves takes and their pictures with byte ranges. The file is opened with the first read and closed when the reader
 * leaves. `?download=1` offers the file under its name; `&embed=1` offers a copy with prompt and settings inside.
 * 404 and 410 say in a sentence what became of a take's file.
 */
export function createMediaResponder(deps: MediaResponderDeps): MediaResponder {
  const { files, findAsset } = deps

  async function conditionOf(asset: MediaAsset, takeId: string, variant: AssetVariant): Promise<TakeCondition> {
    if (variant !== 'video') {
      const sizeBytes = await files.size(asset.path)
      if (sizeBytes === null) return { kind: 'missing' }
      return sizeBytes === asset.sizeBytes ? { kind: 'whole' } : { kind: 'changed', sizeBytes }
    }
    const condition = await inspectTake(files, asset)
    deps.noteTake(takeId, condition)
    return condition
  }

  /** A file that was changed behind our back is still shown, but never cached or joined under the old name. */
  const stored = (asset: MediaAsset, condition: TakeCondition): Served => ({
    sizeBytes: condition.kind === 'changed' ? condition.sizeBytes : asset.sizeBytes,
    etag: condition.kind === 'whole' ? `"${asset.sha256}"` : null,
    read: (range) => files.read(asset.path, range),
  })

  async function tagged(asset: MediaAsset, takeId: string, { sizeBytes, etag }: Served): Promise<Served | null> {
    const tags = deps.tagsOf(takeId)
    if (tags === null) return null
    const readAt = (offset: number, length: number) => files.readAt(asset.path, offset, length)
    const copy = await planTaggedCopy({ size: sizeBytes, readAt }, tagsOfTake(tags))
    if (copy === null) return null
    const tagHash = createHash('sha256').update(copy.moov).digest('hex').slice(0, TAG_HASH_DIGITS)
    return {
      sizeBytes: copy.sizeBytes,
      etag: etag === null ? null : `"${asset.sha256}-${tagHash}"`,
      read: (range) => readCopy(files, asset.path, copy, range),
    }
  }

  return async (request, takeId, variant) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return text(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' })
    }
    const asset = findAsset(takeId, variant)
    if (asset === null) return text(404, 'Not found.')
    const condition = await conditionOf(asset, takeId, variant)
    if (!isPresent(condition)) {
      return text(condition.kind === 'missing' ? 404 : 410, describeCondition(condition, asset) ?? 'Not found.')
    }
    const wanted = new URL(request.url).searchParams
    const isDownload = wanted.get('download') === '1'
    const file = stored(asset, condition)
    const isCopy = isDownload && wanted.get('embed') === '1' && variant === 'video'
    const served = isCopy ? await tagged(asset, takeId, file) : file
    if (served === null) return text(409, CANNOT_EMBED)
    return answer(request, served, assetHeaders(asset, served, isDownload))
  }
}

const TAG_HASH_DIGITS = 16

const CANNOT_EMBED = 'The prompt can not be written into this kind of video file. Save the file without it.'

function answer(request: Request, served: Served, headers: Headers): Response {
  const { etag, sizeBytes } = served
  if (etag !== null && isNotModified(request, etag)) return new Response(null, { status: 304, headers })
  const range = decideRange(wantedRange(request, etag), sizeBytes)
  if (range.kind === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${sizeBytes}`)
    headers.delete('Content-Disposition')
    headers.set('Content-Type', 'text/plain; charset=utf-8')
    return new Response('Outside the file.', { status: 416, headers })
  }
  const { start, end } = range.kind === 'part' ? range : { start: 0, end: sizeBytes }
  headers.set('Content-Length', String(end - start))
  if (range.kind === 'part') headers.set('Content-Range', `bytes ${start}-${end - 1}/${sizeBytes}`)
  const body = request.method === 'HEAD' ? null : streamOf(served.read({ start, end }))
  return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers })
}

async function* readCopy(
  files: FileStore,
  path: string,
  { pieces }: TaggedCopy,
  wanted: { start: number; end: number },
): AsyncGenerator<Uint8Array> {
  let position = 0
  for (const piece of pieces) {
    const from = Math.max(0, wanted.start - position)
    const to = Math.min(pieceBytes(piece), wanted.end - position)
    position += pieceBytes(piece)
    if (from >= to) continue
    if (piece.kind === 'bytes') yield piece.bytes.subarray(from, to)
    else yield* files.read(path, { start: piece.start + from, end: piece.start + to })
  }
}

function assetHeaders(asset: MediaAsset, { etag }: Served, isDownload: boolean): Headers {
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Content-Type': asset.type,
    'Content-Disposition': isDownload ? attachment(asset.fileName) : `inline; ${extendedName(asset.fileName)}`,
    'Cache-Control': etag === null ? 'no-store' : `private, max-age=${YEAR_SECONDS}, immutable`,
  })
  if (etag !== null) headers.set('ETag', etag)
  return headers
}

const extendedName = (fileName: string): string => `filename*=UTF-8''${encodeFileName(fileName)}`

/** Scripts often read only the plain name, which can hold no more than ASCII (RFC 6266, appendix D). */
const attachment = (fileName: string): string =>
  `attachment; filename="${fileName.replaceAll(/[^\x20-\x7e]|["%\\]/gu, '_')}"; ${extendedName(fileName)}`

function isNotModified(request: Request, etag: string): boolean {
  const header = request.headers.get('If-None-Match')
  if (header === null) return false
  return header.split(',').some((candidate) => ['*', etag].includes(candidate.trim().replace(/^W\//, '')))
}

/** Range counts for GET only, and only if If-Range names the very bytes we have (RFC 9110, 13.1.5 and 14.2). */
function wantedRange(request: Request, etag: string | null): string | null {
  if (request.method !== 'GET') return null
  const condition = request.headers.get('If-Range')
  return condition === null || condition === etag ? request.headers.get('Range') : null
}

/** RFC 8187. */
const encodeFileName = (fileName: string): string =>
  encodeURIComponent(fileName.toWellFormed()).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Pulls only when someone reads, so that an answer nobody takes opens nothing. */
function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await iterator.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      cancel: async () => void (await iterator.return?.()),
    },
    { highWaterMark: 0 },
  )
}

const text = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  new Response(message, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  })
