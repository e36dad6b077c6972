import fs from 'node:fs/promises'
import path from 'node:path'
import { decideSegments, isInsideFolder } from '../security/insideFolder.ts'

/** Only what a built renderer consists of; any other file in the folder is not served. */
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
}

const HASHED_ASSET = /^assets\/.+-[\w-]{8,}\.\w+$/

export type RendererFiles = (request: Request) => Promise<Response>

/** Serves the built renderer. A navigation to a path that is no file gets `index.html`; anything else gets 404. */
export function createRendererFiles(rendererDir: string): RendererFiles {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answer(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' })
    }
    const segments = decideSegments(new URL(request.url).pathname)
    if (segments === null) return answer(404, 'Not found.')
    const wanted = segments.length === 0 ? 'index.html' : segments.join('/')
    const found =
      (await load(rendererDir, wanted)) ??
      (isNavigation(request, wanted) ? await load(rendererDir, 'index.html') : null)
    if (found === null) return answer(404, 'Not found.')
    return new Response(request.method === 'HEAD' ? null : found.bytes, {
      headers: {
        'Content-Type': found.type,
        'Content-Length': String(found.bytes.byteLength),
        'Cache-Control': HASHED_ASSET.test(found.name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    })
  }
}

interface Loaded {
  name: string
  type: string
  bytes: Uint8Array<ArrayBuffer>
}

async function load(rendererDir: string, name: string): Promise<Loaded | null> {
  const type = CONTENT_TYPES[path.extname(name).toLowerCase()]
  if (type === undefined) return null
  try {
    const [folder, file] = await Promise.all([fs.realpath(rendererDir), fs.realpath(path.join(rendererDir, name))])
    if (!isInsideFolder(folder, file, path.sep)) return null
    return { name, type, bytes: new Uint8Array(await fs.readFile(file)) }
  } catch (error) {
    if (error instanceof Error && 'code' in error && MISSING.includes(String(error.code))) return null
    throw error
  }
}

const MISSING = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']

function isNavigation(request: Request, wanted: string): boolean {
  if (path.extname(wanted) !== '') return false
  const mode = request.headers.get('Sec-Fetch-Mode')
  if (mode !== null) return mode === 'navigate'
  return request.headers.get('Accept')?.includes('text/html') ?? false
}

const answer = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  new Response(message, {
    status,
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Cache-Control': 'no-store',
      ...headers,
    },
  })
