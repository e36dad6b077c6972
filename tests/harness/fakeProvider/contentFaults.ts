import type { FaultContext } from './faults.ts'
import { routeFaults } from './faults.ts'
import { punchHole } from './tinyVideo.ts'

/** What a content fault knows beside the usual: the file and the healthy headers. */
export interface ContentFaultContext extends FaultContext {
  video: Uint8Array
  etag: string
  /** First byte that was asked for; null without a Range header. */
  rangeStart: number | null
  /** The same file on another origin. */
  elsewhere: string
}

export type ContentFault = (context: ContentFaultContext) => Promise<void> | void

const VIDEO_HEADERS = { 'content-type': 'video/mp4' }

const sendWhole =
  (change: (video: Uint8Array) => Uint8Array): ContentFault =>
  ({ video, etag, send }) =>
    send({ status: 200, headers: { ...VIDEO_HEADERS, etag }, body: change(video) })

/** Announces the whole file, sends `share` of it, then ends in the given way. */
const sendShare =
  (share: number, end: (context: ContentFaultContext) => void): ContentFault =>
  (context) => {
    const { response, video, etag } = context
    response.writeHead(200, { ...VIDEO_HEADERS, etag, 'content-length': String(video.length) })
    response.write(video.subarray(0, Math.floor(video.length * share)), () => end(context))
  }

const changedEtag = (etag: string): string => etag.replace(/"$/, '-changed"')

export const contentFaults = {
  /** The connection closes cleanly after half of what was announced. */
  short_body: sendShare(0.5, ({ request }) => void request.socket.end()),
  /** The announced length fits the bytes, but the file's end is missing. */
  cut_file: sendWhole((video) => video.subarray(0, video.length - 512)),
  long_body: sendWhole((video) => Buffer.concat([video, Buffer.alloc(100, 7)])),
  full_to_range: sendWhole((video) => video),
  wrong_content_range: ({ video, etag, rangeStart, send }) => {
    const start = (rangeStart ?? 0) + 1
    const headers = { ...VIDEO_HEADERS, etag, 'content-range': `bytes ${start}-${video.length - 1}/${video.length}` }
    send({ status: 206, headers, body: video.subarray(start) })
  },
  range_416: ({ video, send }) =>
    send({ status: 416, headers: { 'content-range': `bytes */${video.length}` }, body: '' }),
  /** A server that ignores If-Range although its file changed. */
  etag_change: ({ video, etag, rangeStart, send }) => {
    const start = rangeStart ?? 0
    const headers = {
      ...VIDEO_HEADERS,
      etag: changedEtag(etag),
      'content-range': `bytes ${start}-${video.length - 1}/${video.length}`,
    }
    send({ status: rangeStart === null ? 200 : 206, headers, body: video.subarray(start) })
  },
  stall: sendShare(0.5, () => undefined),
  never_answers: () => undefined,
  expired_403: ({ send }) =>
    send({
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: '<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>',
    }),
  gone_410: routeFaults.gone_410,
  not_ready_404: ({ send }) =>
    send({
      status: 404,
      headers: { 'content-type': 'application/json' },
      body: '{"detail":"Generation is still in progress"}',
    }),
  not_found_404: routeFaults.not_found_404,
  html_200: routeFaults.html_200,
  zero_bytes: sendWhole(() => new Uint8Array(0)),
  hole: sendWhole(punchHole),
  error_500: routeFaults.error_500_before_creating,
  rate_limited_seconds: routeFaults.rate_limited_seconds,
  json_error_200: ({ send }) =>
    send({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"error":{"message":"Upstream storage failed."}}',
    }),
  reset_mid_body: sendShare(0.5, ({ request }) => void request.socket.resetAndDestroy()),
  chunked: ({ video, etag, response }) => {
    response.writeHead(200, { ...VIDEO_HEADERS, etag, 'transfer-encoding': 'chunked' })
    response.end(video)
  },
  redirect_elsewhere: ({ send, elsewhere }) => send({ status: 302, headers: { location: elsewhere }, body: '' }),
  redirect_loop: ({ send, request }) => send({ status: 302, headers: { location: request.url ?? '/' }, body: '' }),
  cloud_url_400: ({ send, elsewhere }) =>
    send({
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        detail: `Video has been uploaded to cloud storage. Please use the cloud URL: ${elsewhere}`,
      }),
    }),
  json_with_url: ({ send, elsewhere }) =>
    send({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ url: elsewhere }) }),
} satisfies Record<string, ContentFault>

export type ContentFaultName = keyof typeof contentFaults
