import type { Host } from '../core/host.ts'
import { errorResponse, jsonResponse, type ApiError } from './apiErrors.ts'
import type { ApiRoute, FileRoute, JsonRoute } from './apiRoute.ts'
import { bodyLimitBytes, checkAgainst, readJsonBody } from './requestBody.ts'

/** Ids are opaque, but never hold anything else; so no id can point out of the library. */
const ID = /^[A-Za-z0-9_-]{1,200}$/

const NOT_FOUND: ApiError = { code: 'not_found', message: 'There is nothing with this id.' }

/** Answers one request to a documented route. `id` is its path parameter, decoded; empty where it has none. */
export const handleApiRoute = async (host: Host, route: ApiRoute, request: Request, id: string): Promise<Response> => {
  if (route.path.includes('{') && !ID.test(id)) return errorResponse(NOT_FOUND)
  return route.kind === 'file' ? await handleFile(host, route, request, id) : await handleJson(host, route, request, id)
}

const handleJson = async (host: Host, route: JsonRoute, request: Request, id: string): Promise<Response> => {
  const query = route.query && checkAgainst(route.query, queryOf(request), 'bad_request')
  if (query?.ok === false) return errorResponse(query.error)
  const body = route.method === 'post' ? await readJsonBody(request, bodyLimitBytes(route.path)) : null
  if (body?.ok === false) return errorResponse(body.error)
  const given = body?.value === undefined && route.isBodyOptional === true ? {} : body?.value
  if (route.body !== null) {
    if (given === undefined) {
      return errorResponse({ code: 'bad_request', message: 'The request needs a JSON body.' })
    }
    const fits = checkAgainst(route.body, given, 'invalid')
    if (!fits.ok) return errorResponse(fits.error)
  }
  const result = await route.run(host, { id, query: queryOf(request), body: given })
  return result.ok ? jsonResponse(route.reply.status, result.value) : errorResponse(result.error)
}

/** A name that is given several times counts as a list; what is no list then refuses it. */
const queryOf = (request: Request): Record<string, string> => {
  const parameters = new URL(request.url).searchParams
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name).join(',')]))
}

const handleFile = async (host: Host, route: FileRoute, request: Request, id: string): Promise<Response> => {
  const query = route.query && checkAgainst(route.query, queryOf(request), 'bad_request')
  if (query?.ok === false) return errorResponse(query.error)
  const place = await route.locate(host, id)
  if (!place.ok) return errorResponse(place.error)
  const search = query === null ? '' : `?${new URLSearchParams(query.value as Record<string, string>).toString()}`
  return await fetchMedia(host, `${place.value}${search}`, request)
}

const FORWARDED_HEADERS = ['range', 'if-range', 'if-none-match', 'if-modified-since', 'if-match']

/** The host's answer for a file; its refusals in the API's own shape. */
const fetchMedia = async (host: Host, path: string, request: Request): Promise<Response> => {
  const headers = new Headers()
  for (const name of FORWARDED_HEADERS) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const response = await host.fetch(new Request(`http://host${path}`, { method: request.method, headers }))
  if (response.status < 400) return response
  if (response.status === 416) {
    await response.body?.cancel()
    const contentRange = response.headers.get('content-range')
    return errorResponse(
      { code: 'range_not_satisfiable', message: 'The file does not have these bytes.' },
      contentRange === null ? {} : { 'Content-Range': contentRange },
    )
  }
  const message = await response.text()
  if (response.status === 409) return errorResponse({ code: 'conflict', message })
  if (response.status === 410) return errorResponse({ code: 'not_found', message })
  if (response.status === 404) return errorResponse(message === 'Not found.' ? NOT_FOUND : { ...NOT_FOUND, message })
  return errorResponse({ code: 'internal', message: 'The file can not be read.' })
}
