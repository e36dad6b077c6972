import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Rendered } from '../takes/takeShop.ts'
import type { ActiveFault } from './faults.ts'

export type ByteRange = { start: number; end: number }

/**
 * One `bytes=` range of RFC 9110, 14: `null` for none, or one that is not understood and thus ignored;
 * `unsatisfiable` when it lies behind the end. `end` is exclusive.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return null
  if (match[1] === '') {
    const last = Number(match[2])
    return last === 0 ? 'unsatisfiable' : { start: Math.max(0, size - last), end: size }
  }
  const start = Number(match[1])
  const end = match[2] === '' ? size : Math.min(size, Number(match[2]) + 1)
  if (start >= size) return 'unsatisfiable'
  return end <= start ? null : { start, end }
}

/** Sends a file or the part of it that was asked for, or half of it where a fault says so. */
export function answerContent(
  request: IncomingMessage,
  response: ServerResponse,
  rendered: Rendered,
  fault: ActiveFault | null,
): void {
  const { bytes, etag, contentType } = rendered
  response.setHeader('etag', etag)
  response.setHeader('accept-ranges', 'bytes')
  response.setHeader('cache-control', 'private, no-transform')
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) {
    response.writeHead(304).end()
    return
  }
  const ifRange = request.headers['if-range']
  const isRangeMeant = ifRange === undefined || ifRange === etag
  const range = isRangeMeant ? parseRange(request.headers.range, bytes.length) : null
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
    return
  }
  const { start, end } = range ?? { start: 0, end: bytes.length }
  response.setHeader('content-type', contentType)
  response.setHeader('content-length', end - start)
  if (range) response.setHeader('content-range', `bytes ${start}-${end - 1}/${bytes.length}`)
  response.writeHead(range ? 206 : 200)
  if (request.method === 'HEAD') {
    response.end()
    return
  }
  const half = start + Math.floor((end - start) / 2)
  if (fault?.kind === 'stalled') response.write(bytes.subarray(start, half))
  else if (fault?.kind === 'truncated') response.write(bytes.subarray(start, half), () => response.socket?.end())
  else response.end(bytes.subarray(start, end))
}
