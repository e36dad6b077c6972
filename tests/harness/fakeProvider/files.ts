import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Answer } from './faults.ts'

/** A file with its strong validator. */
export interface ServedFile {
  bytes: Uint8Array
  etag: string
}

export const makeFile = (bytes: Uint8Array): ServedFile => ({
  bytes,
  etag: `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`,
})

/** The first byte of `bytes=N-`, or null when the whole file is asked for. */
export const readRangeStart = (headers: IncomingHttpHeaders): number | null => {
  const start = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1]
  return start === undefined ? null : Number(start)
}

/** Serves a file as a good server does: ranges, If-Range, 416. */
export const serveFile = (file: ServedFile, contentType: string, headers: IncomingHttpHeaders): Answer => {
  const common = { 'content-type': contentType, etag: file.etag, 'accept-ranges': 'bytes' }
  const start = readRangeStart(headers)
  const ifRange = headers['if-range']
  const total = file.bytes.length
  if (start === null || (ifRange !== undefined && ifRange !== file.etag))
    return { status: 200, headers: common, body: file.bytes }
  if (start >= total) return { status: 416, headers: { ...common, 'content-range': `bytes */${total}` }, body: '' }
  const range = { 'content-range': `bytes ${start}-${total - 1}/${total}` }
  return { status: 206, headers: { ...common, ...range }, body: file.bytes.subarray(start) }
}
