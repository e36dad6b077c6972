import type { AssetVariant } from '../providers/videoProvider.ts'
import { withAnswerHeaders } from '../security/answerHeaders.ts'
import type { MediaResponder } from './mediaResponder.ts'
import type { RendererFiles } from './rendererFiles.ts'

const MEDIA_PATH = /^\/media\/([A-Za-z0-9_-]+)(?:\/(poster|spritesheet))?$/

/**
 * The one web handler behind both doors: takes under `/media`, the renderer's files everywhere else. Every answer carries
 * the content security policy and what else keeps it from being taken for something it is not.
 */
export function createHostFetch(deps: {
  media: MediaResponder
  /** Null when no built renderer is there. */
  renderer: RendererFiles | null
}): (request: Request) => Promise<Response> {
  const answer = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    if (pathname === '/media' || pathname.startsWith('/media/')) {
      const [, takeId, picture] = MEDIA_PATH.exec(pathname) ?? []
      if (takeId === undefined) return notFound()
      return await deps.media(request, takeId, picture === undefined ? 'video' : (picture as AssetVariant))
    }
    return deps.renderer === null ? notFound() : await deps.renderer(request)
  }
  return async (request) => withAnswerHeaders(await answer(request))
}

const notFound = (): Response =>
  new Response('Not found.', {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  })
