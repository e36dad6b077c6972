import type { HttpBindings } from '@hono/node-server'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import type { Host } from '../core/host.ts'
import type { Clock, Logger } from '../core/ports.ts'
import { hasBearerToken, hasSession, sessionCookie } from './access.ts'
import { API_HEADERS, errorResponse, jsonResponse } from './apiErrors.ts'
import { handleApiRoute } from './apiHandler.ts'
import { apiRoutes } from './apiRoutes.ts'
import { createEventStreams, type EventStreams } from './eventStream.ts'
import { buildOpenApiDocument } from './openapi.ts'
import { bodyLimitBytes, readJsonBody } from './requestBody.ts'

export interface ServerAppDeps {
  host: Host
  token: string
  version: string
  clock: Clock
  logger: Logger
  /** True from the moment in which the server began to stop. */
  isStopping: () => boolean
}

interface ServerEnv {
  Bindings: HttpBindings
}

export interface ServerApp {
  hono: Hono<ServerEnv>
  events: EventStreams
}

/** Every route of the door. Host and Origin are checked before a request gets here. */
export const createServerApp = (deps: ServerAppDeps): ServerApp => {
  const { host, clock, version, logger, isStopping } = deps
  const events = createEventStreams({ onEvent: (listener) => host.onEvent(listener), clock, version })
  const hono = new Hono<ServerEnv>()

  hono.use(async (_context, next) => {
    if (isStopping()) return errorResponse({ code: 'stopping', message: 'Dailies is stopping.' })
    return await next()
  })
  hono.get('/api/health', () => jsonResponse(200, { status: 'ok', version }))
  const authenticate = requireToken(deps.token)
  hono.use('/api/*', authenticate)
  hono.use('/media/*', authenticate)

  addApiRoutes(hono, host, version)
  addScreenRoutes(hono, host, deps.token, events)
  addMethodRefusals(hono)
  hono.all('/api/*', () => errorResponse({ code: 'not_found', message: 'There is no such call.' }))
  hono.all('/api', () => errorResponse({ code: 'not_found', message: 'There is no such call.' }))
  hono.all('*', (context) => (isReading(context) ? fetchFromHost(host, context) : methodNotAllowed('GET, HEAD')))
  hono.onError((error, context) => {
    logger.error(`The call ${context.req.method} ${context.req.path} failed.`, { error })
    return errorResponse({ code: 'internal', message: 'Something went wrong in Dailies; its log says more.' })
  })
  return { hono, events }
}

const portOf = (context: Context<ServerEnv>): number => context.env.incoming.socket.localPort ?? 0

const isReading = (context: Context): boolean => context.req.method === 'GET' || context.req.method === 'HEAD'

const requireToken =
  (token: string): MiddlewareHandler<ServerEnv> =>
  async (context, next) => {
    const { method, path } = context.req
    const header = (name: string) => context.req.header(name)
    const session = {
      method,
      path,
      port: portOf(context),
      cookie: header('cookie'),
      origin: header('origin'),
      fetchSite: header('sec-fetch-site'),
    }
    if (hasBearerToken(header('authorization'), token) || hasSession(session, token)) return await next()
    return errorResponse({ code: 'unauthorized', message: 'This call needs the token of this server.' })
  }

const addApiRoutes = (hono: Hono<ServerEnv>, host: Host, version: string): void => {
  for (const route of apiRoutes) {
    hono.on(route.method.toUpperCase(), honoPath(route.path), async (context) => {
      const [id = ''] = Object.values<string>(context.req.param())
      return await handleApiRoute(host, route, context.req.raw, id)
    })
  }
  // Built when it is first asked for; it never changes.
  let document: unknown = null
  hono.get('/api/openapi.json', () => jsonResponse(200, (document ??= buildOpenApiDocument(version))))
}

const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1')

/** What the browser's screen uses besides the documented API. */
const addScreenRoutes = (hono: Hono<ServerEnv>, host: Host, token: string, events: EventStreams): void => {
  hono.post(
    '/api/session',
    (context) =>
      new Response(null, {
        status: 204,
        headers: { ...API_HEADERS, 'Set-Cookie': sessionCookie(token, portOf(context)) },
      }),
  )
  hono.post('/api/rpc/:route', async (context) => {
    const route = context.req.param('route')
    const body = await readJsonBody(context.req.raw, bodyLimitBytes(context.req.path))
    return body.ok ? jsonResponse(200, await host.dispatch(route, body.value ?? {})) : errorResponse(body.error)
  })
  hono.get('/api/events', () => events.open())
}

const addMethodRefusals = (hono: Hono<ServerEnv>): void => {
  const reading = ['/api/health', '/api/openapi.json', '/api/events']
  const writing = ['/api/session', '/api/rpc/:route']
  for (const path of reading) hono.all(path, () => methodNotAllowed('GET, HEAD'))
  for (const path of writing) hono.all(path, () => methodNotAllowed('POST'))
  for (const { path, method } of apiRoutes) {
    hono.all(honoPath(path), () => methodNotAllowed(method === 'get' ? 'GET, HEAD' : 'POST'))
  }
}

const methodNotAllowed = (allow: string): Response =>
  errorResponse({ code: 'method_not_allowed', message: `Only ${allow} is possible here.` }, { Allow: allow })

/** Renderer files and media, as the host answers them. */
const fetchFromHost = async (host: Host, context: Context<ServerEnv>): Promise<Response> => {
  const { raw, method } = context.req
  const { pathname, search } = new URL(raw.url)
  const headers = new Headers(raw.headers)
  // The host has no use for secrets of the door.
  for (const name of ['authorization', 'cookie']) headers.delete(name)
  const response = await host.fetch(new Request(`http://host${pathname}${search}`, { method, headers }))
  const guarded = new Response(response.body, response)
  guarded.headers.set('X-Content-Type-Options', 'nosniff')
  guarded.headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  guarded.headers.set('Referrer-Policy', 'no-referrer')
  return guarded
}
