import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const PAGE = resolve(import.meta.dirname, '../videoPage')
const CLIPS = resolve(import.meta.dirname, '../clips')
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

export interface VideoPage {
  /** Ends in a slash. */
  url: string
  stop(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Serves one clip as the host does: with ranges, and 416 beyond its end. */
const sendClip = (request: IncomingMessage, response: ServerResponse, clip: Buffer): void => {
  const [, first = '', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = first === '' ? 0 : Number(first)
  const end = last === '' ? clip.length : Math.min(clip.length, Number(last) + 1)
  response.setHeader('content-type', 'video/mp4')
  response.setHeader('accept-ranges', 'bytes')
  if (first !== '' && start >= clip.length) {
    response.writeHead(416, { 'content-range': `bytes */${clip.length}` }).end()
    return
  }
  if (first !== '') response.setHeader('content-range', `bytes ${start}-${end - 1}/${clip.length}`)
  response.writeHead(first === '' ? 200 : 206, { 'content-length': end - start }).end(clip.subarray(start, end))
}

/** Clips that a page or a spec has put there, and those that lie beside the specs. */
const createClips = () => {
  const put = new Map<string, Buffer>()
  return async (name: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'PUT') {
      put.set(name, await bodyOf(request))
      return void response.end()
    }
    // A server that takes the call and says nothing.
    if (name === 'silent.mp4') return void response.destroy()
    const isPlain = /^[\w-]+\.mp4$/.test(name)
    const clip = put.get(name) ?? (isPlain ? await readFile(join(CLIPS, name)).catch(() => null) : null)
    if (clip === null) response.writeHead(404).end()
    else sendClip(request, response, clip)
  }
}

/** Builds the pages of `tests/e2e/videoPage` and serves them with the clips, where the host has its media too. */
export const startVideoPage = async (): Promise<VideoPage> => {
  const folder = await mkdtemp(join(tmpdir(), 'dailies-video-page-'))
  await build({
    root: PAGE,
    configFile: false,
    logLevel: 'error',
    plugins: [react(), tailwindcss()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      minify: false,
      target: 'esnext',
      rolldownOptions: { input: [join(PAGE, 'index.html'), join(PAGE, 'player.html')] },
    },
  })
  const sendOrKeep = createClips()
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname)
    const clip = /^\/(?:clips|media)\/(.+)$/.exec(path)?.[1]
    if (clip !== undefined) return sendOrKeep(clip.replace('/', '.'), request, response)
    const file = path === '/' ? 'index.html' : path.slice(1)
    const content = await readFile(join(folder, file)).catch(() => null)
    if (content === null) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(content)
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
      await rm(folder, { recursive: true, force: true })
    },
  }
}
