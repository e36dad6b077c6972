import { createServer } from 'node:http'
import { tinyVideo } from '../harness/fakeProvider/tinyVideo.ts'

/**
 * A process that serves one finished video as an OpenAI-shaped provider does, so that client and server do not
 * share a thread. Says its port to the parent process.
 */
const sizeBytes = Number(process.argv[2])
const take = makeTake(sizeBytes)
const server = createServer((request, response) => {
  if (request.url?.endsWith('/content') !== true) return void response.writeHead(404).end()
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': take.length, etag: '"take"' })
  response.end(take)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.(address.port)
})
process.on('disconnect', () => process.exit(0))

/** The small video with a payload that no disk or network could compress or skip. */
function makeTake(wantedBytes: number): Buffer {
  const small = Buffer.from(tinyVideo('bench', 0))
  const made = Buffer.alloc(wantedBytes)
  small.copy(made)
  const payloadAt = small.length
  made.writeUInt32BE(wantedBytes - payloadAt + 8, payloadAt - 8)
  let state = 1
  for (let at = payloadAt; at + 4 <= wantedBytes; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    made.writeUInt32LE(state, at)
  }
  return made
}
