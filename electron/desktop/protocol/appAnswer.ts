import type { Host } from '../../core/host.ts'
import type { Logger } from '../../core/ports.ts'
import { withAnswerHeaders } from '../../core/security/answerHeaders.ts'
import { isAppUrl } from '../../core/security/trustedFrame.ts'

/**
 * Answers one request of the app's own scheme: nothing but reading, from no other name than the app's. Waits for the host
 * while it opens.
 */
export const createAppAnswer =
  (host: Promise<Pick<Host, 'fetch'>>, logger: Logger) =>
  async (request: Request): Promise<Response> => {
    if (!isAppUrl(request.url)) return refuse(404, 'There is nothing at this address.')
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(405, 'Only GET and HEAD.', { Allow: 'GET, HEAD' })
    }
    // Whoever opens the host says why it failed, and ends the app.
    const opened = await host.catch(() => null)
    if (opened === null) return refuse(503, 'Dailies could not open its library.')
    try {
      return await opened.fetch(request)
    } catch (error) {
      logger.error('an answer to the page failed', { path: new URL(request.url).pathname, error })
      return refuse(500, 'This could not be read.')
    }
  }

const refuse = (status: number, message: string, headers: Record<string, string> = {}): Response =>
  withAnswerHeaders(
    new Response(message, {
      status,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
    }),
  )
