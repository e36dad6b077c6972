import type { FileStore } from '../ports.ts'
import type { AssetVariant } from '../providers/videoProvider.ts'
import { decideRange } from './byteRange.ts'

export interface MediaAsset {
  path: string
  /** What the file is known to be; never guessed from a request. */
  type: string
  sizeBytes: number
  sha256: string
  fileName: string
}

export type MediaResponder = (request: Request, takeId: string, variant: AssetVariant) => Promise<Response>

const YEAR_SECONDS = 31_536_000

/** Serves takes and their pictures with byte ranges. The file is opened with the first read and closed when the reader leaves. */
export function createMediaResponder(deps: {
  files: FileStore
  findAsset(takeId: string, variant: AssetVariant): MediaAsset | null
}): MediaResponder {
  const { files, findAsset } = deps
  return async (request, takeId, variant) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return text(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' })
    }
    const asset = findAsset(takeId, variant)
    const sizeBytes = asset === null ? null : await files.size(asset.path)
    if (asset === null || sizeBytes === null) return text(404, 'Not found.')
    const isUnchanged = sizeBytes === asset.sizeBytes
    const headers = assetHeaders(asset, isUnchanged, new URL(request.url).searchParams.get('download') === '1')

    const etag = isUnchanged ? etagOf(asset) : null
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
    const body = request.method === 'HEAD' ? null : streamOf(files.read(asset.path, { start, end }))
    return new Response(body, { status: range.kind === 'part' ? 206 : 200, headers })
  }
}

/** A file that was changed behind our back is still shown, but never cached or joined under the old name. */
function assetHeaders(asset: MediaAsset, isUnchanged: boolean, isDownload: boolean): Headers {
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Content-Type': asset.type,
    'Content-Disposition': `${isDownload ? 'attachment' : 'inline'}; filename*=UTF-8''${encodeFileName(asset.fileName)}`,
    'Cache-Control': isUnchanged ? `private, max-age=${YEAR_SECONDS}, immutable` : 'no-store',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  })
  if (isUnchanged) headers.set('ETag', etagOf(asset))
  return headers
}

const etagOf = (asset: MediaAsset): string => `"${asset.sha256}"`

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
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  })
